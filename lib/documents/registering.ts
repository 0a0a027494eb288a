import { callOffDeliveries } from '@/lib/deliveries/commands'
import { post, type Posting } from '@/lib/deliveries/post'
import { giveToRegistry, tellRegistry } from '@/lib/grants/commands-registry'
import {
  doctoralPairs,
  grantChanges,
  grantStates,
  type GrantChange,
  type GrantNews,
  type GrantState,
} from '@/lib/grants/queries-states'
import { contactsOf, type Contact } from '@/lib/learners/queries'
import { readSettings } from '@/lib/office/settings'
import type { Tx } from '@/lib/shared/db'
import { dayInTallinn } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'
import { baseFacts } from './base'
import { applyRows, asRegistered, giveOnly, undoRows, type Registered } from './effects'
import { kindOf } from './kinds'
import { financeNotice, grantLetter, undoneLetter } from './letters'
import { lockDocument, readOf, type LoadedDocument } from './load'
import { move } from './move'
import { factsOf, rowObjections } from './standing'

/**
 * Everything registering the document brings about, in the transaction that registers it: what it does to learners,
 * and who hears of it. The learners are held. A fixed number of statements, whatever the number of rows.
 */
export async function applyEffects(tx: Tx, document: Registered, at: Date) {
  if (kindOf(document).effects.every((name) => name === 'grant')) return tellOfNew(tx, document, at)
  const learners = document.rows.map((row) => row.learnerId)
  const before = await grantStates(tx, learners)
  await applyRows(tx, document)
  if (document.base) await settleBase(tx, document, at)
  await tell(tx, document, grantChanges(before, await grantStates(tx, learners), document.id), at)
}

/** Where only new grants come of it nothing is asked of what stood before, and no message has been about them. */
async function tellOfNew(tx: Tx, document: Registered, at: Date) {
  const given = await giveOnly(tx, document)
  const changes = given.map((after) => ({ news: 'given' as const, before: null, after }))
  await tell(tx, document, changes, at, { reason: '', letters: changes, finance: true, registry: false })
  await giveToRegistry(tx, document.id, at)
}

/**
 * Everything back as it was, in the transaction that cancels the registered document: the last effect first. Whoever
 * hasn't heard of it yet never will; the others hear that it was undone. Throws Refused where the days it frees are taken
 * by a grant that can't stand beside the one that returns.
 */
export async function undoEffects(tx: Tx, cancelled: LoadedDocument, reason: string, at: Date) {
  const document = asRegistered(cancelled)
  const learners = document.rows.map((row) => row.learnerId)
  const pairs = await doctoralPairs(tx, learners)
  const before = await grantStates(tx, learners)
  await undoRows(tx, document, readOf(document).rows, null, at)
  if (document.base) await settleBase(tx, document, at)
  const taken = [...(await doctoralPairs(tx, learners))].filter(([key]) => !pairs.has(key))
  if (taken.length > 0) throw new Refused(taken.map(([, refusal]) => refusal))

  const changes = grantChanges(before, await grantStates(tx, learners), document.id)
  const recalled = await callOffDeliveries(
    tx,
    { documentId: document.id, topics: ['mail.letter', 'mail.finance'] },
    at,
  )
  const unheard = new Set(recalled.map(({ subjectId }) => subjectId))
  const heard = changes.filter(
    ({ before: was, after: is }) => !unheard.has(was?.id ?? is!.id) && !unheard.has(is?.id ?? null),
  )
  // A notice in a worker's hands counts as heard: it can't be recalled any more.
  const leaving = await tx.delivery.count({
    where: { documentId: document.id, topic: 'mail.finance', state: { not: 'CALLED_OFF' } },
  })
  await tell(tx, document, changes, at, {
    reason,
    letters: heard,
    finance: document.financeToldAt !== null || leaving > 0,
  })
  await tellOthers(tx, document, changes, reason, at)
}

type Telling = {
  reason: string
  letters: readonly GrantChange[]
  finance: boolean
  registry?: boolean
}

/** A letter to each person, a notice to the finance offices, a message to the registry. */
async function tell(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  at: Date,
  { reason, letters, finance, registry = true }: Telling = { reason: '', letters: changes, finance: true },
) {
  if (changes.length === 0) return
  const place = new Map(document.rows.map(({ learnerId }, at) => [learnerId, at]))
  const inOrder = (list: readonly GrantChange[]) =>
    list.toSorted((a, b) => placeIn(place, a) - placeIn(place, b))
  const settings = await readSettings(tx)
  const grants = changes.map(({ before, after }) => (after ?? before)!)
  const people = await contactsOf(
    tx,
    grants.map(({ learnerId }) => learnerId),
  )
  const toPersons = inOrder(letters).map((change) => {
    const { id, registryId, learnerId } = (change.after ?? change.before)!
    return {
      key: `letter:${document.id}:${registryId}:${change.news}`,
      thread: `letter:${registryId}`,
      documentId: document.id,
      learnerId,
      subjectId: id,
      payload: grantLetter(settings, document, change, people.get(learnerId)!, reason),
    }
  })
  await post(tx, 'mail.letter', toPersons, at)
  if (finance) await tellFinance(tx, document, inOrder(changes), people, at)
  if (!registry) return
  await tellRegistry(
    tx,
    { documentId: document.id },
    grants.map(({ registryId }) => registryId),
    at,
  )
}

