import { expect, test } from 'vitest'
import { sources } from '../support/source'

test('only lib/shared/dates.ts calculates with days, and never in the time zone of the process', () => {
  const ours = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.tsx', 'scripts/**/*.ts')
  const zoneBound =
    /from '(date-fns|dayjs|luxon)|\.(get|set)(FullYear|Month|Date|Day|Hours)\(|new Date\([^()]*,|\.toLocale(Date|Time)String\(/
  const asking = ours.filter(({ text }) => zoneBound.test(text))
  expect(asking.map(({ path }) => path)).toEqual(['lib/shared/dates.ts'])
  // There each function of date-fns is told to calculate in UTC.
  const dates = asking[0]!.text.replace(/^import .*$/gm, '')
  for (const name of ['monthsLater', 'differenceInCalendarDays', 'getDaysInMonth'])
    for (const [call] of dates.matchAll(new RegExp(`${name}\\(.*`, 'g'))) expect(call).toContain('in: utc')
  expect(zoneBound.test(dates)).toBe(false)
  expect(zoneBound.test("import { differenceInDays } from 'date-fns'")).toBe(true)
  expect(zoneBound.test('new Date(year, month - 1, 1)')).toBe(true)
  expect(zoneBound.test('new Date(Date.UTC(year, month, 0)).getUTCDate()')).toBe(false)
})
