import { storedRefusals } from '@/lib/shared/stored'
import { storedNews } from '@/lib/documents/stored'
import { createHash } from 'node:crypto'
import { lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { move, type Actor, type MoveDetails } from '@/lib/documents/move'
import { applyEffects, holdTouched } from '@/lib/documents/registering/commands'
import type { Registered } from '@/lib/documents/registering/effects'
import type { DocumentEvent as ActName } from '@/lib/documents/rules/lifecycle'
import { objectionsTo, type DhisNews } from '@/lib/documents/rules/news-now'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { dateFromDay, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { storable } from '@/lib/shared/written'
import { sentAt } from '../queries/news'

export type { DhisNews }

export type Taken = { outcome: 'taken' | 'known' } | { outcome: 'parked'; reasons: Refusal[] }

/**
 * Takes news: applies it at once, or parks it with the reason when it fits no open act; never drops and never forces
 * it. Repeated news finds its row and gets the same answer.
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
  return { outcome: 'parked', reasons: storedRefusals.parse(earlier.reasons) }
}

/** Keeps news that is proven to be from DHIS but breaks the contract, as raw text; a person can only make it void. */
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

/** Applies the news. Throws Refused with the reason why it can't apply now. */
async function applyNews(tx: Tx, news: DhisNews, now: Date) {
  const document = isUuid(news.ourId) ? await lockDocument(tx, news.ourId) : null
  const objections = objectionsTo(news, document && (await toldOf(tx, document, news)), now)
  if (objections.length > 0 || !document) throw new Refused(objections)
  await takeIn(tx, document, news, now)
}

/** The facts against which news about the document is checked. */
export const toldOf = async (
  tx: Tx,
  { id, state, dhisId, sendNo, signer }: LoadedDocument,
  { version }: DhisNews,
) => ({
  state,
  dhisId,
  sendNo,
  signerCode: signer.personalCode,
  sentAt: await sentAt(tx, id, version),
})

export async function takeIn(tx: Tx, document: LoadedDocument, news: DhisNews, now: Date) {
  if (news.type === 'routed') return noteRouting(tx, document, news, now)
  const signer: Actor = { userId: null, who: news.by.name, parties: ['SIGNER_IN_DHIS'] }
  if (news.type === 'rejected') return rejectDocument(tx, document, signer, news, now)
  if (news.type === 'withdrawn') throw new Refused([{ code: 'onlyVoid' }])
  return registerDocument(tx, document, { act: 'confirmed', actor: signer, news }, now)
}

/** News that moves a document, and the act and actor. */
type Told<Name extends ActName = ActName> = { act: Name; actor: Actor; news: DhisNews }

/**
 * Registers the document. Locks the persons first and then reads today's facts, so that of two directives confirmed at
 * the same moment the second sees the first one's effects; state, effects, letters and messages in one transaction.
 */
export async function registerDocument(
  tx: Tx,
  document: LoadedDocument,
  told: Told<'confirmed' | 'recheck'>,
  now: Date,
) {
  await holdTouched(tx, document)
  const confirmedAt = new Date(told.news.at)
  const registeredOn = dateFromDay(dayInTallinn(confirmedAt))
  await moveByNews(tx, document, { ...told, set: { registeredOn, registeredAt: confirmedAt } }, now)
  await applyEffects(tx, { ...document, registeredOn, registeredAt: confirmedAt } as Registered, now)
}

const rejectDocument = (tx: Tx, document: LoadedDocument, signer: Actor, news: DhisNews, now: Date) =>
  moveByNews(tx, document, { act: 'rejected', actor: signer, news }, now)

async function moveByNews(
  tx: Tx,
  document: LoadedDocument,
  { act, actor, news, set }: Told & Pick<MoveDetails, 'set'>,
  now: Date,
) {
  const rows = await rowObjections(tx, document, readOf(document).rows)
  const facts = await factsOf(tx, document, rows, dayInTallinn(now))
  const details = { eventId: news.eventId, by: news.by.name, at: news.at }
  await move(tx, document, { act, actor, facts, at: now, set, note: news.comment ?? '', details })
}

/** `Lisa uus suunamine` in DHIS: goes into the history; on a registered directive it counts as telling finance. */
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

/** The refusals with which early news was parked. */
const early = ['awaitsAnswer', 'noSuchDocument']

/**
 * Applies news that came before DHIS's answer to the sending (it was parked, since the document had no record there
 * yet) once the answer is here; news that still doesn't fit stays parked, with today's reason.
 */
export async function takeWaitingNews(db: Db, documentId: string, now: Date): Promise<void> {
  const waiting = await db.news.findMany({
    where: {
      documentId,
      state: 'PARKED',
      OR: early.map((code) => ({ reasons: { array_contains: [{ code }] } })),
    },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
  for (const { id, body } of waiting) {
    const news = storedNews(body)
    if (!news) continue
    try {
      await inTransaction(db, async (tx) => {
        const { count } = await tx.news.updateMany({
          where: { id, state: 'PARKED' },
          data: { state: 'TAKEN', reasons: [] },
        })
        if (count === 1) await applyNews(tx, news, now)
      })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const reasons = error.refusals as unknown as Prisma.InputJsonArray
      await db.news.updateMany({ where: { id, state: 'PARKED' }, data: { reasons } })
    }
  }
}
