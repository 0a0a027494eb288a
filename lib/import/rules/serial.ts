import type { Day } from '@/lib/shared/dates'

const dayLength = 86_400_000
/** Days from 1 January 1900 to 1904, where the other count begins. */
const between = 1462

/**
 * The day of a spreadsheet's serial number, a time of day left off: 1 is 1 January 1900, and 60 a day that never was
 * (29 February 1900). Null outside the years 1900 to 2199.
 */
export function dayOfSerial(serial: number, from1904: boolean): Day | null {
  const count = Math.floor(serial) + (from1904 ? between : 0)
  if (!(count >= 1) || count === 60 || count > 109_574) return null
  return new Date(Date.UTC(1899, 11, count < 60 ? 31 : 30) + count * dayLength)
    .toISOString()
    .slice(0, 10) as Day
}

/** The day of a cell that writes it as '2026-09-01' or with a time behind it. */
export function isoDay(text: string): { day: Day } | null {
  const [, written] = /^((?:19|20|21)\d\d-\d\d-\d\d)(?:T.*)?$/.exec(text.trim()) ?? []
  const day = written && new Date(`${written}T00:00:00Z`)
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)
    ? { day: written as Day }
    : null
}

/** A number's text as one would type it; the noise of binary fractions (0.30000000000000004) is cut off. */
export function numberText(written: string): string {
  const number = Number(written)
  if (Number.isSafeInteger(number)) return String(number)
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') || !Number.isFinite(number) ? written : text
}
