import type { Db, Tx } from '@/lib/shared/db'
import { inTransaction } from '@/lib/shared/db'
import { dateFromDay, dayInTallinn, type Day } from '@/lib/shared/dates'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { placeFacts, type PlaceFacts } from '@/lib/grants/queries'
import { certificatesOf } from '@/lib/learners/queries'
import type { Person } from '@/lib/office/access'
import { isUuid } from '@/lib/shared/ids'
import type { Registered } from './effects'
import { lockDocument, readOf, type LoadedDocument } from './load'
import { applyEffects, holdTouched, undoEffects } from './registering'
import { factsOf, rowObjections } from './standing'
import { openMove } from './move'
import { partiesOf, sees } from './visibility'

/** One fact about a person's study place; `value` is a code, a name or an amount, as the aspect has it. */
export type FactLine = {
  aspect: 'mainState' | 'load' | 'funding' | 'curriculum' | 'nominalEnd' | 'leave' | 'grant' | 'certificate'
  value: string
  from: Day | null
  to: Day | null
}

/** What would become of one person on the document. */
export type PersonRehearsed = { learnerId: string; person: string; was: FactLine[]; will: FactLine[] }

/** What an act would bring about, seen by doing it and taking it back. */
export type Rehearsal = {
  /** why it can't be done; the rest is empty then */
  refusals: readonly Refusal[]
  /** persons for whom something changes, in the document's order; `unchanged`: how many stay as they are */
  persons: PersonRehearsed[]
  unchanged: number
  letters: { sent: number; recalled: number }
  /** messages to the registry, by act; those of the document that haven't left and never will */
  registry: Record<'GIVE' | 'CHANGE' | 'DELETE', number> & { recalled: number }
}

const nothing: Omit<Rehearsal, 'refusals'> = {
  persons: [],
  unchanged: 0,
  letters: { sent: 0, recalled: 0 },
  registry: { GIVE: 0, CHANGE: 0, DELETE: 0, recalled: 0 },
}

/**
 * What cancelling a registered document would do, exactly: the act itself is done in a transaction and rolled back. null
 * when there is no such document or cancelling it isn't this person's.
 */
export function rehearseCancelling(db: Db, person: Person, id: string, now: Date): Promise<Rehearsal | null> {
  return rehearse(db, id, async (tx, document) => {
    if (!sees(person, document) || document.state !== 'REGISTERED') return null
    const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(now))
    const { refusals } = openMove('cancel', facts, partiesOf(person, document))
    if (refusals.length > 0) throw new Refused(refusals)
    return () => undoEffects(tx, document, '', now)
  })
}

/** What registering a document would do if it were confirmed today; null as above. */
export function rehearseRegistering(
  db: Db,
  person: Person,
  id: string,
  now: Date,
): Promise<Rehearsal | null> {
  return rehearse(db, id, async (tx, document) => {
    if (!sees(person, document)) return null
    const { rowsOverlap, rowsImpossible, blockedByGrant } = await rowObjections(
      tx,
      document,
      readOf(document).rows,
    )
    const refusals = [...rowsOverlap, ...rowsImpossible, ...blockedByGrant]
    if (refusals.length > 0) throw new Refused(refusals)
    const registeredOn = dateFromDay(dayInTallinn(now))
    const registered = {
      ...document,
      number: document.number ?? '',
      registeredOn,
      registeredAt: now,
    } as Registered
    return () => applyEffects(tx, registered, now)
  })
}

/** Carries what was seen out of the transaction, which is rolled back by it. */
class RolledBack extends Error {
  constructor(readonly seen: Rehearsal | null) {
    super('rolled back')
  }
}

