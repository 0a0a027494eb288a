import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { acceptDelivery, callOffDeliveries, retryDeliveries } from '@/lib/deliveries/commands'
import { post } from '@/lib/deliveries/post'
import type { Payload, Topic } from '@/lib/deliveries/topics'
import { assertSeen, changedSince } from '@/lib/documents/changed-since'
import { lockDocument, type LoadedDocument } from '@/lib/documents/load'
import { actorOf, move, openMove, type MoveDetails } from '@/lib/documents/move'
import { drawn } from '@/lib/documents/paper/drawn'
import { paperOf } from '@/lib/documents/paper/paper-of'

import { holdTouched, undoEffects } from '@/lib/documents/registering/commands'
import type { DocumentEvent as ActName } from '@/lib/documents/rules/lifecycle'
import type { ActInput, CommentInput, NotifyInput, ReasonInput } from '@/lib/documents/schema'
import { factsInHand, factsOf, rowStanding } from '@/lib/documents/standing'
import { partiesOf, sees } from '@/lib/documents/visibility'
import { readSettings } from '@/lib/settings/settings'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { takenAsItIs } from '../answered'
import { answered, keepAnswer, refreshOld } from '../juhan-first'
import { endAnswered, keepParked, voidWhenAnswered } from '../parked'
import { juhanBeforeSending } from '../queries/juhan'
import { registrationOf } from '../receipt'
import { lookNow } from './look'
import { takeWaitingNews } from './news'

type Input = z.output<typeof ActInput>
/** `reason`: the answer for lists that differ from Juhan or are too old. */
type Sending = Input & { reason?: string }
type WithReason = z.output<typeof ReasonInput>

/**
 * `Väljasta…`: the check-over. Draws the PDF to send and stores it with who, when and the warnings at the time. It
 * lapses with any change of the document or its warnings. Throws for missing persons, incomplete rows, the kind's
 * block.
 */
export function checkOver(act: Act, { id, revision }: Input): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    await assertSeen(tx, act, document, revision)
    await checkIn(tx, act, document)
    return id
  })
}

/**
 * `checkOver` as a step of a press, on the opened document. Reads the facts once: objections are thrown before anything
 * is drawn, and the paper shows the same facts.
 */
export async function checkIn(tx: Tx, act: Act, document: LoadedDocument): Promise<void> {
  const standing = await rowStanding(tx, document, document.rows)
  const today = dayInTallinn(act.now)
  const facts = await factsOf(tx, document, standing.objections, today, standing.digest)
  const actor = actorOf(act, document)
  const { refusals } = openMove('check', facts, actor.parties)
  if (refusals.length > 0) throw new Refused(refusals)

  const paper = await paperOf(tx, document, standing, act.now)
  const pdf = await drawn(paper, { draft: false })
  const { revision } = await move(tx, document, { act: 'check', actor, facts, at: act.now })
  await tx.documentVersion.deleteMany({ where: { documentId: document.id, sentAt: null } })
  await tx.documentVersion.create({
    data: {
      documentId: document.id,
      sendNo: document.sendNo + 1,
      revision,
      content: paper as unknown as Prisma.InputJsonObject,
      pdf: Buffer.from(pdf),
      pdfSha256: createHash('sha256').update(pdf).digest('hex'),
      warnings: standing.digest,
      rules: standing.rules ? (standing.rules as unknown as Prisma.InputJsonObject) : undefined,
      checkedById: act.person.id,
      checkedAt: act.now,
    },
    select: { id: true },
  })
}

/** `Lisa DHISi teavituse saaja`: the units whose secretaries DHIS notifies. Not part of the document's content. */
export function changeNotified(act: Act, input: z.output<typeof NotifyInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, input.id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    const facts = factsInHand(document, dayInTallinn(act.now))
    openMove('save', facts, actorOf(act, document).parties)
    const unit = await tx.settingsUnit.findFirst({ where: { code: input.unit } })
    if (!unit) throw new Refused([{ code: 'unitWrong', field: 'unit' }])
    const adds = input.act === 'add'
    if (document.notifyUnits.includes(unit.code) === adds) return
    const others = document.notifyUnits.filter((code) => code !== unit.code)
    const notifyUnits = adds ? [...others, unit.code] : others
    await tx.document.update({ where: { id: document.id }, data: { notifyUnits } })
    await remember(tx, act, document, adds ? 'notified' : 'notNotified', unit.name)
  })
}

