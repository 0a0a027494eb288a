import { utc } from '@date-fns/utc'
import { addMonths as monthsLater, differenceInCalendarDays, getDaysInMonth } from 'date-fns'

/** A calendar day 'YYYY-MM-DD': no time, no zone. Days compare with < and >. */
export type Day = `${number}-${number}-${number}`

/** Both ends belong to the period. One whose end lies before its start has no days (a void grant). */
export type Period = { from: Day; to: Day }

/** A period that may have no last day yet (`to: null` = for ever). */
export type OpenPeriod = { from: Day; to: Day | null }

const tallinn = 'Europe/Tallinn'
/** of a day in UTC, in milliseconds */
const dayLength = 86_400_000

/** A real calendar day of the years 1900–2199, written 'YYYY-MM-DD'. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
  return parts !== null && dayOf(parts[1]!, parts[2]!, parts[3]!) !== null
}

/**
 * What a person typed, blanks around allowed: 21.11.2026, 21.11.26 (always 20xx), 21112026, 21-11-2026,
 * 21. november 2026, 2026-11-21, 2026.11.21 or 2026/11/21. A time behind the day is left off; of one with a zone the day
 * is Estonia's. Anything else, a day that is not in the calendar, and 11/21/2026, which has two readings, is null.
 */
export function parseDay(typed: string): Day | null {
  const [, text, time, zone] =
    /^\s*(.*?\d)(?:[T ](\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?\s*$/.exec(typed) ?? []
  if (!text) return null
  const iso = /^(\d{4})([-./])(\d\d)\2(\d\d)$/.exec(text)
  const day = iso ? dayOf(iso[1]!, iso[3]!, iso[4]!) : estonianDay(text)
  if (!day || !zone) return day
  const instant = new Date(`${day}T${time!.padStart(5, '0')}${zone}`)
  return Number.isNaN(instant.getTime()) ? null : dayInTallinn(instant)
}

function estonianDay(text: string): Day | null {
  const named = /^(\d{1,2})\. ?(\p{L}+) (\d{4})$/u.exec(text)
  if (named) {
    const month = monthNames.indexOf(named[2]!.toLowerCase()) + 1
    return month > 0 ? dayOf(named[3]!, String(month), named[1]!) : null
  }
  const parts =
    /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)$/.exec(text) ??
    /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ??
    /^(\d\d)(\d\d)(\d{4})$/.exec(text)
  if (!parts) return null
  const year = parts[3]!
  return dayOf(year.length === 2 ? `20${year}` : year, parts[2]!, parts[1]!)
}

const monthNames =
  'jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember'.split(' ')

function dayOf(year: string, month: string, day: string): Day | null {
  const inRange = Number(year) >= 1900 && Number(year) <= 2199
  if (!inRange || !isInCalendar(Number(year), Number(month), Number(day))) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as Day
}

/** Whether the calendar has the day, of four-digit years; months from 1. The same in every time zone. */
export const isInCalendar = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= getDaysInMonth(Date.UTC(year, month - 1), { in: utc })

/** 21.11.2026 */
export function showDay(day: Day): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}

/** 01.09.2026–31.08.2027, as everywhere on our pages. */
export function showPeriod({ from, to }: Period): string {
  return `${showDay(from)}–${showDay(to)}`
}

/** 01.09.2026 - 31.08.2027, as in the sentences taken from the office's own manuals. */
export function seedPeriod({ from, to }: Period): string {
  return `${showDay(from)} - ${showDay(to)}`
}

// Days are reckoned in UTC alone, whose days all have 24 hours; in the process's zone a day or a night goes missing. Adding
// days is written out: the warnings of 5,000 rows ask for tens of thousands of days, and this is ten times quicker.

/** The day `count` days later; a negative count goes back. */
export function addDays(day: Day, count: number): Day {
  if (count === 0) return day
  return dayFromDate(new Date(dateFromDay(day).getTime() + count * dayLength))
}

export function dayBefore(day: Day): Day {
  return addDays(day, -1)
}

export function dayAfter(day: Day): Day {
  return addDays(day, 1)
}

