import { callOffDeliveries } from '@/lib/deliveries/commands'
import { post, type Posting } from '@/lib/deliveries/post'
import { holdLearners } from '@/lib/grants/commands'
import { giveToRegistry, tellRegistry } from '@/lib/grants/commands-registry'
import {
  doctoralPairs,
  grantChanges,
  grantStates,
  type GrantChange,
  type GrantNews,
  type GrantState,
} from '@/lib/grants/queries-states'
import { contactsOf, studyPlaceCards, type Contact } from '@/lib/learners/queries'
import { readSettings } from '@/lib/office/settings'
import type { Tx } from '@/lib/shared/db'
import { dayInTallinn } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'
import { chainOf } from './base'
import { applyRows, asRegistered, giveOnly, undoRows, type Registered } from './effects'
import { kindOf } from './kinds'
import { financeNotice, letterWriter } from './letters'
import { lockDocument, readOf, type LoadedDocument } from './load'
import { move } from './move'
import { rowsNow } from './rows-now'
import { factsOf, rowObjections } from './standing'

/**
 * Holds what registering or undoing the document touches, in one order for all: the document itself is held already, then
 * its base, then the persons. What is read afterwards stays so until the act is done.
 */
export async function holdTouched(tx: Tx, { baseId, amendmentId, rows }: LoadedDocument) {
  for (const id of [baseId, amendmentId])
    if (id) await tx.$queryRaw`SELECT FROM document WHERE id = ${id}::uuid FOR UPDATE`
  await holdLearners(
    tx,
    rows.map((row) => row.learnerId),
  )
}

/**
 * Everything registering the document brings about, in the transaction that registers it: what it does to learners,
 * and who hears of it. The learners are held. A fixed number of statements, whatever the number of rows.
 */
export async function applyEffects(tx: Tx, document: Registered, at: Date) {
  const { effects } = kindOf(document)
  if (effects.length === 0) return
  if (effects.every((name) => name === 'grant')) return tellOfNew(tx, document, at)
  const changes = await changesOf(tx, document, document.baseId ?? document.id, async () => {
    await applyRows(tx, document)
    if (document.base) await settleAmended(tx, document, at)
  })
  await tell(tx, document, changes, at)
  await tellOfPlaces(tx, document, at)
}

/** Where only new grants come of it nothing is asked of what stood before, and no message has been about them. */
async function tellOfNew(tx: Tx, document: Registered, at: Date) {
  const given = await giveOnly(tx, document)
  const changes = given.map((after) => ({ news: 'given' as const, before: null, after }))
  await tellPeople(tx, document, changes, at)
  await giveToRegistry(tx, document.id, at)
}

/**
 * Everything back as it was, in the transaction that cancels the registered document: the last effect first. Whoever
 * hasn't heard of it yet never will; the others hear that it was undone. Throws Refused where the days it frees are taken
 * by a grant that can't stand beside the one that returns.
 */
export async function undoEffects(tx: Tx, cancelled: LoadedDocument, reason: string, at: Date) {
  const document = asRegistered(cancelled)
  const changes = await changesOf(tx, document, document.id, async () => {
    await undoRows(tx, document, readOf(document).rows, null, at)
    if (document.base) await settleAmended(tx, document, at)
  })
  // A notice in a worker's hands counts as heard: it can't be recalled any more.
  const recalled = await callOffDeliveries(
    tx,
    { documentId: document.id, topics: ['mail.letter', 'mail.finance'] },
    at,
  )
  const unheard = new Set(recalled.map(({ thread }) => thread))
  await tell(tx, document, changes, at, { reason, unheard })
  await tellOthers(tx, document, changes, reason, at, unheard)
}

/**
 * What an act on the document's rows does to the grants of its persons. Throws Refused where days that it takes from the
 * document `freedBy` would be paid by two doctoral allowances.
 */
