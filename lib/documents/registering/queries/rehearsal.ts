import type { Person } from '@/lib/access/rights'
import { postedNow, type Posted } from '@/lib/deliveries/queries/posted'
import { loadDocument, lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { move, openMove } from '@/lib/documents/move'
import { paperWords } from '@/lib/documents/paper/words'
import { cancelIn } from '@/lib/documents/sending/commands/issuing'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { partiesOf, sees } from '@/lib/documents/visibility'
import { placeFacts } from '@/lib/grants/queries/facts'
import { grantEnds, grantStates } from '@/lib/grants/queries/states'
import { certificatesOf } from '@/lib/learners/queries/known'
import { dateFromDay, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { inTransaction } from '@/lib/shared/db'
import type { DocumentState } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import type { Amount } from '@/lib/shared/money'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { applyEffects, holdTouched } from '../commands'
import type { Registered } from '../effects'

/**
 * One fact about a person's study place; `value` is a code or a name, depending on the aspect. A grant also has its
 * amount, source, account and the day until which it was given; for an end of payment `from` is the last paid day.
 */
export type FactLine = {
  aspect:
    | ('mainState' | 'load' | 'funding' | 'curriculum' | 'nominalEnd' | 'leave')
    | ('grant' | 'paymentEnd' | 'certificate')
  value: string
  from: Day | null
  to: Day | null
  paid?: { givenTo: Day; amount: Amount; fundingSource: string; bankAccount: string }
  /** why payment ends, or the sort of certificate */
  code?: string
}

/** The changes to one person on the document, at one study place. */
export type PersonRehearsed = {
  learnerId: string
  studyPlaceId: string
  person: string
  was: FactLine[]
  will: FactLine[]
}

/** A directive that the act also cancels or registers again. */
export type DocumentRehearsed = { id: string; number: string; was: DocumentState; will: DocumentState }

/** The outcome of an act, found by doing it and rolling it back. */
export type Rehearsal = {
  /** why it can't be done; everything else is then empty */
  refusals: readonly Refusal[]
  /** persons for whom something changes, in the document's order; `unchanged`: the number of the others */
  persons: PersonRehearsed[]
  unchanged: number
  documents: DocumentRehearsed[]
  /** the messages that would be posted, and waiting ones that would never leave */
  sent: Posted[]
  recalled: Posted[]
}

const nothing: Omit<Rehearsal, 'refusals'> = {
  persons: [],
  unchanged: 0,
  documents: [],
  sent: [],
  recalled: [],
}

/**
 * The exact outcome of cancelling a registered document: does the act in a transaction and rolls it back. null when
 * there is no such document or the person may not cancel it.
 */
export function rehearseCancelling(db: Db, person: Person, id: string, now: Date): Promise<Rehearsal | null> {
  return rehearse(db, id, now, async (tx, document) => {
    if (!sees(person, document) || document.state !== 'REGISTERED') return null
    const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(now))
    const { refusals } = openMove('cancel', facts, partiesOf(person, document))
    if (refusals.length > 0) throw new Refused(refusals)
    // The clerk gives the reason after the rehearsal; no letter is shown whole.
    return () => cancelIn(tx, { db, person, now }, { id, revision: document.revision, reason: '–' })
  })
}

/** The outcome of registering a document if it were confirmed today; null as above. */
export function rehearseRegistering(
  db: Db,
  person: Person,
  id: string,
  now: Date,
): Promise<Rehearsal | null> {
  return rehearse(db, id, now, async (tx, document) => {
    if (!sees(person, document)) return null
    const objections = await rowObjections(tx, document, readOf(document).rows)
    const facts = await factsOf(tx, document, objections, dayInTallinn(now))
    const registeredOn = dateFromDay(dayInTallinn(now))
    const registered: Registered = {
      ...document,
      registeredOn,
      registeredAt: now,
      number: document.number ?? paperWords.noNumberYet,
    }
    return async () => {
      // As though it had been sent and its signer had confirmed it at this moment.
      const sent = document.number ? {} : { number: document.id, dhisId: document.id, issuedAt: now }
      const signer = { userId: null, who: '', parties: ['SIGNER_IN_DHIS'] as const }
      await move(tx, document, {
        act: 'confirmed',
        actor: signer,
        facts: { ...facts, state: 'ISSUED' },
        at: now,
        set: { ...sent, registeredOn, registeredAt: now },
      })
      await applyEffects(tx, registered, now)
    }
  })
}

/** Carries the result out of the transaction and rolls it back. */
class RolledBack extends Error {
  constructor(readonly seen: Rehearsal | null) {
    super('rolled back')
  }
}

async function rehearse(
  db: Db,
  id: string,
  now: Date,
  prepare: (tx: Tx, document: LoadedDocument) => Promise<(() => Promise<unknown>) | null>,
): Promise<Rehearsal | null> {
  if (!isUuid(id)) return null
  try {
    await inTransaction(db, async (tx) => {
      const document = await lockDocument(tx, id)
      if (document) await holdTouched(tx, document)
      const act = document && (await prepare(tx, document))
      throw new RolledBack(act ? await watch(tx, document, act, now) : null)
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.seen
    if (error instanceof Refused) return { ...nothing, refusals: error.refusals }
    throw error
  }
  return null
}

async function watch(
  tx: Tx,
  document: LoadedDocument,
  act: () => Promise<unknown>,
  now: Date,
): Promise<Rehearsal> {
  const places = [...new Set(document.rows.map(({ studyPlaceId }) => studyPlaceId))]
  const before = await look(tx, document, places)
  await act()
  const after = await look(tx, document, places)
  const lines = places.map((place) => rehearsed(before.place(place), after.place(place)))
  const changes = lines.filter(({ was, will }) => was.length + will.length > 0)
  return {
    refusals: [],
    persons: changes,
    unchanged: lines.length - changes.length,
    documents: before.documents.flatMap(({ id, number, state }) => {
      const will = after.documents.find((each) => each.id === id)!.state
      return will === state ? [] : [{ id, number: number ?? '', was: state, will }]
    }),
    ...(await postedNow(tx, document.id, now)),
  }
}

/** An id of no document: no facts are left out. */
const nowhere = '00000000-0000-0000-0000-000000000000'

type Seen = { learnerId: string; studyPlaceId: string; person: string; lines: FactLine[] }

/** Reads every official fact about the study places, and the directives that an amendment is about. */
async function look(tx: Tx, { baseId, amendmentId, rows }: LoadedDocument, places: readonly string[]) {
  const facts = await placeFacts(tx, places, { documentId: nowhere }, ['leaves', 'terms'])
  const learners = rows.map(({ learnerId }) => learnerId)
  const grants = Map.groupBy((await grantStates(tx, learners)).values(), (grant) => grant.studyPlaceId)
  const ends = Map.groupBy(await grantEnds(tx, places), (end) => end.studyPlaceId)
  const papers = Map.groupBy(await certificatesOf(tx, places), (paper) => paper.studyPlaceId)
  const documents = []
  for (const id of [baseId, amendmentId]) if (id) documents.push((await loadDocument(tx, id))!)
  const place = (studyPlaceId: string): Seen => {
    const { learnerId, person, ...of } = facts.get(studyPlaceId)!
    const lines = [
      ...of.mainStates.map((term) => line('mainState', term.value, term)),
      ...of.loads.map((term) => line('load', term.value, term)),
      ...of.fundings.map((term) => line('funding', term.value, term)),
      ...of.curricula.map((term) => line('curriculum', term.value, term)),
      ...of.leaves.map((leave) => line('leave', '', leave)),
      ...(grants.get(studyPlaceId) ?? []).map(
        ({ monthlyAmount: amount, fundingSource, bankAccount, givenTo, ...grant }) => ({
          ...line('grant', grant.typeName, grant),
          paid: { givenTo, amount, fundingSource, bankAccount },
        }),
      ),
      ...(ends.get(studyPlaceId) ?? []).map(({ typeName, cause: code, lastPaidOn: from }) => ({
        ...line('paymentEnd', typeName, { from, to: null }),
        code,
      })),
      ...(papers.get(studyPlaceId) ?? []).map(({ kind: code, number }) => ({
        ...line('certificate', number, { from: null, to: null }),
        code,
      })),
      ...(of.nominalEndOn ? [line('nominalEnd', '', { from: of.nominalEndOn, to: null })] : []),
    ]
    return { learnerId, studyPlaceId, person, lines }
  }
  return { place, documents }
}

const line = (
  aspect: FactLine['aspect'],
  value: string,
  { from, to }: { from: Day | null; to: Day | null },
): FactLine => ({
  aspect,
  value,
  from,
  to,
})

/** Only the differences; of two equal lines, one remains when the other goes. */
function rehearsed({ lines: was, ...person }: Seen, { lines: will }: Seen): PersonRehearsed {
  const [keysBefore, keysAfter] = [was, will].map((lines) => lines.map((line) => JSON.stringify(line)))
  return {
    ...person,
    was: without(was, keysBefore!, keysAfter!),
    will: without(will, keysAfter!, keysBefore!),
  }
}

/** The lines whose keys aren't among the others. */
function without(lines: readonly FactLine[], keys: readonly string[], others: readonly string[]): FactLine[] {
  const left = [...others]
  return lines.filter((_, place) => {
    const at = left.indexOf(keys[place]!)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