/** The number of days in a period; 0 for a void one that ends the day before it begins. */
export const countDays = ({ from, to }: Period): number =>
  differenceInCalendarDays(dateFromDay(to), dateFromDay(from), { in: utc }) + 1

/** The same day of a later month, or that month's last day when it is shorter (31.01 + 1 = 28.02). */
export const addMonths = (day: Day, count: number): Day =>
  dayFromDate(monthsLater(dateFromDay(day), count, { in: utc }))

/** The days both periods have, or null when they share none. A void period shares none. */
export function commonDays(a: Period, b: OpenPeriod): Period | null
export function commonDays(a: OpenPeriod, b: OpenPeriod): OpenPeriod | null
export function commonDays(a: OpenPeriod, b: OpenPeriod): OpenPeriod | null {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to === null ? b.to : b.to === null ? a.to : earliest(a.to, b.to)
  return to !== null && to < from ? null : { from, to }
}

/** Whether the periods share a day: one common day does, adjacent periods do not. */
export function overlaps(a: OpenPeriod, b: OpenPeriod): boolean {
  return commonDays(a, b) !== null
}

/** The days of a period outside all of `taken` (any order, may overlap), as stretches in order. */
export function daysOutside(period: Period, taken: readonly OpenPeriod[]): Period[] {
  const stretches: Period[] = []
  let from = period.from
  for (const stretch of taken.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const common = commonDays({ from, to: period.to }, stretch)
    if (common === null) continue
    if (from < common.from) stretches.push({ from, to: dayBefore(common.from) })
    if (common.to === period.to) return stretches
    from = dayAfter(common.to)
  }
  return period.to < from ? stretches : [...stretches, { from, to: period.to }]
}

/** The days of a period inside any of `taken`, as stretches in order that do not touch. */
export function daysInside(period: Period, taken: readonly OpenPeriod[]): Period[] {
  const stretches: Period[] = []
  const common = taken.flatMap((stretch) => commonDays(period, stretch) ?? [])
  for (const stretch of common.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = stretches.at(-1)
    if (!last || dayAfter(last.to) < stretch.from) stretches.push(stretch)
    else if (last.to < stretch.to) last.to = stretch.to
  }
  return stretches
}

export function earliest(first: Day, ...others: Day[]): Day {
  return others.reduce((least, day) => (day < least ? day : least), first)
}

/** From the database: a `@db.Date` column arrives as UTC midnight. With `dateFromDay` the only bridge. */
export function dayFromDate(date: Date): Day {
  const place = Math.floor(date.getTime() / dayLength)
  let day = written.get(place)
  if (day === undefined) written.set(place, (day = date.toISOString().slice(0, 10) as Day))
  return day
}

/** Days already written out, by their place since 1970: offices live in few years, and writing one out is slow. */
const written = new Map<number, Day>()

/** To the database: UTC midnight of the day, for a `@db.Date` column. */
export function dateFromDay(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

const dayClock = new Intl.DateTimeFormat('sv-SE', { timeZone: tallinn, dateStyle: 'short' })
const timeClock = new Intl.DateTimeFormat('sv-SE', { timeZone: tallinn, timeStyle: 'short' })

/** The calendar day in Estonia at an instant. */
export function dayInTallinn(instant: Date): Day {
  return dayClock.format(instant) as Day
}

/** The instant at which a day begins in Estonia. */
export function startInTallinn(day: Day): Date {
  const midnight = dateFromDay(day).getTime()
  const summer = new Date(midnight - 3 * 3_600_000)
  return dayInTallinn(summer) === day ? summer : new Date(midnight - 2 * 3_600_000)
}

/** 14.05, the time in Estonia at an instant. */
export function showTime(instant: Date): string {
  return timeClock.format(instant).replace(':', '.')
}

/** 21.11.2026 kell 14.05 (en: 21.11.2026 at 14.05), the time in Estonia at an instant. */
export function showInstant(instant: Date, locale: 'et' | 'en' = 'et'): string {
  return `${showDay(dayInTallinn(instant))} ${locale === 'et' ? 'kell' : 'at'} ${showTime(instant)}`
}
