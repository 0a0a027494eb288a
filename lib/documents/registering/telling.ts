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
 * Who hears of what a document did, or of its being undone. A key names the event (the document, what befell it, and the
 * revision at which it did) and whom it is told; a thread is what it is about, so that the last letter in it is the one
 * that holds. What its receiver knew before and knows now stands in each letter about grants.
 */

/** The grants of a document's persons before and after an act, by their records in the registry. */
export type GrantsSeen = Record<'before' | 'after', ReadonlyMap<string, GrantState>>

type Undoing = { reason: string; takenBack: TakenBack }

/** A letter to each person, a notice to the finance offices, a message to the registry. */
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

/** The same of grants that a document gave a moment ago, which nobody can have heard of. */
export async function tellOfNew(tx: Tx, told: Told, given: readonly GrantState[], at: Date) {
  const after = new Map(given.map((grant) => [grant.registryId, grant]))
  await tellOfGrants(tx, told, { before: new Map(), after }, at, { reason: '', takenBack: nothingTaken })
  await giveToRegistry(tx, told.document.id, at)
}

type Event = { news: GrantNews; known: KnownGrant | null; was: string; now: GrantState; registryId: string }

/** What is new about each of the persons' grants to whoever hears of it in the thread, in the document's order. */
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

/** Why, for each person: in the words of whoever cancels, else as the person's row has it. */
function reasonsOf({ document, undone }: Told, reason: string): (learnerId: string) => string {
  if (undone) return () => reason
  const ofRows = new Map(document.rows.map((row) => [row.learnerId, row.reason]))
  return (learnerId) => ofRows.get(learnerId) ?? ''
}

const eventKey = ({ document, undone }: Told) =>
  `${document.id}:${undone ? 'cancelled' : 'registered'}:${document.revision}`

/**
 * A notice to each finance office of each unit whose grants it is about, one a sort of news. That of the document's own
 * grants stands beside it until it has left.
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
  const units = await tx.unit.findMany({
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
 * Those who hear by no letter about a grant: a letter to each whose place of continuing education the document gave or took,
 * and to those whom a cancelled one concerned. `untold`: who hears of grants, or has a letter taken back, hears nothing here.
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

/** By which document's row each row of the document stands now, where one holds at all: after all amendments of a base. */
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
