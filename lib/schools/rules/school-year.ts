import type { Day } from '@/lib/shared/dates'

/**
 * A school year runs from 1 September to 31 August (põhikooli- ja gümnaasiumiseadus § 24) and is named by the calendar
 * year in which it begins.
 */

/** The school year of a day: 2026 for 31.08.2027, 2027 for 01.09.2027. */
export const schoolYearOf = (day: Day): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)

/** 2026/2027 */
export const yearLabel = (year: number) => `${year}/${year + 1}`

export const firstDayOf = (year: number): Day => `${year}-09-01`
export const lastDayOf = (year: number): Day => `${year + 1}-08-31`

/** 3.a */
export const classLabel = ({ number, parallel }: { number: number; parallel: string }) =>
  `${number}.${parallel}`
