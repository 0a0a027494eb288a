import fc from 'fast-check'
// @ts-expect-error its types are those of its sources, which our stricter compiler does not accept
import Isikukood from 'isikukood/dist/isikukood.esm.js'
import { expect, test } from 'vitest'
import { birthDayOf, checkPersonalCode, maskPersonalCode, readPersonalCode } from '@/lib/shared/personal-code'

test('codes that look right are judged as the reference implementation judges them', () => {
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

test('of the ten last digits exactly one is right, whatever pass decides it', () => {
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

test('the birth day is read from the code, and only a real one', () => {
  expect(birthDayOf('49205130237')).toBe('1992-05-13')
  expect(birthDayOf('60002290000')).toBe('2000-02-29')
  expect(birthDayOf('40002290000')).toBeNull()
})

test('a masked code shows neither the day of birth nor the serial number', () => {
  expect(maskPersonalCode('49205130237')).toBe('492******37')
  expect(maskPersonalCode('4920')).toBe('****')
})

/** The ten digits with the last one that is right for them. */
const whole = (ten: string) => [...'0123456789'].map((last) => ten + last).find(checkPersonalCode)!

test('a told code is read with blanks anywhere and with EE, and is nobody’s before birth and after 130 years', () => {
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
