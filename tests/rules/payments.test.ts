import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  daysOfMonth,
  laterMonth,
  parseMonth,
  paymentOf,
  totals,
  type Month,
} from '@/lib/grants/rules/payments'
import { addDays, dayBefore, type Day } from '@/lib/shared/dates'
import { cents, type Amount } from '@/lib/shared/money'
import { somePeriod } from '../support/days'

const grant = (from: Day, to: Day, monthlyAmount: Amount = '660.00') => ({ from, to, monthlyAmount })
const byDays = (from: Day, to: Day, month: Month, amount?: Amount) =>
  paymentOf(grant(from, to, amount), month, 'BY_DAYS')

describe('a month', () => {
  test('is read as people write it', () => {
    for (const typed of ['2026-11', '11.2026', ' 11.2026 ']) expect(parseMonth(typed)).toBe('2026-11')
    expect(parseMonth('2.2027')).toBe('2027-02')
    for (const typed of [
      '',
      '13.2026',
      '0.2026',
      '2026-00',
      '2026',
      '11.26',
      '2026-11-01',
      'november',
      '11.1899',
    ])
      expect(parseMonth(typed)).toBeNull()
  })

  test('has its own days, and February has them by the year', () => {
    expect(daysOfMonth('2026-11')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
    expect(daysOfMonth('2027-02').to).toBe('2027-02-28')
    expect(daysOfMonth('2028-02').to).toBe('2028-02-29')
  })

  test('has neighbours across the turn of a year', () => {
    expect([laterMonth('2026-12', 1), laterMonth('2027-01', -1), laterMonth('2026-11', 0)]).toEqual([
      '2027-01',
      '2026-12',
      '2026-11',
    ])
  })
})

describe('what a grant is paid for a month', () => {
  test('is its amount to the cent for a whole month, whatever the setting', () => {
    for (const partMonth of ['WHOLE', 'BY_DAYS'] as const)
      for (const [month, days] of [
        ['2026-11', 30],
        ['2027-02', 28],
        ['2028-02', 29],
        ['2026-12', 31],
      ] as const)
        expect(paymentOf(grant('2026-09-01', '2028-08-31', '660.50'), month, partMonth)).toEqual({
          days,
          monthDays: days,
          amount: '660.50',
        })
  })

  test('is nothing if no day of the month is paid for', () => {
    for (const partMonth of ['WHOLE', 'BY_DAYS'] as const) {
      expect(paymentOf(grant('2026-09-01', '2026-10-31'), '2026-11', partMonth)).toBeNull()
      expect(paymentOf(grant('2026-12-01', '2027-01-31'), '2026-11', partMonth)).toBeNull()
    }
  })

  test('is a day’s share, or the whole amount by the other setting, if a single day is paid for', () => {
    expect(byDays('2026-09-01', '2026-11-01', '2026-11')).toEqual({ days: 1, monthDays: 30, amount: '22.00' })
    expect(byDays('2026-11-30', '2027-01-31', '2026-11')).toEqual({ days: 1, monthDays: 30, amount: '22.00' })
    expect(paymentOf(grant('2026-11-30', '2027-01-31'), '2026-11', 'WHOLE')).toEqual({
      days: 1,
      monthDays: 30,
      amount: '660.00',
    })
  })

  test('counts both its first and its last day', () => {
    expect(byDays('2026-11-10', '2026-11-19', '2026-11')).toMatchObject({ days: 10, amount: '220.00' })
  })

  test('is reckoned for February by 28 days, or by 29 in a leap year', () => {
    expect(byDays('2027-02-15', '2027-08-31', '2027-02')).toEqual({
      days: 14,
      monthDays: 28,
      amount: '330.00',
    })
    expect(byDays('2028-02-15', '2028-08-31', '2028-02')).toEqual({
      days: 15,
      monthDays: 29,
      amount: '341.38',
    })
    expect(byDays('2027-02-01', '2027-02-27', '2027-02', '100.00')?.amount).toBe('96.43')
  })

  test('is rounded to the cent, half a cent up', () => {
    expect(byDays('2026-11-01', '2026-11-15', '2026-11', '0.01')?.amount).toBe('0.01')
    expect(byDays('2026-11-01', '2026-11-14', '2026-11', '0.01')?.amount).toBe('0.00')
    expect(byDays('2026-11-01', '2026-11-15', '2026-11', '100.01')?.amount).toBe('50.01')
    expect(byDays('2026-12-01', '2026-12-10', '2026-12', '999999.99')?.amount).toBe('322580.64')
  })

  test('is nothing for a void grant, which has no days', () => {
    expect(byDays('2026-11-10', '2026-11-09', '2026-11')).toBeNull()
    expect(paymentOf(grant('2026-11-10', '2026-08-31'), '2026-11', 'WHOLE')).toBeNull()
  })

  test('is never more than the monthly amount, and counts the same days for a grant cut in two', () => {
    fc.assert(
      fc.property(
        somePeriod,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 99_999_999 }),
        (period, at, sum) => {
          const monthlyAmount = `${Math.floor(sum / 100)}.${String(sum % 100).padStart(2, '0')}` as Amount
          const month = period.from.slice(0, 7) as Month
          const whole = paymentOf({ ...period, monthlyAmount }, month, 'BY_DAYS')!
          expect(cents(whole.amount)).toBeLessThanOrEqual(cents(monthlyAmount))
          const cut = addDays(period.from, at)
          const parts = [
            { from: period.from, to: dayBefore(cut) < period.to ? dayBefore(cut) : period.to },
            { from: cut, to: period.to },
          ].map((part) => paymentOf({ ...part, monthlyAmount }, month, 'BY_DAYS'))
          expect(parts.reduce((days, part) => days + (part?.days ?? 0), 0)).toBe(whole.days)
        },
      ),
    )
  })
})

test('sums are made by funding source, in Estonian order, and over all of them', () => {
  const { bySource, all } = totals([
    { fundingSource: 'Õ', amount: '0.10' },
    { fundingSource: 'Z', amount: '0.20' },
    { fundingSource: 'Õ', amount: '660.05' },
  ])
  expect(bySource).toEqual([
    { fundingSource: 'Z', count: 1, amount: '0.20' },
    { fundingSource: 'Õ', count: 2, amount: '660.15' },
  ])
  expect(all).toBe('660.35')
  expect(totals([])).toEqual({ bySource: [], all: '0.00' })
})