async function rehearse(
  db: Db,
  id: string,
  prepare: (tx: Tx, document: LoadedDocument) => Promise<(() => Promise<void>) | null>,
): Promise<Rehearsal | null> {
  if (!isUuid(id)) return null
  try {
    await inTransaction(db, async (tx) => {
      const document = await lockDocument(tx, id)
      if (document) await holdTouched(tx, document)
      const act = document && (await prepare(tx, document))
      throw new RolledBack(act ? await watch(tx, document, act) : null)
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.seen
    if (error instanceof Refused) return { ...nothing, refusals: error.refusals }
    throw error
  }
  return null
}

async function watch(tx: Tx, document: LoadedDocument, act: () => Promise<void>): Promise<Rehearsal> {
  const places = [...new Set(document.rows.map(({ studyPlaceId }) => studyPlaceId))]
  const look = async () => ({
    facts: await placeFacts(tx, places, { documentId: nowhere }),
    papers: await certificatesOf(tx, places),
  })
  const before = await look()
  const last = await tx.delivery.aggregate({ _max: { seq: true } })
  const seq = last._max.seq ?? 0n
  const stood = await calledOff(tx)
  await act()
  const after = await look()
  const posted = await tx.$queryRaw<
    { topic: string; act: keyof typeof nothing.registry | null; count: number }[]
  >`
    SELECT topic, payload->>'act' AS act, count(*)::int AS count FROM delivery WHERE seq > ${seq} AND state <> 'CALLED_OFF'
     GROUP BY 1, 2`
  const recalled = await calledOff(tx)
  const count = (topic: string, what: string | null = null) =>
    posted
      .filter((each) => each.topic === topic && (what === null || each.act === what))
      .reduce((sum, each) => sum + each.count, 0)
  const lines = places.map((place) => rehearsed(standingOf(before, place), standingOf(after, place)))
  return {
    refusals: [],
    persons: lines.filter(({ was, will }) => was.length + will.length > 0),
    unchanged: lines.filter(({ was, will }) => was.length + will.length === 0).length,
    letters: {
      sent: count('mail.letter') + count('mail.finance'),
      recalled: recalled.letters - stood.letters,
    },
    registry: {
      GIVE: count('ehis.grant', 'GIVE'),
      CHANGE: count('ehis.grant', 'CHANGE'),
      DELETE: count('ehis.grant', 'DELETE'),
      recalled: recalled.registry - stood.registry,
    },
  }
}

/** No document: nothing is left out of the facts. */
const nowhere = '00000000-0000-0000-0000-000000000000'

async function calledOff(tx: Tx) {
  const [{ letters, registry }] = await tx.$queryRaw<[{ letters: number; registry: number }]>`
    SELECT count(*) FILTER (WHERE topic IN ('mail.letter', 'mail.finance'))::int AS letters,
           count(*) FILTER (WHERE topic = 'ehis.grant')::int AS registry FROM delivery WHERE state = 'CALLED_OFF'`
  return { letters, registry }
}

type Seen = { facts: Map<string, PlaceFacts>; papers: Map<string, string[]> }
const standingOf = ({ facts, papers }: Seen, place: string) => ({
  ...facts.get(place)!,
  papers: papers.get(place) ?? [],
})
type Standing = ReturnType<typeof standingOf>

/** Only what differs. */
function rehearsed(before: Standing, after: Standing): PersonRehearsed {
  const [was, will] = [linesOf(before), linesOf(after)]
  const [keysBefore, keysAfter] = [new Set(was.map(keyOf)), new Set(will.map(keyOf))]
  return {
    learnerId: before.learnerId,
    person: before.person,
    was: was.filter((line) => !keysAfter.has(keyOf(line))),
    will: will.filter((line) => !keysBefore.has(keyOf(line))),
  }
}

const keyOf = ({ aspect, value, from, to }: FactLine) => `${aspect}|${value}|${from}|${to}`

const linesOf = (place: Standing): FactLine[] => [
  ...place.mainStates.map((term) => line('mainState', term.value, term)),
  ...place.loads.map((term) => line('load', term.value, term)),
  ...place.fundings.map((term) => line('funding', term.value, term)),
  ...place.curricula.map((term) => line('curriculum', term.value, term)),
  ...place.leaves.map((leave) => line('leave', '', leave)),
  ...place.grants.map((grant) =>
    line('grant', `${grant.typeName}${grant.fundingSource && `, ${grant.fundingSource}`}`, grant),
  ),
  ...place.papers.map((value) => ({ aspect: 'certificate' as const, value, from: null, to: null })),
  ...(place.nominalEndOn ? [line('nominalEnd', '', { from: place.nominalEndOn, to: null })] : []),
]

const line = (aspect: FactLine['aspect'], value: string, { from, to }: { from: Day; to: Day | null }) => ({
  ...{ aspect, value, from, to },
})
