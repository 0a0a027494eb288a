import fc from 'fast-check'
// @ts-expect-error its types are those of its sources, which our stricter compiler does not accept
import Isikukood from 'isikukood/dist/isikukood.esm.js'
import { expect, test } from 'vitest'
import { birthDayOf, checkPersonalCode, maskPersonalCode, readPersonalCode } from '@/lib/shared/personal-code'

test('a code that looks right is judged as the reference implementation judges it', () => {
  const likely = fc
    .tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(
      ([century, year, month, day, rest]) =>
        century +
        [year, month, day].map((part) => `${part}`.padStart(2, '0')).join('') +
        `${rest}`.padStart(4, '0'),
    )
  fc.assert(
    fc.property(likely, (code) => checkPersonalCode(code) === new Isikukood(code).validate()),
    { numRuns: 5000 },
  )
})

test('exactly one of the ten last digits is right for a code', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), (serial) => {
      const body = `3950512${`${serial}`.padStart(3, '0')}`
      expect([...'0123456789'].filter((digit) => checkPersonalCode(body + digit))).toHaveLength(1)
    }),
  )
})

test.each([
  '',
  '4920513023',
  '492051302371',
  '09205130237',
  '99205130237',
  '4920513023a',
  '４9205130237',
  ' 49205130237',
])('%j is not a personal code', (code) => {
  expect(checkPersonalCode(code)).toBe(false)
  expect(birthDayOf(code)).toBeNull()
})

test('the day of birth is read from a code, if it is a real day', () => {
  expect(birthDayOf('49205130237')).toBe('1992-05-13')
  expect(birthDayOf('60002290000')).toBe('2000-02-29')
  expect(birthDayOf('40002290000')).toBeNull()
})

test('a masked code shows neither the day of birth nor the serial number', () => {
  expect(maskPersonalCode('49205130237')).toBe('492******37')
  expect(maskPersonalCode('4920')).toBe('****')
})

/** These ten digits with the check digit that is right for them. */
const whole = (ten: string) => [...'0123456789'].map((last) => ten + last).find(checkPersonalCode)!

test('a code that is told is read despite blanks and EE, and refused for one not yet born or older than 130 years', () => {
  const code = whole('4790312021')
  expect(readPersonalCode(`EE\u00a0${code.slice(0, 7)} ${code.slice(7)}\u200b`, '2026-11-21')).toBe(code)
  expect(readPersonalCode(whole('5261122001'), '2026-11-21')).toBeNull()
  expect(readPersonalCode(whole('5261121001'), '2026-11-21')).not.toBeNull()
  expect(readPersonalCode(whole('1170312021'), '2026-11-21')).toBeNull()
  expect(readPersonalCode(whole('1961120001'), '2026-11-21')).toBeNull()
  expect(readPersonalCode(whole('1961121001'), '2026-11-21')).not.toBeNull()
  for (const wrong of [
    '',
    '4790312021',
    `${code}1`,
    'FI131052-308T',
    code.slice(0, 10) + ((Number(code[10]) + 1) % 10),
  ])
    expect(readPersonalCode(wrong, '2026-11-21')).toBeNull()
})
