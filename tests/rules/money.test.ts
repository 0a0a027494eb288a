import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, fromCents, parseAmount, showAmount, showCount, sumAmounts } from '@/lib/shared/money'

describe('a typed amount', () => {
  test.each([
    ['660,50', '660.50'],
    ['660.50', '660.50'],
    ['660', '660.00'],
    ['660,5', '660.50'],
    ['0,01', '0.01'],
    ['00660', '660.00'],
    ['999999,99', '999999.99'],
    ['1 500,00', '1500.00'],
    ['12\u00a0345', '12345.00'],
    [' 660,50 ', '660.50'],
    ['660,50 €', '660.50'],
    ['€660', '660.00'],
    ['EUR 660.5', '660.50'],
    ['660 eurot', '660.00'],
    ['1.234,50', '1234.50'],
    ['1,234.50', '1234.50'],
    ["1'234,50", '1234.50'],
    ['12\u2009345,6\u00a0€', '12345.60'],
  ])('written %j is understood', (typed, amount) => {
    expect(parseAmount(typed)).toBe(amount)
  })

  test.each([
    '',
    '0',
    '0,00',
    '-1',
    '+1',
    '660,505',
    '1000000',
    '1.234',
    '1,234',
    '1.234.567,00',
    '1,234,50',
    '1.23,50',
    '€',
    '€660€',
    '660 kr',
    '1 50',
    '1  500',
    '6 60,50',
    '660,',
    ',50',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '６６０',
    '=1+1',
    '660\u202e,50',
  ])('written %j is refused', (typed) => {
    expect(parseAmount(typed)).toBeNull()
  })

  test('is from 0.01 to 999999.99 or refused, whatever the text, and nothing is thrown', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789,. -') }),
    )
    fc.assert(
      fc.property(hostile, (typed) => {
        const amount = parseAmount(typed)
        if (amount === null) return
        expect(amount).toMatch(/^(0|[1-9]\d{0,5})\.\d\d$/)
        expect(cents(amount)).toBeGreaterThan(0n)
      }),
    )
  })

  test('is the same amount when it is shown and typed again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 99_999_999n }), (count) => {
        expect(parseAmount(showAmount(fromCents(count)))).toBe(fromCents(count))
      }),
    )
  })
})

describe('of amounts and counts', () => {
  test('an amount is shown with a comma, and grouped from five digits on', () => {
    expect(showAmount('660.50')).toBe('660,50')
    expect(showAmount('3300.00')).toBe('3300,00')
    expect(showAmount('12345.00')).toBe('12\u00a0345,00')
  })

  test('sums are exact to the cent', () => {
    expect(sumAmounts(Array<'0.10'>(3).fill('0.10'))).toBe('0.30')
    expect(sumAmounts([])).toBe('0.00')
    expect(sumAmounts(['999999.99', '0.01'])).toBe('1000000.00')
  })

  test('an amount turned into cents and back is the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (count) => cents(fromCents(count)) === count),
    )
  })

  test('none is below zero', () => expect(() => fromCents(-1n)).toThrow(RangeError))

  test('a count is grouped from five digits on', () => {
    expect(showCount(0)).toBe('0')
    expect(showCount(4120)).toBe('4120')
    expect(showCount(12345)).toBe('12\u00a0345')
    expect(showCount(1234567n)).toBe('1\u00a0234\u00a0567')
  })
})
