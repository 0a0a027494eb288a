import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Texts } from '@/lib/documents/rules/fields'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { addMonths, dayBefore, showDay } from '@/lib/shared/dates'
import { aDirective, anAmendment, documentOf, newsFor, now, stateOf } from '../support/documents'
import { someLearners, type MadeLearner } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { officialOf } from '../support/official'
import { randomly, unhurried } from '../support/randomly'
import { unlessRefused } from '../support/refused'

/*
 * An own-funds directive pays nobody for a day on which a doctoral allowance from either source is paid already (seed
 * "own-funds doctoral allowance"; spec 3 "Blocks"), whatever is registered, changed and cancelled before it and at the same
 * moment.
 */

const office = withOffice()

/** A document that is drafted and sent. Numbers stand for persons, days and earlier documents, and are made to fit. */
type Draft = {
  kind: 'OWN_FUNDS' | 'STATE' | 'LEAVE' | 'EXMATRICULATION' | 'PAYMENT_END' | 'CHANGE' | 'CANCEL'
  of: number
  persons: readonly number[]
  from: number
  months: number
  /** the last day is the first one of a month, and so is shared with what begins on it */
  shared: boolean
}
/** Documents are drafted, and confirmed at the same moment or left for later; or an earlier one is confirmed or cancelled. */
type Step = { drafts: Draft[]; confirmed: boolean } | { settled: number }

const someDraft = fc.record<Draft>({
  kind: fc.constantFrom(
    'OWN_FUNDS',
    'OWN_FUNDS',
    'OWN_FUNDS',
    'STATE',
    'LEAVE',
    'LEAVE',
    'EXMATRICULATION',
    'PAYMENT_END',
    'CHANGE',
    'CHANGE',
    'CANCEL',
  ),
  of: fc.nat(20),
  persons: fc.constantFrom([0], [1], [0, 1]),
  from: fc.nat(5),
  months: fc.integer({ min: 1, max: 8 }),
  shared: fc.boolean(),
})
const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      drafts: fc.oneof(fc.tuple(someDraft), fc.tuple(someDraft), fc.tuple(someDraft, someDraft)),
      confirmed: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ settled: fc.nat(20) }) },
)
/** Both persons are paid for most of a year, so that later steps have something to end and something to clash with. */
const firstStep = fc
  .constantFrom('OWN_FUNDS' as const, 'OWN_FUNDS' as const, 'STATE' as const)
  .map((kind): Step => ({
    drafts: [{ kind, of: 0, persons: [0, 1], from: 1, months: 10, shared: false }],
    confirmed: true,
  }))

test(
  'no sequence of acts pays an own-funds allowance for a day on which another doctoral allowance is paid',
  unhurried,
  async () => {
    const seen = { registered: 0, parked: 0 }
    await fc.assert(
      fc.asyncProperty(
        firstStep,
        fc.array(someStep, { minLength: 5, maxLength: 8 }),
        async (first, later) => {
          // The first person has two study places.
          const learners = await someLearners(office(), 2, 1)
          const before = await officialOf(office(), ...learners.flatMap(({ places }) => places))
          const documents: string[] = []
          for (const step of [first, ...later]) {
            const outcomes = await take(step, learners, documents)
            for (const outcome of outcomes) seen[outcome]++
            expect(await paidTwice(learners)).toEqual([])
          }
          await cancelAll(documents)
          expect(await officialOf(office(), ...learners.flatMap(({ places }) => places))).toEqual(before)
        },
      ),
      randomly(6),
    )
    // Each run registers its first directive.
    expect(seen.registered).toBeGreaterThan(6)
    expect(seen.parked).toBeGreaterThan(0)
  },
)

type Outcome = 'registered' | 'parked'

async function take(step: Step, learners: MadeLearner[], documents: string[]): Promise<Outcome[]> {
  if ('settled' in step) {
    const open = await those(documents, 'ISSUED', 'REGISTERED')
    const id = open[step.settled % open.length]
    if (!id) return []
    if ((await stateOf(office(), id)) === 'ISSUED') return [await confirm(id)]
    await unlessRefused(() => cancel(id))
    return []
  }
  const sent: string[] = []
  for (const draft of step.drafts) {
    const id = await unlessRefused(() => send(draft, learners, documents))
    if (id) sent.push(id)
  }
  documents.push(...sent)
  return step.confirmed ? Promise.all(sent.map(confirm)) : []
}

