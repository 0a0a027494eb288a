import { describe, expect, test } from 'vitest'
import { causes, effectiveLastDay, endOf, isVoid, type EndingEvent } from '@/lib/grants/rules/endings'
import type { GrantRule } from '@/lib/grants/rules/facts'
import type { Day, Period } from '@/lib/shared/dates'
import { grantTypes } from '@/prisma/cast'

/**
 * A grant of 01.09.2026–31.08.2027 and, written by hand, the last day that each event leaves paid; null = the event
 * doesn't end it.
 */
const given: Period = { from: '2026-09-01', to: '2027-08-31' }
const events: [name: string, event: EndingEvent, day: Day | null][] = [
  [
    'a leave in it',
    { cause: 'ACADEMIC_LEAVE', leave: { from: '2026-12-01', to: '2027-01-31' } },
    '2026-11-30',
  ],
  ['a leave after it', { cause: 'ACADEMIC_LEAVE', leave: { from: '2027-09-01', to: '2027-12-31' } }, null],
  [
    'a leave over its beginning',
    { cause: 'ACADEMIC_LEAVE', leave: { from: '2026-08-01', to: '2026-10-31' } },
    '2026-07-31',
  ],
  ['an exmatriculation', { cause: 'EXMATRICULATION', on: '2027-02-01' }, '2027-01-31'],
  [
    'a change of the curriculum',
    {
      cause: 'STUDY_PLACE_CHANGE',
      effectiveOn: '2027-03-01',
      curriculumChanges: true,
      loadBecomesPart: false,
    },
    '2027-02-28',
  ],
  [
    'a change to part load',
    {
      cause: 'STUDY_PLACE_CHANGE',
      effectiveOn: '2027-01-01',
      curriculumChanges: false,
      loadBecomesPart: true,
    },
    '2026-12-31',
  ],
  [
    'another change of the study place',
    {
      cause: 'STUDY_PLACE_CHANGE',
      effectiveOn: '2027-01-01',
      curriculumChanges: false,
      loadBecomesPart: false,
    },
    null,
  ],
  ['an end of payment', { cause: 'PAYMENT_END', lastPaidOn: '2027-04-15' }, '2027-04-15'],
]
const lastDay = (happened: readonly EndingEvent[], rules: readonly GrantRule[] = []) =>
  effectiveLastDay(
    given.to,
    happened.flatMap((event) => endOf(event, given, rules) ?? []),
  )

describe.each(Object.keys(grantTypes))('a grant of type %s', (typeCode) => {
  test.each(events)('is paid until the day listed for %s', (_, event, day) => {
    expect(lastDay([event])).toBe(day ?? given.to)
  })

  test('is paid until the earliest day of any two or three events, whatever their order', () => {
    for (const [, a, dayA] of events)
      for (const [, b, dayB] of events)
        for (const [, c, dayC] of events) {
          const earliest = [dayA, dayB, dayC, given.to].filter((day) => day !== null).toSorted()[0]
          for (const order of [
            [a, b, c],
            [a, c, b],
            [b, a, c],
            [b, c, a],
            [c, a, b],
            [c, b, a],
          ])
            expect(lastDay(order)).toBe(earliest)
        }
  })

  const outlasting = (code: string, validFrom: Day, validTo: Day | null): GrantRule => ({
    rule: 'OUTLASTS',
    given: typeCode,
    code,
    validFrom,
    validTo,
  })

  test.each(causes)('is not ended by %s where the office has switched that off for its type', (cause) => {
    for (const [, event, day] of events) {
      const expected = event.cause === cause ? given.to : (day ?? given.to)
      expect(lastDay([event], [outlasting(cause, '2020-01-01', null)])).toBe(expected)
    }
  })

  test('outlasts an event only if the first unpaid day lies in the days of the rule', () => {
    const [, exmatriculation, day] = events[3]!
    const under = (validFrom: Day, validTo: Day | null) =>
      lastDay([exmatriculation], [outlasting('EXMATRICULATION', validFrom, validTo)])
    expect(under('2027-02-01', null)).toBe(given.to)
    expect(under('2027-02-02', null)).toBe(day)
    expect(under('2020-01-01', '2027-02-01')).toBe(given.to)
    expect(under('2020-01-01', '2027-01-31')).toBe(day)
  })

  test('is void if it is ended before its first day', () => {
    const to = lastDay([events[2]![1]])
    expect(isVoid({ from: given.from, to })).toBe(true)
  })
})
