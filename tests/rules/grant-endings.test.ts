import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectiveLastDay, isVoid, lastPaidDay, type EndingEvent } from '@/lib/grants/rules/endings'
import { dayAfter, dayBefore, type Day, type Period } from '@/lib/shared/dates'
import { someDay, somePeriod } from '../support/days'

const given: Period = { from: '2026-09-01', to: '2027-08-31' }

describe('the last paid day', () => {
  test('is the day before a leave starts', () => {
    expect(
      lastPaidDay({ cause: 'ACADEMIC_LEAVE', leave: { from: '2027-02-01', to: '2027-06-30' } }, given),
    ).toBe('2027-01-31')
  })

  test('is before the first one if a leave starts by then, which makes the grant void', () => {
    for (const from of ['2026-09-01', '2026-03-01'] as const) {
      const last = lastPaidDay({ cause: 'ACADEMIC_LEAVE', leave: { from, to: '2026-10-31' } }, given)
      expect(last).toBe(dayBefore(from))
      expect(isVoid({ from: given.from, to: last! })).toBe(true)
    }
  })

  test('is not set by a leave that shares no day with the paid days', () => {
    const leave = (from: Day, to: Day) => lastPaidDay({ cause: 'ACADEMIC_LEAVE', leave: { from, to } }, given)
    expect(leave('2026-03-01', '2026-08-31')).toBeNull()
    expect(leave('2026-03-01', '2026-09-01')).toBe('2026-02-28')
    expect(leave('2027-08-31', '2028-01-31')).toBe('2027-08-30')
    expect(leave('2027-09-01', '2028-01-31')).toBeNull()
  })

  test('is the day before an exmatriculation, unless that comes after the paid days', () => {
    expect(lastPaidDay({ cause: 'EXMATRICULATION', on: '2027-03-15' }, given)).toBe('2027-03-14')
    expect(lastPaidDay({ cause: 'EXMATRICULATION', on: '2026-06-01' }, given)).toBe('2026-05-31')
    expect(lastPaidDay({ cause: 'EXMATRICULATION', on: '2027-08-31' }, given)).toBe('2027-08-30')
    expect(lastPaidDay({ cause: 'EXMATRICULATION', on: '2027-09-01' }, given)).toBeNull()
  })

  test.each([
    [true, false, '2027-01-31'],
    [false, true, '2027-01-31'],
    [true, true, '2027-01-31'],
    [false, false, null],
  ])(
    'after a study-place change (curriculum %s, to part load %s) is %s',
    (curriculumChanges, loadBecomesPart, last) => {
      const event: EndingEvent = {
        cause: 'STUDY_PLACE_CHANGE',
        effectiveOn: '2027-02-01',
        curriculumChanges,
        loadBecomesPart,
      }
      expect(lastPaidDay(event, given)).toBe(last)
    },
  )

  test('is the day that a payment-ending directive names, if it is earlier', () => {
    expect(lastPaidDay({ cause: 'PAYMENT_END', lastPaidOn: '2026-12-31' }, given)).toBe('2026-12-31')
    expect(lastPaidDay({ cause: 'PAYMENT_END', lastPaidOn: '2027-08-31' }, given)).toBeNull()
  })
})

describe('the effective last day', () => {
  const ends = fc.array(someDay, { maxLength: 6 })

  test('is the given last day while nothing ends the grant, and the earliest end otherwise', () => {
    expect(effectiveLastDay('2027-08-31', [])).toBe('2027-08-31')
    expect(effectiveLastDay('2027-08-31', ['2027-01-31', '2026-12-31', '2028-01-01'])).toBe('2026-12-31')
  })

  test('is never later than the given last day, and one more end never makes it later', () => {
    fc.assert(
      fc.property(someDay, ends, someDay, (paidTo, live, another) => {
        const last = effectiveLastDay(paidTo, live)
        expect(last <= paidTo).toBe(true)
        expect(effectiveLastDay(paidTo, [...live, another]) <= last).toBe(true)
      }),
    )
  })

  test('does not depend on the order of the ends', () => {
    const shuffled = ends.chain((live) =>
      fc.tuple(fc.constant(live), fc.shuffledSubarray(live, { minLength: live.length })),
    )
    fc.assert(
      fc.property(someDay, shuffled, (paidTo, [live, other]) => {
        expect(effectiveLastDay(paidTo, live)).toBe(effectiveLastDay(paidTo, other))
      }),
    )
  })

  test('with one more end is either that end or what it was without it', () => {
    fc.assert(
      fc.property(someDay, ends, someDay, (paidTo, live, undone) => {
        const before = effectiveLastDay(paidTo, live)
        const during = effectiveLastDay(paidTo, [undone, ...live])
        expect(during === before || during === undone).toBe(true)
      }),
    )
  })

  test('leaves unpaid every day of a leave and every day from an exmatriculation on', () => {
    fc.assert(
      fc.property(somePeriod, somePeriod, (paid, leave) => {
        const last = effectiveLastDay(
          paid.to,
          [lastPaidDay({ cause: 'ACADEMIC_LEAVE', leave }, paid)].filter((day) => day !== null),
        )
        expect(last < leave.from || paid.from > leave.to).toBe(true)
        const end = lastPaidDay({ cause: 'EXMATRICULATION', on: leave.from }, paid)
        expect(effectiveLastDay(paid.to, end === null ? [] : [end]) < leave.from).toBe(true)
      }),
    )
  })
})

test('a grant is void only when it ends before its first paid day', () => {
  expect(isVoid({ from: '2026-09-01', to: '2026-09-01' })).toBe(false)
  expect(isVoid({ from: '2026-09-01', to: '2026-08-31' })).toBe(true)
  expect(isVoid({ from: dayAfter('2026-09-01'), to: '2026-09-01' })).toBe(true)
})
