import type { Settings } from '@/lib/settings/settings'
import { addMonths, commonDays, dayBefore, type Day, type Period } from '@/lib/shared/dates'
import { cents, fromCents, sumAmounts, type Amount } from '@/lib/shared/money'

/** A calendar month 'YYYY-MM'. */
export type Month = `${number}-${number}`

/** The payment for a month that is only partly paid for (spec 3 "Amounts"): its whole amount, or by its paid days. */
export type PartMonth = Settings['partMonth']

/**
 * '2026-11', or as people write it, 11.2026; spaces around allowed. null for anything else, or if there is no such
 * month.
 */
export function parseMonth(typed: string): Month | null {
  const parts = /^(\d{4})-(\d\d)$/.exec(typed.trim()) ?? /^(\d{1,2})\.(\d{4})$/.exec(typed.trim())
  if (!parts) return null
  const [year, month] =
    parts[1]!.length === 4 ? [parts[1]!, parts[2]!] : [parts[2]!, parts[1]!.padStart(2, '0')]
  const inRange = Number(year) >= 1900 && Number(year) <= 2199 && Number(month) >= 1 && Number(month) <= 12
  return inRange ? (`${year}-${month}` as Month) : null
}

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month

/** The month's first and last day. */
export function daysOfMonth(month: Month): Period {
  const first: Day = `${month}-01` as Day
  return { from: first, to: dayBefore(addMonths(first, 1)) }
}

/** The month `count` months later; a negative count goes back. */
export const laterMonth = (month: Month, count: number): Month =>
  monthOf(addMonths(daysOfMonth(month).from, count))

/** What a grant costs in a month. `days` are paid for, of `monthDays` the month has. */
export type Payment = { days: number; monthDays: number; amount: Amount }

/**
 * A grant's payment for a month. In: its first and *effective* last day, both inclusive, and its monthly amount. Out:
 * null when no day of the month is paid for (a void grant has none); a whole month is its amount exactly, a part of one
 * its amount too (WHOLE) or amount × paid days ÷ days of the month, to the cent, half a cent up (BY_DAYS).
 */
export function paymentOf(
  { monthlyAmount, ...grant }: Period & { monthlyAmount: Amount },
  month: Month,
  partMonth: PartMonth,
): Payment | null {
  const whole = daysOfMonth(month)
  const paid = grant.to < grant.from ? null : commonDays(grant, whole)
  if (paid === null) return null
  const [days, monthDays] = [dayCount(paid), dayCount(whole)]
  if (partMonth === 'WHOLE' || days === monthDays) return { days, monthDays, amount: monthlyAmount }
  return { days, monthDays, amount: fromCents(share(cents(monthlyAmount), days, monthDays)) }
}

/** A grant's payment from its first day to its last, month by month as above. */
export function sumOver(paid: Period, monthlyAmount: Amount, partMonth: PartMonth): Amount {
  const amounts: Amount[] = []
  for (let month = monthOf(paid.from); month <= monthOf(paid.to); month = laterMonth(month, 1)) {
    amounts.push(paymentOf({ ...paid, monthlyAmount }, month, partMonth)!.amount)
  }
  return sumAmounts(amounts)
}

const dayCount = ({ from, to }: Period) => Number(to.slice(8)) - Number(from.slice(8)) + 1

/** `part` of `whole` of a sum of cents, half a cent up. */
const share = (sum: bigint, part: number, whole: number) =>
  (sum * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n)

/** Sums of payments of one funding source. */
export type SourceSum = { fundingSource: string; count: number; amount: Amount }

/**
 * Sums by funding source, in the order of the sources' names in Estonian, and the sum of all; of payments, or of sums of
 * parts of them.
 */
export function totals(payments: readonly { fundingSource: string; amount: Amount; count?: number }[]): {
  bySource: SourceSum[]
  all: Amount
} {
  const bySource = Map.groupBy(payments, ({ fundingSource }) => fundingSource)
  const amountOf = ({ amount }: { amount: Amount }) => amount
  return {
    bySource: [...bySource]
      .map(([fundingSource, each]) => ({
        fundingSource,
        count: each.reduce((sum, { count = 1 }) => sum + count, 0),
        amount: sumAmounts(each.map(amountOf)),
      }))
      .toSorted((a, b) => a.fundingSource.localeCompare(b.fundingSource, 'et')),
    all: sumAmounts(payments.map(amountOf)),
  }
}
