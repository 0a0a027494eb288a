import { afterEach, describe, expect, test, vi } from 'vitest'
import { nominalEnd } from '@/lib/learners/rules/nominal-end'
import { countDays, isDay, parseDay, type Day } from '@/lib/shared/dates'
import { birthDayOf } from '@/lib/shared/personal-code'

afterEach(() => vi.unstubAllEnvs())

const leave = (from: Day, to: Day) => ({ from, to, ours: true, annulled: null })

describe.each(['UTC', 'Europe/Tallinn', 'America/Sao_Paulo', 'Pacific/Apia'])(
  'in the time zone %s of the process',
  (zone) => {
    test('a leave over a change of the clock moves the nominal end by all its days', () => {
      vi.stubEnv('TZ', zone)
      // Proof that the stub has reached the clock.
      expect(new Date('2026-07-01T12:00:00Z').getTimezoneOffset()).toBe(summer[zone])
      expect(countDays({ from: '2026-09-01', to: '2027-01-31' })).toBe(153)
      expect(nominalEnd('2028-08-31', [leave('2026-09-01', '2027-01-31')])).toBe('2029-01-31')
      expect(nominalEnd('2028-08-31', [leave('2027-02-01', '2027-08-31')])).toBe('2029-03-31')
      expect(nominalEnd('2028-08-31', [leave('2026-03-29', '2026-03-29')])).toBe('2028-09-01')
    })

    test('the calendar has every day, also one that the zone skipped', () => {
      vi.stubEnv('TZ', zone)
      expect(parseDay('30.12.2011')).toBe('2011-12-30')
      expect(birthDayOf('51112300000')).toBe('2011-12-30')
      expect(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00'].filter(isDay)).toEqual([])
    })
  },
)

const summer: Record<string, number> = {
  UTC: 0,
  'Europe/Tallinn': -180,
  'America/Sao_Paulo': 180,
  'Pacific/Apia': -780,
}

test('only our own leaves that are not annulled move the nominal end, several of them together', () => {
  const { from, to } = leave('2026-09-01', '2026-09-30')
  expect(nominalEnd('2028-08-31', [])).toBe('2028-08-31')
  expect(nominalEnd('2028-08-31', [{ from, to, ours: false, annulled: null }])).toBe('2028-08-31')
  expect(nominalEnd('2028-08-31', [{ from, to, ours: true, annulled: { on: to } }])).toBe('2028-08-31')
  expect(nominalEnd('2028-08-31', [leave(from, to), leave('2027-01-01', '2027-01-31')])).toBe('2028-10-31')
})