async function changesOf(
  tx: Tx,
  document: Registered,
  freedBy: string,
  act: () => Promise<void>,
): Promise<GrantChange[]> {
  const learners = document.rows.map((row) => row.learnerId)
  const look = () => doctoralPairs(tx, learners, { documentId: document.id, freedBy })
  const pairs = await look()
  const before = await grantStates(tx, learners)
  await act()
  const taken = [...(await look())].filter(([key]) => !pairs.has(key))
  if (taken.length > 0) throw new Refused(taken.map(([, refusal]) => refusal))
  return grantChanges(before, await grantStates(tx, learners), document.id)
}

type Telling = {
  /** why it was undone */
  reason?: string
  /** threads of what was recalled: nobody hears that something is undone of which they haven't heard */
  unheard?: ReadonlySet<string>
}

/** A letter to each person, a notice to the finance offices, a message to the registry. */
async function tell(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  at: Date,
  telling: Telling = {},
) {
  if (changes.length === 0) return
  await tellPeople(tx, document, changes, at, telling)
  const records = changes.map(({ before, after }) => (after ?? before)!.registryId)
  await tellRegistry(tx, { documentId: document.id }, records, at)
}

async function tellPeople(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  at: Date,
  { reason = '', unheard = new Set() }: Telling = {},
) {
  const place = new Map(document.rows.map(({ learnerId }, at) => [learnerId, at]))
  const inOrder = changes.toSorted((a, b) => placeIn(place, a) - placeIn(place, b))
  const writer = letterWriter(await readSettings(tx), document, reason)
  const people = await contactsOf(
    tx,
    inOrder.map(({ before, after }) => (after ?? before)!.learnerId),
  )
  const heard = ({ thread }: { thread: string }) => !unheard.has(thread)
  const letters = inOrder.map((change) => ({ ...threadOf(document, change), change })).filter(heard)
  await post(
    tx,
    'mail.letter',
    letters.map(({ change, ...posting }) => ({
      ...posting,
      payload: writer.ofGrant(change, people.get(posting.learnerId)!),
    })),
    at,
  )
  const notices = await financeNotices(tx, document, inOrder, people)
  await post(tx, 'mail.finance', notices.filter(heard), at)
}

function threadOf({ id: documentId }: Registered, { news, before, after }: GrantChange) {
  const { id: subjectId, registryId, learnerId } = (after ?? before)!
  const thread = `letter:${registryId}`
  return { key: `letter:${documentId}:${registryId}:${news}`, thread, documentId, learnerId, subjectId }
}

const placeIn = (place: ReadonlyMap<string, number>, { before, after }: GrantChange) =>
  place.get((after ?? before)!.learnerId) ?? 0

/**
 * A notice to each finance office of each unit whose grants it is about. That of the document's own grants stands beside
 * it until it has left.
 */
async function financeNotices(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  people: ReadonlyMap<string, Contact>,
): Promise<Posting<'mail.finance'>[]> {
  const grantsOf = new Map<string, { unitId: string; news: GrantNews; grants: GrantState[] }>()
  for (const { news, before, after } of changes) {
    const grant = (after ?? before)!
    const unitId = grant.unitId ?? document.unitId
    const key = `${news}:${unitId}`
    if (!grantsOf.has(key)) grantsOf.set(key, { unitId, news, grants: [] })
    grantsOf.get(key)!.grants.push(grant)
  }
  const units = await tx.unit.findMany({
    where: { id: { in: [...grantsOf.values()].map(({ unitId }) => unitId) } },
    select: { id: true, financeRecipients: true },
  })
  const recipients = new Map(units.map(({ id, financeRecipients }) => [id, financeRecipients]))
  return [...grantsOf.values()].flatMap(({ unitId, news, grants }) => {
    const notice = financeNotice(document, grants, people, news)
    const own = grants.every(({ documentId }) => documentId === document.id)
    return (recipients.get(unitId) ?? []).map((to) => ({
      key: `finance:${document.id}:${news}:${to}:${unitId}`,
      thread: `finance:${document.id}:${to}:${unitId}`,
      documentId: document.id,
      payload: { ...notice, to, documentId: own ? document.id : null },
    }))
  })
}