/**
 * `Saada DHISi`: sends exactly the checked-over version, after the office's recall window; the document is issued when
 * DHIS has answered. Throws as the check-over does, and when the check has lapsed.
 */
export async function sendToDhis(act: Act, input: Sending): Promise<string> {
  const asked = await juhanBeforeSending(act.db, input.id, act.now)
  const mine = asked.length > 0 && (await act.db.document.findUnique({ where: { id: input.id } }))
  if (mine && partiesOf(act.person, mine).length > 0) await refreshOld(act, asked, input.reason ?? '')
  return inTransaction(act.db, (tx) => sendIn(tx, act, input, { refreshing: true }))
}

/** The same in the caller's transaction. `refreshing`: Juhan lists that were too old and are being refreshed now. */
export async function sendIn(
  tx: Tx,
  act: Act,
  input: Sending,
  old: { refreshing?: boolean } = {},
): Promise<string> {
  const asked = await juhanBeforeSending(tx, input.id, act.now)
  const { document } = await actOn(tx, act, input, 'send', ({ sendNo }) => ({
    set: { sendNo: sendNo + 1 },
    note: answered(asked, input.reason ?? '', old),
  }))
  await keepAnswer(tx, act, asked, input.reason ?? '')
  const sendNo = document.sendNo + 1
  await tx.documentVersion.updateMany({
    where: { documentId: input.id, sendNo, sentAt: null },
    data: { sentAt: act.now },
  })
  const { recallMinutes } = await readSettings(tx)
  await post(
    tx,
    'dhis.register',
    [
      {
        key: `dhis.register:${input.id}:${sendNo}`,
        thread: input.id,
        documentId: input.id,
        payload: { documentId: input.id, sendNo },
      },
    ],
    act.now,
    new Date(act.now.getTime() + recallMinutes * 60_000),
  )
  return input.id
}

/** `Saada uuesti`: immediately retries a stuck sending, calling off, taking back or cancelling. */
export function retrySending(act: Act, input: Input): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    await actOn(tx, act, input, 'retry')
    const topics = ['dhis.register', 'dhis.callOff', 'dhis.lock', 'dhis.cancel'] as const
    await retryDeliveries(tx, { documentId: input.id, topics }, act.now)
  })
}

/**
 * `Võta vastus vastu`, with a reason: DHIS took the version but gave an odd answer; issues the document as answered.
 */
export async function acceptAnswer(act: Act, { reason, ...input }: WithReason): Promise<void> {
  await inTransaction(act.db, async (tx) => {
    const answered = await tx.deliveriesExchange.findFirst({
      where: { delivery: { documentId: input.id, topic: 'dhis.register', state: 'NEEDS_PERSON' } },
      orderBy: { id: 'desc' },
      select: { response: true, deliveryId: true },
    })
    const receipt = takenAsItIs(answered?.response ?? null)
    const registered = receipt && (await registrationOf(tx, input.id, receipt, act.now))
    await actOn(tx, act, input, 'accept', (document) => ({
      note: reason,
      set: { ...registered, issuedAt: document.issuedAt ?? act.now },
    }))
    await acceptDelivery(tx, answered!.deliveryId, act.now)
    await endAnswered(tx, input.id, act.now)
  })
  await takeWaitingNews(act.db, input.id, act.now)
}

/**
 * `Katkesta saatmine`: takes back at once what hasn't left. Otherwise the draft stays locked until we know that DHIS
 * holds no version that could be confirmed. Throws when it is leaving at this very moment.
 */
export function callOffSending(act: Act, input: Input): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const { document, facts, newRevision } = await actOn(tx, act, input, 'callOff')
    const { id, sendNo } = document
    const calledOff = await callOffDeliveries(tx, { documentId: id, topics: ['dhis.register'] }, act.now)
    if (facts.notLeft) {
      if (calledOff.length === 0) throw new Refused([{ code: 'leavesNow' }])
      await tx.documentVersion.updateMany({ where: { documentId: id, sendNo }, data: { sentAt: null } })
      return
    }
    await tellDhis(tx, 'dhis.callOff', newRevision, { documentId: id, sendNo }, act.now)
  })
}

