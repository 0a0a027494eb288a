import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '@/lib/grants/rules/blocks'
import { effectiveLastDay, lastPaidDay, type EndingEvent } from '@/lib/grants/rules/endings'
import type { RowFacts } from '@/lib/grants/rules/facts'
import { warningKey, warningsOf } from '@/lib/grants/rules/warnings'
import { addDays, dayAfter, earliest, type Day, type Period } from '@/lib/shared/dates'
import { aGrant, ownFundsDirective, someFacts, stipendDirective } from '../support/grant-facts'

/** Days that lie near enough for periods from them to overlap. */
const dayNear = fc.integer({ min: -60, max: 460 }).map((count): Day => addDays('2026-09-01', count))
const periodNear = fc
  .tuple(dayNear, fc.integer({ min: 0, max: 400 }))
  .map(([from, length]): Period => ({ from, to: addDays(from, length) }))
const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })

describe('blocking', () => {
  const grantNear = fc
    .tuple(dayNear, fc.integer({ min: -5, max: 60 }))
    .map(([from, length]): Period => ({ from, to: addDays(from, length) }))
  const blocked = ({ from, to }: Period, by: Period) =>
    blocksOf(
      [{ key: 'r1', person: 'Rasmus Kuusk', paidFrom: from, paidTo: to, facts: { grants: [aGrant(by)] } }],
      'OWN_FUNDS',
    ).length > 0

  test('is mutual between two own-funds allowances', () => {
    fc.assert(
      fc.property(grantNear, grantNear, (a, b) => blocked(a, b) === blocked(b, a)),
      { numRuns: 1000 },
    )
  })

  test('always comes with a warning in red, and no warning is red without it', () => {
    fc.assert(
      fc.property(grantNear, grantNear, ({ from, to }, by) => {
        const facts = someFacts({ grants: [aGrant(by)] })
        const warnings = warningsOf({ paidFrom: from, paidTo: to }, facts, ownFundsDirective())
        expect(warnings.some(({ tone }) => tone === 'STOP')).toBe(blocked({ from, to }, by))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('events that end payment, in any order of registering and undoing', () => {
  const someEvent: fc.Arbitrary<EndingEvent> = fc.oneof(
    periodNear.map((leave) => ({ cause: 'ACADEMIC_LEAVE' as const, leave })),
    dayNear.map((on) => ({ cause: 'EXMATRICULATION' as const, on })),
    fc.record({
      cause: fc.constant('STUDY_PLACE_CHANGE' as const),
      effectiveOn: dayNear,
      curriculumChanges: fc.boolean(),
      loadBecomesPart: fc.boolean(),
    }),
    dayNear.map((lastPaidOn) => ({ cause: 'PAYMENT_END' as const, lastPaidOn })),
  )
  const lastDay = (given: Period, events: readonly EndingEvent[]) =>
    effectiveLastDay(
      given.to,
      events.flatMap((event) => lastPaidDay(event, given) ?? []),
    )
  /** Events that are registered, the same in another order, and those of them that are undone. */
  const story = fc.array(someEvent, { maxLength: 6 }).chain((events) =>
    fc.record({
      events: fc.constant(events),
      reordered: shuffled(events),
      undone: fc.subarray(events),
    }),
  )

  test('leave the last paid day of the earliest event that was not undone', () => {
    fc.assert(
      fc.property(periodNear, story, (given, { events, reordered, undone }) => {
        const left = events.filter((event) => !undone.includes(event))
        const days = left.flatMap((event) => lastPaidDay(event, given) ?? [])
        const last = lastDay(given, left)
        expect(last).toBe(earliest(given.to, ...days))
        expect(last).toBe(
          lastDay(
            given,
            reordered.filter((event) => left.includes(event)),
          ),
        )
        expect(lastDay(given, events) <= last && last <= given.to).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the warnings of a row', () => {
  const source = { documentId: 'doc-7', number: '2.1-17/7' }
  /** Values one after another from one day on, as they are stored: a day never has two. */
  const values = <Value extends string>(...possible: Value[]) =>
    fc
      .array(fc.tuple(fc.integer({ min: 30, max: 300 }), fc.constantFrom(...possible)), { maxLength: 4 })
      .map((steps) => {
        let from: Day = '2025-09-01'
        return steps.map(([length, value], at) => {
          const to = at === steps.length - 1 ? null : addDays(from, length)
          const term = { from, to, value }
          if (to) from = dayAfter(to)
          return term
        })
      })
  const named = <T extends object>(name: string, list: T[]) =>
    list.map((each, at) => ({ ...each, id: `${name}-${at}` }))
  const lists = fc.record({
    leaves: fc.array(periodNear, { maxLength: 4 }).map((all) =>
      named(
        'leave',
        all.map((leave) => ({ ...leave, source })),
      ),
    ),
    extensions: values('EXTENDED').map((all) => all.map(({ from, to }) => ({ from, to, source }))),
    loads: values('FULL', 'PART'),
    fundings: values('STATE_FUNDED', 'FREE', 'PAID'),
    attestations: fc
      .uniqueArray(dayNear, { maxLength: 4 })
      .chain((days) =>
        fc.tuple(
          ...days.map((on) =>
            fc.record({
              on: fc.constant(on),
              decision: fc.constantFrom('POSITIVE' as const, 'NEGATIVE' as const, 'NOT_ATTESTED' as const),
            }),
          ),
        ),
      )
      .map((all) => named('attestation', all)),
    grants: fc
      .array(
        fc.tuple(
          periodNear,
          fc.constantFrom('DOCTORAL_ALLOWANCE', 'DOCTORAL_ALLOWANCE_OWN_FUNDS', 'PERFORMANCE', 'IT_ACADEMY'),
        ),
        { maxLength: 5 },
      )
      .map((all) => all.map(([period, typeCode], at) => aGrant({ ...period, typeCode, id: `grant-${at}` }))),
  }) satisfies fc.Arbitrary<Partial<RowFacts>>
  const twice = lists.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.record({
        leaves: shuffled(facts.leaves),
        extensions: shuffled(facts.extensions),
        loads: shuffled(facts.loads),
        fundings: shuffled(facts.fundings),
        attestations: shuffled(facts.attestations),
        grants: shuffled(facts.grants),
      }),
    ),
  )

  test.each([ownFundsDirective(), stipendDirective('IT_ACADEMY'), stipendDirective('DOCTORAL_ALLOWANCE')])(
    'on a directive giving $givenType do not depend on the order in which facts are read',
    (context) => {
      fc.assert(
        fc.property(periodNear, twice, ({ from, to }, [facts, reordered]) => {
          const told = (about: Partial<RowFacts>) =>
            warningsOf({ paidFrom: from, paidTo: to }, someFacts(about), context)
              .map((warning) => `${warningKey(warning)} ${JSON.stringify(warning.badDays)}`)
              .toSorted()
          expect(told(reordered)).toEqual(told(facts))
        }),
        { numRuns: 500 },
      )
    },
  )
})