/** A letter to each whose place of continuing education the document gave or took. */
async function tellOfPlaces(tx: Tx, document: Registered, at: Date) {
  const { letter } = kindOf(document)
  if (!letter) return
  const { rows } = readOf(document)
  const writer = letterWriter(await readSettings(tx), document, '')
  const places = rows.map((row) => row.studyPlaceId)
  const people = await studyPlaceCards(tx, places, dayInTallinn(at))
  const letters = rows.map(({ learnerId, studyPlaceId, discontinuedOn: on, reason }) => {
    const person = people.get(studyPlaceId)!
    return {
      key: `letter:${document.id}:${studyPlaceId}:registered`,
      ...{ thread: threadOfPlace(document, learnerId), documentId: document.id, learnerId },
      payload: writer.ofRun(letter, person, { run: person.curriculum, on, reason }),
    }
  })
  await post(tx, 'mail.letter', letters, at)
}

const threadOfPlace = ({ id }: Registered, learnerId: string) => `letter:${id}:${learnerId}`

/** Those whom a cancelled directive concerned and no letter about a grant reaches. */
async function tellOthers(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  reason: string,
  at: Date,
  unheard: ReadonlySet<string>,
) {
  const { effects } = kindOf(document)
  if (effects.length === 0 || effects.includes('grant')) return
  const told = new Set(changes.map(({ before, after }) => (after ?? before)!.learnerId))
  const learners = [...new Set(document.rows.map((row) => row.learnerId))].filter(
    (id) => !told.has(id) && !unheard.has(threadOfPlace(document, id)),
  )
  if (learners.length === 0) return
  const writer = letterWriter(await readSettings(tx), document, reason)
  const people = await contactsOf(tx, learners)
  const letters = learners.map((learnerId) => ({
    key: `letter:${document.id}:${learnerId}:cancelled`,
    thread: threadOfPlace(document, learnerId),
    documentId: document.id,
    learnerId,
    payload: writer.ofUndoing(people.get(learnerId)!),
  }))
  await post(tx, 'mail.letter', letters, at)
}

/**
 * A directive whose every row is cancelled by others is a cancelled directive, linked with them; when one of these is
 * undone it is registered again. So is an amendment whose every row is cancelled.
 */
async function settleAmended(tx: Tx, document: Registered, at: Date) {
  const chain = await chainOf(tx, document.baseId!)
  const { now } = rowsNow(chain)
  await settleState(
    tx,
    document,
    document.baseId!,
    [...now.values()].every(({ holds }) => holds === null),
    at,
  )
  if (!document.amendmentId || kindOf(document).amends !== 'CANCEL') return
  const revoked = new Set(chain.flatMap(({ act, baseRowId }) => (act === 'REVOKE' ? baseRowId : [])))
  const theirs = await tx.documentRow.findMany({
    where: { documentId: document.amendmentId },
    select: { id: true },
  })
  await settleState(
    tx,
    document,
    document.amendmentId,
    theirs.every(({ id }) => revoked.has(id)),
    at,
  )
}

async function settleState(tx: Tx, by: Registered, id: string, cancelled: boolean, at: Date) {
  const amended = await lockDocument(tx, id)
  if (!amended) throw new Error(`Amendment ${by.id} names no document`)
  if (amended.state !== (cancelled ? 'REGISTERED' : 'CANCELLED')) return
  const facts = await factsOf(tx, amended, await rowObjections(tx, amended, []), dayInTallinn(at))
  const actor = { userId: null, who: by.number, parties: ['AMENDMENT'] as const }
  const details = { amendment: by.id }
  await move(tx, amended, cancelled ? 'amended' : 'revived', actor, facts, at, { details })
}
