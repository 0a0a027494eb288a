import { nothingTaken, type TakenBack } from '@/lib/deliveries/letters'
import { post, type Posting } from '@/lib/deliveries/post'
import { giveToRegistry, tellRegistry } from '@/lib/grants/commands/registry'
import type { GrantState } from '@/lib/grants/queries/states'
import {
  grantChanges,
  knownOf,
  newsOf,
  wordOf,
  type GrantNews,
  type KnownGrant,
} from '@/lib/grants/rules/told'
import { contactsOf, studyPlaceCards } from '@/lib/learners/queries/known'
import { readSettings } from '@/lib/settings/settings'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { readOf } from '../load'
import type { ReadRow } from '../rules/form'
import { kindOf } from '../rules/kinds'
import { rowsNow } from '../rules/rows-now'
import { chainOf, ownersOf } from './base'
import { asRegistered, type Registered } from './effects'
import { actingOf, financeNotice, letterWriter, type Told } from './letters'

/*
 * Who is told of a document's effects, or of their undoing. A key identifies the event (the document, what happened to
 * it, and at which revision) and the receiver; a thread is the subject, so that its last letter is the one that holds.
 * Each letter about grants records what its receiver knew before and knows now.
 */

/** The grants of a document's persons before and after an act, by their ids in the registry. */
export type GrantsSeen = Record<'before' | 'after', ReadonlyMap<string, GrantState>>

type Undoing = { reason: string; takenBack: TakenBack }

/** Posts a letter to each person, a notice to the finance offices, a message to the registry. */
export async function tell(
  tx: Tx,
  told: Told,
  grants: GrantsSeen,
  at: Date,
  { reason, takenBack }: Undoing = { reason: '', takenBack: nothingTaken },
) {
  const changes = grantChanges(grants.before, grants.after)
  await tellOfGrants(tx, told, grants, at, { reason, takenBack })
  await tellRegistry(
    tx,
    { documentId: told.document.id },
    changes.map(({ registryId }) => registryId),
    at,
  )
  const touched = new Set(changes.map(({ before, after }) => (after ?? before)!.learnerId))
  await tellOfPlaces(tx, told, at, { reason, untold: new Set([...touched, ...takenBack.learners]) })
}

/** The same for grants that a document has just given, of which nobody can have been told. */
export async function tellOfNew(tx: Tx, told: Told, given: readonly GrantState[], at: Date) {
  const after = new Map(given.map((grant) => [grant.registryId, grant]))
  await tellOfGrants(tx, told, { before: new Map(), after }, at, { reason: '', takenBack: nothingTaken })
  await giveToRegistry(tx, told.document.id, at)
}

type Event = { news: GrantNews; known: KnownGrant | null; was: string; now: GrantState; registryId: string }

/** The news about each person's grants for the thread's receiver, in the document's order. */
function eventsOf(
  told: Told,
  { before, after }: GrantsSeen,
  { known }: TakenBack,
  threadOf: (registryId: string) => string,
): Event[] {
  const place = new Map(told.document.rows.map(({ learnerId }, at) => [learnerId, at]))
  const placeOf = ({ now }: Event) => place.get(now.learnerId) ?? 0
  const acting = actingOf(told)
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((registryId): Event[] => {
      const was = known(threadOf(registryId), registryId) ?? wordOf(before.get(registryId))
      const news = newsOf(knownOf(was), after.get(registryId), acting)
      const now = after.get(registryId) ?? before.get(registryId)!
      return news ? [{ news, known: knownOf(was), was, now, registryId }] : []
    })
    .toSorted((one, other) => placeOf(one) - placeOf(other))
}

async function tellOfGrants(
  tx: Tx,
  told: Told,
  grants: GrantsSeen,
  at: Date,
  { reason, takenBack }: Undoing,
) {
  const { document } = told
  const { after } = grants
  const threadOf = (registryId: string) => `letter:${registryId}`
  const events = eventsOf(told, grants, takenBack, threadOf)
  const all = [...new Map([...grants.before, ...after]).values()]
  if (all.length === 0) return
  const people = await contactsOf(
    tx,
    all.map(({ learnerId }) => learnerId),
  )
  const writer = letterWriter(await readSettings(tx), told)
  const reasons = reasonsOf(told, reason)
  const letters = events.map(({ registryId, news, known, was, now }) => ({
    key: `letter:${eventKey(told)}:${registryId}`,
    thread: threadOf(registryId),
    documentId: document.id,
    learnerId: now.learnerId,
    subjectId: now.id,
    payload: {
      ...writer.ofGrant(news, { known, now }, people.get(now.learnerId)!, reasons(now.learnerId)),
      told: { [registryId]: { was, is: wordOf(after.get(registryId)) } },
    },
  }))
  await post(tx, 'mail.letter', letters, at)
  await post(tx, 'mail.finance', await financeNotices(tx, told, grants, takenBack, people), at)
}

/** The reason for each person: in the words of whoever cancels, else from the person's row. */
function reasonsOf({ document, undone }: Told, reason: string): (learnerId: string) => string {
  if (undone) return () => reason
  const ofRows = new Map(document.rows.map((row) => [row.learnerId, row.reason]))
  return (learnerId) => ofRows.get(learnerId) ?? ''
}