async function send(draft: Draft, learners: MadeLearner[], documents: string[]): Promise<string | null> {
  const { kind, of } = draft
  const state = 'ISSUED'
  if (kind === 'CHANGE' || kind === 'CANCEL') {
    const bases = await those(documents, 'REGISTERED')
    const base = bases[of % bases.length]
    if (!base) return null
    const every = kind === 'CHANGE' ? fieldsOf((await documentOf(office(), base)).kind, draft) : {}
    return anAmendment(office(), base, `AMENDMENT_${kind}`, { state, every })
  }
  const places = draft.persons.map((at) => learners[at]!.places[of % learners[at]!.places.length]!)
  const wishes = (code: string) => ({ places, state, rows: places.map(() => fieldsOf(code, draft)) }) as const
  switch (kind) {
    case 'OWN_FUNDS':
      return aDirective(office(), wishes('OWN_FUNDS_ALLOWANCE'))
    case 'STATE':
      return aDirective(office(), { ...wishes('GRANT'), kind: 'GRANT', subkind: 'DOCTORAL_ALLOWANCE' })
    case 'LEAVE':
      return aDirective(office(), { ...wishes('ACADEMIC_LEAVE'), kind: 'ACADEMIC_LEAVE' })
    case 'EXMATRICULATION':
      return aDirective(office(), { ...wishes('EXMATRICULATION'), kind: 'EXMATRICULATION' })
    case 'PAYMENT_END': {
      const grants = await office().db.grant.findMany({
        where: { studyPlaceId: { in: places }, annulledAt: null },
        orderBy: { paidFrom: 'asc' },
      })
      const grant = grants[of % grants.length]
      if (!grant) return null
      const row = { ...fieldsOf(kind, draft), grantId: grant.id }
      return aDirective(office(), { kind, places: [grant.studyPlaceId], rows: [row], state })
    }
  }
}

function daysOf({ from, months, shared }: Draft) {
  const first = addMonths('2026-09-01', from)
  const end = addMonths(first, months)
  return { paidFrom: showDay(first), paidTo: showDay(shared ? end : dayBefore(end)) }
}

function fieldsOf(kind: string, draft: Draft): Texts {
  const { paidFrom, paidTo } = daysOf(draft)
  const reason = 'Omal soovil'
  if (kind === 'ACADEMIC_LEAVE') return { leaveFrom: paidFrom, leaveTo: paidTo, reason }
  if (kind === 'EXMATRICULATION') return { exmatriculatedOn: paidTo, reason }
  if (kind === 'PAYMENT_END') return { lastPaidOn: paidTo, reason }
  return { paidFrom, paidTo }
}

async function confirm(id: string): Promise<Outcome> {
  const { outcome } = await takeNews(office().db, await newsFor(office(), id), noon)
  return outcome === 'parked' ? 'parked' : 'registered'
}

async function cancel(id: string) {
  const tiina = await office().as('tiina')
  await cancelDocument(tiina, { ...(await now(office(), id)), reason: 'Ekslik' })
}

/** The documents that are in one of the states, the last registered or drafted first. */
async function those(documents: string[], ...states: string[]): Promise<string[]> {
  const found = await office().db.$queryRaw<{ id: string }[]>`
    SELECT id FROM document d WHERE id = ANY(${documents}::uuid[]) AND state::text = ANY(${states})
     ORDER BY (SELECT max(h.id) FROM history_entry h WHERE h.document_id = d.id AND h.act <> 'revived') DESC`
  return found.map(({ id }) => id)
}

/** Cancels the newest first, and again what was refused because of another; throws when one can never be cancelled. */
async function cancelAll(documents: string[]) {
  for (let left = await those(documents, 'REGISTERED'); left.length > 0;) {
    for (const id of left) await unlessRefused(() => cancel(id))
    const still = await those(documents, 'REGISTERED')
    if (still.length >= left.length) await cancel(still[0]!)
    left = still
  }
}

/**
 * Own-funds allowances in force that share a paid day with another doctoral allowance. A state-funded one registered after
 * them doesn't count: that is warned of, and allowed.
 */
const paidTwice = (learners: MadeLearner[]) => office().db.$queryRaw<unknown[]>`
  WITH paid AS (
    SELECT g.*, d.number, (SELECT max(h.id) FROM history_entry h
                            WHERE h.document_id = g.document_id AND h.act IN ('confirmed', 'recheck')) AS registered
      FROM grants_in_force g JOIN document d ON d.id = g.document_id
     WHERE g.learner_id = ANY(${learners.map(({ id }) => id)}::uuid[]) AND g.paid_from <= g.effective_to)
  SELECT own.number, own.paid_from::text, own.effective_to::text, other.number AS other, other.type_code,
         other.paid_from::text AS other_from, other.effective_to::text AS other_to
    FROM paid own JOIN paid other ON other.learner_id = own.learner_id AND other.id <> own.id
     AND daterange(own.paid_from, own.effective_to, '[]') && daterange(other.paid_from, other.effective_to, '[]')
   WHERE own.type_code = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
     AND (other.type_code = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
          OR (other.type_code = 'DOCTORAL_ALLOWANCE' AND other.registered < own.registered))`
