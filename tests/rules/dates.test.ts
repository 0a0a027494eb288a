import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  commonDays,
  dateFromDay,
  dayAfter,
  dayBefore,
  dayFromDate,
  dayInTallinn,
  daysInside,
  daysOutside,
  earliest,
  isDay,
  overlaps,
  parseDay,
  seedPeriod,
  showDay,
  showInstant,
  showPeriod,
  showTime,
  type Day,
  type OpenPeriod,
} from '@/lib/shared/dates'
import { anyPeriodFrom, someDay, someOpenPeriod, somePeriod } from '../support/days'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('a typed day', () => {
  test.each([
    ['21.11.2026', '2026-11-21'],
    ['21.11.26', '2026-11-21'],
    ['1.9.2026', '2026-09-01'],
    ['21112026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    [' 21.11.2026 ', '2026-11-21'],
    ['2026.11.21', '2026-11-21'],
    ['2026/11/21', '2026-11-21'],
    ['21-11-2026', '2026-11-21'],
    ['21. november 2026', '2026-11-21'],
    ['21.Märts 2026', '2026-03-21'],
    ['2026-11-21T00:00:00', '2026-11-21'],
    ['2026-11-21T00:00:00Z', '2026-11-21'],
    ['2026-11-20T22:00:00.000Z', '2026-11-21'],
    ['21.11.2026 9:05', '2026-11-21'],
    ['29.02.2028', '2028-02-29'],
    ['01.01.1900', '1900-01-01'],
    ['31.12.2199', '2199-12-31'],
  ])('written %s is understood', (typed, day) => {
    expect(parseDay(typed)).toBe(day)
  })

  test.each([
    '',
    ' ',
    '29.02.2026',
    '29.02.1900',
    '31.04.2026',
    '32.01.2026',
    '00.01.2026',
    '01.13.2026',
    '31.12.1899',
    '01.01.2200',
    '21.11',
    '21/11/2026',
    '11/21/2026',
    '2026-11-21T25:00:00Z',
    '21-11-26',
    '21. okt 2026',
    '2026-9-1',
    '211126',
    '21.11.202',
    '２１.11.2026',
    '21.11.2026\u0000',
    "21.11.2026'; drop table learner",
  ])('written %j is refused', (typed) => {
    expect(parseDay(typed)).toBeNull()
  })

  test('is a real day or refused, whatever the text, and nothing is thrown', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789.-/ ') }),
    )
    fc.assert(
      fc.property(hostile, (typed) => {
        const day = parseDay(typed)
        expect(day === null || isDay(day)).toBe(true)
      }),
    )
  })

  test('is the same day when it is shown and typed again', () => {
    fc.assert(fc.property(someDay, (day) => parseDay(showDay(day)) === day))
  })

  test('passes for a stored day only if it is real and written YYYY-MM-DD', () => {
    expect(isDay('2026-11-21')).toBe(true)
    for (const value of [
      '2026-02-30',
      '2026-1-1',
      '21.11.2026',
      '',
      null,
      undefined,
      20261121,
      new Date(0),
    ]) {
      expect(isDay(value)).toBe(false)
    }
  })
})

describe('on screen', () => {
  test('a day is written 21.11.2026', () => expect(showDay('2026-11-21')).toBe('21.11.2026'))

  test('a period has a dash, and in a sentence of the seed the seed’s sign', () => {
    const year = { from: '2026-09-01', to: '2027-08-31' } as const
    expect(showPeriod(year)).toBe('01.09.2026–31.08.2027')
    expect(seedPeriod(year)).toBe('01.09.2026 - 31.08.2027')
  })

  test('an instant is in Estonian time, summer and winter', () => {
    expect(showInstant(new Date('2026-11-21T12:05:59Z'))).toBe('21.11.2026 kell 14.05')
    expect(showInstant(new Date('2026-07-01T21:30:00Z'), 'en')).toBe('02.07.2026 at 00.30')
    expect(showTime(new Date('2026-07-01T06:03:00Z'))).toBe('09.03')
  })

  test('a day begins at midnight in Estonia, two or three hours before the day in UTC', () => {
    expect(dayInTallinn(new Date('2026-11-20T21:59:59Z'))).toBe('2026-11-20')
    expect(dayInTallinn(new Date('2026-11-20T22:00:00Z'))).toBe('2026-11-21')
    expect(dayInTallinn(new Date('2026-07-01T21:00:00Z'))).toBe('2026-07-02')
  })
})