const placeIn = (place: ReadonlyMap<string, number>, { before, after }: GrantChange) =>
  place.get((after ?? before)!.learnerId) ?? 0

/** The notice of a document's own grants stands beside it until it has left; other units hear of theirs by letter. */
async function tellFinance(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  people: ReadonlyMap<string, Contact>,
  at: Date,
) {
  const byUnit = new Map<string, Map<GrantNews, GrantState[]>>()
  for (const { news, before, after } of changes) {
    const grant = (after ?? before)!
    const ofUnit = byUnit.get(grant.unitId ?? document.unitId) ?? new Map<GrantNews, GrantState[]>()
    byUnit.set(grant.unitId ?? document.unitId, ofUnit.set(news, [...(ofUnit.get(news) ?? []), grant]))
  }
  const units = await tx.unit.findMany({
    where: { id: { in: [...byUnit.keys()] } },
    select: { id: true, financeRecipients: true },
  })
  const own: Posting<'mail.finance'>[] = []
  const others: Posting<'mail.letter'>[] = []
  for (const { id: unitId, financeRecipients } of units)
    for (const [news, grants] of byUnit.get(unitId)!)
      for (const to of financeRecipients) {
        const posting = {
          key: `finance:${document.id}:${news}:${to}:${unitId}`,
          thread: `finance:${document.id}:${to}`,
          documentId: document.id,
        }
        const notice = { ...financeNotice(document, grants, people, news), to }
        const ownGrants = grants.every(({ documentId }) => documentId === document.id)
        if (ownGrants) own.push({ ...posting, payload: { ...notice, documentId: document.id } })
        else others.push({ ...posting, payload: notice })
      }
  await post(tx, 'mail.finance', own, at)
  await post(tx, 'mail.letter', others, at)
}

/** Those whom a cancelled directive concerned and no letter about a grant reaches. */
async function tellOthers(
  tx: Tx,
  document: Registered,
  changes: readonly GrantChange[],
  reason: string,
  at: Date,
) {
  if (kindOf(document).effects.includes('grant')) return
  const told = new Set(changes.map(({ before, after }) => (after ?? before)!.learnerId))
  const learners = [...new Set(document.rows.map((row) => row.learnerId))].filter((id) => !told.has(id))
  if (learners.length === 0) return
  const settings = await readSettings(tx)
  const people = await contactsOf(tx, learners)
  const letters = learners.map((learnerId) => ({
    key: `letter:${document.id}:${learnerId}:cancelled`,
    thread: `letter:${document.id}:${learnerId}`,
    documentId: document.id,
    learnerId,
    payload: undoneLetter(settings, document, people.get(learnerId)!, reason),
  }))
  await post(tx, 'mail.letter', letters, at)
}

/**
 * A base whose every row is cancelled by amendments is a cancelled directive, linked with them; when one of these is
 * undone it is registered again.
 */
async function settleBase(tx: Tx, document: Registered, at: Date) {
  const base = await lockDocument(tx, document.baseId!)
  if (!base) throw new Error(`Amendment ${document.id} has no base`)
  const cancelled = kindOf(document).amends === 'CANCEL' && (await allStruck(tx, base.id))
  const act = cancelled ? 'amended' : 'revived'
  if (base.state !== (cancelled ? 'REGISTERED' : 'CANCELLED')) return
  const facts = await factsOf(tx, base, await rowObjections(tx, base, []), dayInTallinn(at))
  const actor = { userId: null, who: document.number, parties: ['AMENDMENT'] as const }
  await move(tx, base, act, actor, facts, at, { details: { amendment: document.id } })
}

async function allStruck(tx: Tx, baseId: string) {
  const { rows } = await baseFacts(tx, baseId, baseId)
  const cancelling = await tx.documentRow.findMany({
    where: { document: { baseId, state: 'REGISTERED', kind: 'AMENDMENT_CANCEL' } },
    select: { baseRowId: true },
  })
  const struck = new Set(cancelling.map(({ baseRowId }) => baseRowId))
  return [...rows.keys()].every((row) => struck.has(row))
}