/** `Jätka saatmist`: DHIS doesn't release the version, so the sending that was being called off goes on. */
export function resumeSending(act: Act, input: Input): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const { document, newRevision } = await actOn(tx, act, input, 'resume')
    const { id, sendNo } = document
    await giveUp(tx, document, ['dhis.callOff'], act.now)
    await tellDhis(tx, 'dhis.register', newRevision, { documentId: id, sendNo, resumed: true }, act.now)
  })
}

/**
 * `Muuda korraldust`, `Muuda esildist`: tells DHIS that the version must not be confirmed any more; when DHIS has said
 * so, the document is a draft again. Withdraws a parked decision there and makes its news void, for which it needs a
 * reason.
 */
export const reopenDocument = (act: Act, input: Sending): Promise<void> =>
  inTransaction(act.db, (tx) => reopenIn(tx, act, input))

/** The same in the caller's transaction; `details` go into the history. */
export async function reopenIn(
  tx: Tx,
  act: Act,
  { reason = '', ...input }: Sending,
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  const { document, facts, newRevision } = await actOn(tx, act, input, 'reopen', () => ({
    details,
    note: reason,
  }))
  const { id, sendNo } = document
  if (facts.sendingStuck) await callOffDeliveries(tx, { documentId: id, topics: ['dhis.register'] }, act.now)
  const payload = { documentId: id, sendNo, confirmed: facts.decisionParked }
  await tellDhis(tx, 'dhis.lock', newRevision, payload, act.now)
  if (facts.decisionParked) await voidWhenAnswered(tx, act, id, reason)
}

/**
 * `Jäta väljastatuks`: DHIS doesn't lock or cancel the version, and nobody waits for it any more. A document cancelled
 * on our side is issued again, which needs a reason. DHIS may have done it without our learning so: it is asked for the
 * version's state.
 */
export function stayIssued(act: Act, { reason = '', ...input }: Sending): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const { document } = await actOn(tx, act, input, 'stay', () => ({ note: reason }))
    await giveUp(tx, document, ['dhis.lock', 'dhis.cancel'], act.now)
    await keepParked(tx, document.id)
    await lookNow(tx, { documentId: document.id, sendNo: document.sendNo }, act.now)
  })
}

/**
 * `Märgi DHISis tühistatuks`, with a reason: DHIS refuses our cancelling, and somebody has cancelled the document
 * there.
 */
export function cancelledThere(act: Act, { reason, ...input }: WithReason): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const { document } = await actOn(tx, act, input, 'cancelledThere', () => ({ note: reason }))
    await giveUp(tx, document, ['dhis.cancel'], act.now)
    await endAnswered(tx, document.id, act.now)
  })
}

/** Stops asking DHIS for what is stuck. Throws when it is leaving at this very moment. */
async function giveUp(tx: Tx, { id: documentId }: LoadedDocument, topics: readonly Topic[], at: Date) {
  const calledOff = await callOffDeliveries(tx, { documentId, topics }, at)
  if (calledOff.length === 0) throw new Refused([{ code: 'leavesNow' }])
}

/**
 * `Küsi kinnitust uuesti`, with a reason: DHIS discards the decision about the version, and the very same content goes
 * there as the next version for the signer to confirm. The decision becomes void when DHIS has answered.
 */
export function sendAnew(act: Act, { reason, ...input }: WithReason): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, input.id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    await assertSeen(tx, act, document, input.revision)
    await sendAnewIn(tx, act, document, reason)
  })
}

/** The same in the caller's transaction, which has locked the document. */
export async function sendAnewIn(
  tx: Tx,
  act: Act,
  { id, revision, sendNo: forget }: LoadedDocument,
  reason: string,
) {
  const sendNo = forget + 1
  const { newRevision, facts } = await actOn(tx, act, { id, revision }, 'anew', () => ({
    set: { sendNo },
    note: reason,
  }))
  const { id: _, ...version } = await tx.documentVersion.findFirstOrThrow({
    where: { documentId: id, sendNo: forget, sentAt: { not: null } },
  })
  await tx.documentVersion.create({
    data: {
      ...version,
      sendNo,
      revision: newRevision,
      sentAt: act.now,
      content: version.content!,
      rules: version.rules ?? undefined,
    },
  })
  if (facts.sendingStuck) await callOffDeliveries(tx, { documentId: id, topics: ['dhis.register'] }, act.now)
  await tellDhis(tx, 'dhis.register', newRevision, { documentId: id, sendNo, forget }, act.now)
  await voidWhenAnswered(tx, act, id, reason)
}