const eventKey = ({ document, undone }: Told) =>
  `${document.id}:${undone ? 'cancelled' : 'registered'}:${document.revision}`

/**
 * Posts a notice per sort of news to each finance office of each unit with grants concerned. Those about the document's
 * own grants show on the document until they have left.
 */
async function financeNotices(
  tx: Tx,
  told: Told,
  grants: GrantsSeen,
  takenBack: TakenBack,
  people: Parameters<typeof financeNotice>[3],
): Promise<Posting<'mail.finance'>[]> {
  const { document } = told
  const unitOf = ({ unitId }: GrantState) => unitId ?? document.unitId
  const concerned = new Set([...grants.before.values(), ...grants.after.values()].map(unitOf))
  const units = await tx.settingsUnit.findMany({
    where: { id: { in: [...concerned] } },
    select: { id: true, financeRecipients: true },
  })
  const offices = units.flatMap(({ id, financeRecipients }) =>
    [...new Set(financeRecipients)].map((to) => ({ unitId: id, to, thread: `finance:${to}` })),
  )
  return offices.flatMap(({ unitId, to, thread }) => {
    const events = eventsOf(told, grants, takenBack, () => thread).filter(({ now }) => unitOf(now) === unitId)
    return [...Map.groupBy(events, ({ news }) => news)].map(([news, ofNews]) => {
      const own = ofNews.every(({ now }) => now.documentId === document.id)
      return {
        key: `finance:${eventKey(told)}:${news}:${to}:${unitId}`,
        thread,
        documentId: document.id,
        payload: {
          ...financeNotice(told, news, ofNews, people),
          to,
          documentId: own ? document.id : null,
          told: Object.fromEntries(
            ofNews.map(({ registryId, was }) => [
              registryId,
              { was, is: wordOf(grants.after.get(registryId)) },
            ]),
          ),
        },
      }
    })
  })
}

/**
 * Letters to those who get none about a grant: to each whose place in continuing education the document gave or took,
 * and to those whom a cancelled document concerned. `untold`: persons told of grants, or with a letter taken back, get
 * nothing here.
 */
async function tellOfPlaces(
  tx: Tx,
  told: Told,
  at: Date,
  { reason, untold }: { reason: string; untold: ReadonlySet<string> },
) {
  const { document, undone } = told
  const { effects, letter } = kindOf(document.base ?? document)
  const cancels = undone || kindOf(document).amends === 'CANCEL'
  if (effects.length === 0 || effects.includes('grant') || (!letter && !cancels)) return
  const ofPersons = [...new Map(readOf(document).rows.map((row) => [row.learnerId, row])).values()]
  const rows = cancels ? ofPersons.filter(({ learnerId }) => !untold.has(learnerId)) : ofPersons
  const people = await studyPlaceCards(
    tx,
    rows.map((row) => row.studyPlaceId),
    dayInTallinn(at),
  )
  const holding = letter ? await holdingRows(tx, told) : new Map<string, Holding>()
  const writer = letterWriter(await readSettings(tx), told)
  const reasons = reasonsOf(told, reason)
  const letters = rows.map(({ key, learnerId, studyPlaceId }) => {
    const person = people.get(studyPlaceId)!
    const holds = holding.get(key)
    return {
      key: `letter:${eventKey(told)}:${studyPlaceId}`,
      thread: `letter:${studyPlaceId}`,
      documentId: document.id,
      learnerId,
      payload:
        letter && holds
          ? writer.ofRun(letter, person, { run: person.curriculum, ...holds.row }, holds.by)
          : writer.ofUndoing(person, reasons(learnerId)),
    }
  })
  await post(tx, 'mail.letter', letters, at)
}

type Holding = { by: Registered; row: { on: Day | null; reason: string } }

/** The document whose row is now in force for each row of the document, if any, after all amendments of its base. */
async function holdingRows(tx: Tx, { document, undone }: Told): Promise<Map<string, Holding>> {
  const row = ({ discontinuedOn: on, reason }: ReadRow) => ({ on, reason })
  const { rows } = readOf(document)
  if (!document.baseId)
    return new Map(undone ? [] : rows.map((each) => [each.key, { by: document, row: row(each) }]))
  const { now, own } = rowsNow(await chainOf(tx, document.baseId))
  const holds = (key: string) => now.get(own.get(key) ?? '')?.holds?.id
  const owners = await ownersOf(
    tx,
    [...now.values()].flatMap((each) => each.holds?.id ?? []),
  )
  const byId = new Map<string, Holding>(
    owners.flatMap(({ owner, rows }) => {
      const by = owner.id === document.id ? document : asRegistered(owner)
      return rows.map((each) => [each.key, { by, row: row(each) }] as const)
    }),
  )
  return new Map(
    rows.flatMap(({ key, baseRowId }) => {
      const found = byId.get(holds(baseRowId ?? key) ?? '')
      return found ? [[key, found] as const] : []
    }),
  )
}