describe('in reckoning with days', () => {
  test('adding days crosses the ends of months and years, and leap days', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
    expect(dayBefore('2028-03-01')).toBe('2028-02-29')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  })

  test('a month later is the same day, or the last day of a shorter month', () => {
    expect(addMonths('2025-09-01', 12)).toBe('2026-09-01')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  })

  test.each(['UTC', 'Europe/Tallinn', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Asia/Beirut'])(
    'the time zone of the machine (%s) shifts no day',
    (tz) => {
      process.env.TZ = tz
      fc.assert(
        fc.property(someDay, fc.integer({ min: -900, max: 900 }), (day, count) => {
          const utc = new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
          expect(addDays(day, count)).toBe(utc)
          expect(parseDay(showDay(day))).toBe(day)
          expect(dayFromDate(dateFromDay(day))).toBe(day)
        }),
      )
    },
  )

  test('a day is stored as UTC midnight', () => {
    expect(dateFromDay('2026-11-21').toISOString()).toBe('2026-11-21T00:00:00.000Z')
    expect(dayFromDate(new Date('2026-11-21T00:00:00Z'))).toBe('2026-11-21')
  })

  test('the earliest of several days is the one before all others', () => {
    expect(earliest('2026-09-01', '2026-08-31', '2027-01-01')).toBe('2026-08-31')
    expect(earliest('2026-09-01')).toBe('2026-09-01')
  })
})

describe('between periods', () => {
  const autumn = { from: '2026-09-01', to: '2026-12-31' } as const

  test('one common day is an overlap, and being adjacent is none', () => {
    expect(overlaps(autumn, { from: '2026-12-31', to: '2027-01-31' })).toBe(true)
    expect(overlaps(autumn, { from: '2027-01-01', to: '2027-01-31' })).toBe(false)
    expect(overlaps(autumn, { from: '2026-08-01', to: '2026-09-01' })).toBe(true)
    expect(overlaps(autumn, { from: '2026-08-01', to: '2026-08-31' })).toBe(false)
  })

  test('one without a last day goes on for ever', () => {
    expect(overlaps({ from: '2020-01-01', to: null }, autumn)).toBe(true)
    expect(overlaps({ from: '2020-01-01', to: null }, { from: '2199-12-31', to: null })).toBe(true)
    expect(overlaps({ from: '2027-01-01', to: null }, autumn)).toBe(false)
  })

  test('a void one shares no day with any, not even with itself', () => {
    const nothing = { from: '2026-10-01', to: '2026-09-30' } as const
    expect(overlaps(autumn, nothing)).toBe(false)
    expect(overlaps(nothing, nothing)).toBe(false)
  })

  test('an overlap is mutual, and so are the common days', () => {
    fc.assert(
      fc.property(someOpenPeriod, someOpenPeriod, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
        expect(commonDays(a, b)).toEqual(commonDays(b, a))
      }),
    )
  })

  test('an overlap exists exactly where a day lies in both, also if one is open or void', () => {
    const near = someDay.chain((day) =>
      fc.tuple(
        anyPeriodFrom(day),
        fc.integer({ min: -30, max: 30 }).chain((apart) => anyPeriodFrom(addDays(day, apart))),
      ),
    )
    const holds = ({ from, to }: OpenPeriod, day: Day) => from <= day && (to === null || day <= to)
    fc.assert(
      fc.property(near, ([a, b]) => {
        const days = Array.from({ length: 121 }, (_, at) => addDays(a.from, at - 60))
        const common = days.filter((day) => holds(a, day) && holds(b, day))
        expect(overlaps(a, b)).toBe(common.length > 0)
        expect(overlaps(b, a)).toBe(common.length > 0)
        expect(commonDays(a, b)?.from).toBe(common[0])
        if (a.to !== null || b.to !== null) expect(commonDays(b, a)?.to).toBe(common.at(-1))
      }),
      { numRuns: 1000 },
    )
  })

  test('every day of one lies either inside or outside the others, never both', () => {
    const days = (stretches: { from: Day; to: Day }[]) =>
      stretches.flatMap(({ from, to }) => {
        const all: Day[] = []
        for (let day = from; day <= to; day = dayAfter(day)) all.push(day)
        return all
      })
    fc.assert(
      fc.property(somePeriod, fc.array(someOpenPeriod, { maxLength: 4 }), (period, taken) => {
        const inside = days(daysInside(period, taken))
        const outside = days(daysOutside(period, taken))
        expect([...inside, ...outside].toSorted()).toEqual(days([period]))
        expect(outside.every((day) => taken.every((one) => !overlaps({ from: day, to: day }, one)))).toBe(
          true,
        )
        expect(inside.every((day) => taken.some((one) => overlaps({ from: day, to: day }, one)))).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('adjacent stretches inside others become one', () => {
    const halves = [
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-10-01', to: '2026-10-31' },
    ] as const
    expect(daysInside(autumn, halves)).toEqual([{ from: '2026-10-01', to: '2026-11-30' }])
  })
})