/**
 * Posts one message to DHIS about the document, after the earlier ones; `revision` tells it from an earlier equal
 * message.
 */
const tellDhis = <T extends 'dhis.register' | 'dhis.lock' | 'dhis.cancel' | 'dhis.callOff'>(
  tx: Tx,
  topic: T,
  revision: number,
  payload: Payload<T>,
  at: Date,
) => {
  const { documentId } = payload
  return post(
    tx,
    topic,
    [{ key: `${topic}:${documentId}:${revision}`, thread: documentId, documentId, payload }],
    at,
  )
}

/**
 * `Tühista`, with a reason: tells DHIS; undoes every effect of a registered document in the same transaction. Throws
 * when something later builds on it.
 */
export const cancelDocument = (act: Act, input: WithReason): Promise<string> =>
  inTransaction(act.db, (tx) => cancelIn(tx, act, input))

/** The same in the caller's transaction. */
export async function cancelIn(tx: Tx, act: Act, { reason, ...input }: WithReason): Promise<string> {
  const { document, facts, newRevision } = await actOn(tx, act, input, 'cancel', () => ({ note: reason }))
  const { id, sendNo } = document
  if (document.state === 'REGISTERED') await undoEffects(tx, document, reason, act.now)
  if (facts.sendingStuck) await callOffDeliveries(tx, { documentId: id, topics: ['dhis.register'] }, act.now)
  await tellDhis(tx, 'dhis.cancel', newRevision, { documentId: id, sendNo, reason }, act.now)
  await tx.workingCopy.deleteMany({ where: { documentId: id } })
  await voidWhenAnswered(tx, act, id, reason)
  return id
}

/** Adds a colleague's comment to the history and changes nothing else; also on issued and later documents. */
export function commentDocument(act: Act, { id, comment }: z.output<typeof CommentInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    if (comment === '') throw new Refused([{ code: 'missing.comment', field: 'comment' }])
    await remember(tx, act, document, 'comment', comment)
  })
}

/** Records by hand that the finance office was told, for units without recipients (spec 3, item 6). */
export function markFinanceTold(act: Act, { id, revision }: Input): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    const parties = document ? actorOf(act, document).parties : []
    if (!document || !parties.some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')) {
      throw new Refused([{ code: 'notFound' }])
    }
    if (document.state !== 'REGISTERED' || document.revision !== revision || document.financeToldAt) {
      throw new Refused([await changedSince(tx, document, { since: revision, userId: act.person.id })])
    }
    await tx.document.update({
      where: { id },
      data: { financeToldAt: act.now, financeToldBy: act.person.name },
    })
    await remember(tx, act, document, 'financeTold')
  })
}

/**
 * Adds a history entry that leaves the document's state and revision unchanged (`changeNothing` of
 * versions/history.ts).
 */
const remember = (tx: Tx, { person, now }: Act, { id, state }: LoadedDocument, act: string, note = '') =>
  tx.historyEntry.create({
    data: {
      documentId: id,
      at: now,
      userId: person.id,
      who: person.name,
      act,
      fromState: state,
      toState: state,
      note,
    },
  })

/** Locks the document, gathers today's facts and makes the move; throws `notFound` for anybody who may not see it. */
async function actOn(
  tx: Tx,
  act: Act,
  { id, revision }: Input,
  name: ActName,
  details: (document: LoadedDocument) => MoveDetails | Promise<MoveDetails> = () => ({}),
) {
  const document = await lockDocument(tx, id)
  if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
  await assertSeen(tx, act, document, revision)
  if (document.state === 'REGISTERED') await holdTouched(tx, document)
  const standing = await rowStanding(tx, document, document.rows)
  const facts = await factsOf(tx, document, standing.objections, dayInTallinn(act.now), standing.digest)
  const given = await details(document)
  const { revision: newRevision } = await move(tx, document, {
    act: name,
    actor: actorOf(act, document),
    facts,
    at: act.now,
    ...given,
  })
  return { document, facts, newRevision }
}
