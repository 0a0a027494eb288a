import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { EndNewsInput } from '@/lib/deliveries/schema'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentState } from '@/lib/shared/generated/enums'
import type { Act } from '@/lib/office/action'
import { holds } from '@/lib/office/access'
import { dateFromDay, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { storable } from '@/lib/shared/written'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { Registered } from '../effects'
import { applyEffects, holdTouched } from '../registering'
import type { Act as ActName } from '../lifecycle'
import { lockDocument, readOf, type LoadedDocument } from '../load'
import { move, type Actor, type MoveDetails } from '../move'
import { type ActInput } from '../schema'
import { factsOf, rowObjections } from '../standing'
import { sees } from '../visibility'
import { actorOf } from './drafting'

/** News from DHIS as the neighbour's wire has it, already proven to be theirs. `at` is an instant with its zone. */
export type DhisNews = {
  eventId: string
  type: 'confirmed' | 'rejected' | 'routed'
  id: string
  ourId: string
  version: number
  by: { name: string; personalCode: string }
  at: string
  comment?: string
  to?: string
}

export type Taken = { outcome: 'taken' | 'known' } | { outcome: 'parked'; reasons: Refusal[] }

/**
 * Takes news: applied at once, or parked with the reason when it fits no open act; never dropped, never forced. The
 * same news again finds its row and is answered the same.
 */
export async function takeNews(db: Db, news: DhisNews, now: Date): Promise<Taken> {
  try {
    return await inTransaction(db, async (tx) => {
      if (!(await keepNews(tx, news, now, 'TAKEN', []))) return earlierAnswer(tx, news)
      await applyNews(tx, news, now)
      return { outcome: 'taken' }
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const reasons = [...error.refusals]
    return inTransaction(db, async (tx) => {
      if (!(await keepNews(tx, news, now, 'PARKED', reasons))) return earlierAnswer(tx, news)
      return { outcome: 'parked', reasons }
    })
  }
}

async function keepNews(tx: Tx, news: DhisNews, now: Date, state: 'TAKEN' | 'PARKED', reasons: Refusal[]) {
  const document = isUuid(news.ourId) ? await tx.document.findUnique({ where: { id: news.ourId } }) : null
  const { count } = await tx.news.createMany({
    data: {
      neighbour: 'DHIS',
      eventId: news.eventId,
      receivedAt: now,
      body: news as unknown as Prisma.InputJsonObject,
      documentId: document?.id ?? null,
      state,
      reasons: reasons as unknown as Prisma.InputJsonArray,
    },
    skipDuplicates: true,
  })
  return count === 1
}

async function earlierAnswer(tx: Tx, { eventId }: DhisNews): Promise<Taken> {
  const earlier = await tx.news.findUniqueOrThrow({
    where: { neighbour_eventId: { neighbour: 'DHIS', eventId } },
  })
  if (earlier.state === 'TAKEN' || earlier.state === 'APPLIED') return { outcome: 'known' }
  return { outcome: 'parked', reasons: earlier.reasons as Refusal[] }
}

/** Proven to be from DHIS, but not in the contract: kept raw for a person, who can only make it void. */
export async function parkUnreadable(db: Db, raw: string, now: Date): Promise<Taken> {
  const reasons: Refusal[] = [{ code: 'unreadable' }]
  await db.news.createMany({
    data: {
      neighbour: 'DHIS',
      eventId: `raw:${createHash('sha256').update(raw).digest('hex')}`,
      receivedAt: now,
      body: { raw: storable(raw) },
      state: 'PARKED',
      reasons: reasons as unknown as Prisma.InputJsonArray,
    },
    skipDuplicates: true,
  })
  return { outcome: 'parked', reasons }
}

/** While DHIS has not said that the version is locked, its signer may still be quicker than we. */
const confirmable: readonly DocumentState[] = ['ISSUED', 'REOPENING']

/** What the news means. Throws Refused with the reason why it can't be so now. */
async function applyNews(tx: Tx, news: DhisNews, now: Date) {
  const document = isUuid(news.ourId) ? await lockDocument(tx, news.ourId) : null
  if (!document || document.dhisId !== news.id) throw new Refused([{ code: 'noSuchDocument' }])
  if (news.type === 'routed') return noteRouting(tx, document, news, now)
  if (news.by.personalCode !== document.signer.personalCode) {
    throw new Refused([{ code: 'wrongSigner', params: { who: news.by.name } }])
  }
  if (news.version !== document.sendNo) throw new Refused([{ code: 'wrongVersion' }])
  if (!confirmable.includes(document.state)) throw new Refused([{ code: 'wrongState' }])
  const signer: Actor = { userId: null, who: news.by.name, parties: ['SIGNER_IN_DHIS'] }
  if (news.type === 'confirmed') await registerDocument(tx, document, 'confirmed', signer, news, now)
  else await rejectDocument(tx, document, signer, news, now)
}

/**
 * Registers: the persons are held first, then today's facts are read, so that of two directives confirmed at the same
 * moment the second sees what the first gave; state, effects, letters and messages in one transaction.
 */
async function registerDocument(
  tx: Tx,
  document: LoadedDocument,
  act: Extract<ActName, 'confirmed' | 'recheck'>,
  actor: Actor,
  news: DhisNews,
  now: Date,
) {
  await holdTouched(tx, document)
  const confirmedAt = new Date(news.at)
  const registeredOn = dateFromDay(dayInTallinn(confirmedAt))
  await moveByNews(tx, document, act, actor, news, now, { set: { registeredOn, registeredAt: confirmedAt } })
  await applyEffects(tx, { ...document, registeredOn, registeredAt: confirmedAt } as Registered, now)
}

const rejectDocument = (tx: Tx, document: LoadedDocument, signer: Actor, news: DhisNews, now: Date) =>
  moveByNews(tx, document, 'rejected', signer, news, now, {})

async function moveByNews(
  tx: Tx,
  document: LoadedDocument,
  act: ActName,
  actor: Actor,
  news: DhisNews,
  now: Date,
  { set }: MoveDetails,
) {
  const rows = await rowObjections(tx, document, readOf(document).rows)
  const facts = await factsOf(tx, document, rows, dayInTallinn(now))
  const details = { eventId: news.eventId, by: news.by.name, at: news.at }
  await move(tx, document, act, actor, facts, now, { set, note: news.comment ?? '', details })
}

/** `Lisa uus suunamine` in DHIS: stands in the history, and on a registered directive counts as telling finance. */
async function noteRouting(tx: Tx, document: LoadedDocument, news: DhisNews, now: Date) {
  await tx.historyEntry.create({
    data: {
      documentId: document.id,
      at: now,
      who: news.by.name,
      act: 'routed',
      fromState: document.state,
      toState: document.state,
      note: news.comment ?? '',
      details: { eventId: news.eventId, to: news.to ?? '' },
    },
  })
  if (document.state === 'REGISTERED' && !document.financeToldAt) {
    await tx.document.update({
      where: { id: document.id },
      data: { financeToldAt: new Date(news.at), financeToldBy: news.by.name },
    })
  }
}

/**
 * News that came before DHIS's answer to the sending (parked then, for the document had no record there yet) is taken
 * once the answer is here; what still doesn't fit stays parked, with today's reason.
 */
export async function takeWaitingNews(db: Db, documentId: string, now: Date): Promise<void> {
  const waiting = await db.news.findMany({
    where: { documentId, state: 'PARKED', reasons: { array_contains: [{ code: 'noSuchDocument' }] } },
    orderBy: { receivedAt: 'asc' },
  })
  for (const { id, body } of waiting) {
    try {
      await inTransaction(db, async (tx) => {
        const { count } = await tx.news.updateMany({
          where: { id, state: 'PARKED' },
          data: { state: 'TAKEN', reasons: [] },
        })
        if (count === 1) await applyNews(tx, body as DhisNews, now)
      })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const reasons = error.refusals as unknown as Prisma.InputJsonArray
      await db.news.updateMany({ where: { id, state: 'PARKED' }, data: { reasons } })
    }
  }
}

/** `Kontrolli uuesti`: the confirmation that a block parked is tried with today's facts. */
export function recheckConfirmation(act: Act, { id, revision }: z.output<typeof ActInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    if (document.revision !== revision) throw new Refused([{ code: 'changedMeanwhile' }])
    const waiting = await tx.news.findMany({
      where: { documentId: id, state: 'PARKED' },
      orderBy: { receivedAt: 'asc' },
    })
    const parked = waiting.find(({ body }) => confirms(body as DhisNews, document))
    if (!parked) throw new Refused([{ code: 'changedMeanwhile' }])
    await applyParked(tx, act, document, parked)
    await endParked(tx, act, parked.id, 'APPLIED', 'recheck')
  })
}

/** News for these reasons can't become right by waiting. */
const onlyToBeVoided = ['wrongSigner', 'wrongVersion', 'unreadable']

/** Ends parked news, with a reason: applied through the ordinary checks, void, or linked to its document. */
export function endNews(act: Act, { id, end, number, reason }: z.output<typeof EndNewsInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    await tx.$queryRaw`SELECT FROM news WHERE id = ${id}::uuid FOR UPDATE`
    const parked = await tx.news.findUnique({ where: { id } })
    if (!parked || !holds(act.person, 'STUDY_OFFICE')) throw new Refused([{ code: 'notFound' }])
    if (parked.state !== 'PARKED') throw new Refused([{ code: 'changedMeanwhile' }])
    if (reason === '') throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    if (end === 'VOID') return endParked(tx, act, id, 'VOID', reason)

    const codes = (parked.reasons as Refusal[]).map(({ code }) => code)
    if (codes.some((code) => onlyToBeVoided.includes(code))) {
      throw new Refused([{ code: 'onlyVoid', field: 'end' }])
    }
    if (end === 'LINKED') {
      const document = await tx.document.findFirst({ where: { number } })
      if (!document) throw new Refused([{ code: 'noSuchNumber', field: 'number' }])
      await tx.news.update({ where: { id }, data: { documentId: document.id } })
      return endParked(tx, act, id, 'LINKED', reason)
    }
    const document = parked.documentId ? await lockDocument(tx, parked.documentId) : null
    if (!document) throw new Refused([{ code: 'noSuchDocument', field: 'end' }])
    await applyParked(tx, act, document, parked)
    await endParked(tx, act, id, 'APPLIED', reason)
  })
}

async function applyParked(tx: Tx, act: Act, document: LoadedDocument, parked: { body: unknown }) {
  const news = parked.body as DhisNews
  if (news.type !== 'confirmed') return applyNews(tx, news, act.now)
  if (news.id !== document.dhisId) throw new Refused([{ code: 'noSuchDocument', field: 'end' }])
  if (!confirms(news, document)) throw new Refused([{ code: 'onlyVoid', field: 'end' }])
  await registerDocument(tx, document, 'recheck', actorOf(act, document), news, act.now)
}

/** Whether the signer we sent confirmed the very version that DHIS has of us. */
const confirms = (news: DhisNews, document: LoadedDocument) =>
  news.type === 'confirmed' &&
  news.by.personalCode === document.signer.personalCode &&
  news.version === document.sendNo

const endParked = async (
  tx: Tx,
  act: Act,
  id: string,
  state: 'APPLIED' | 'VOID' | 'LINKED',
  endReason: string,
) => {
  await tx.news.update({
    where: { id },
    data: { state, endedAt: act.now, endedById: act.person.id, endReason },
  })
}
