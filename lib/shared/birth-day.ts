import { parseDay, type Day } from './dates'

/** Nobody whose day of birth is told was born earlier, in years. */
export const mostYearsAgo = 120

/** A day of birth in any way a day is typed; a year of two digits is taken as a past one. null = no day. */
export function parseBirthDay(typed: string, today: Day): Day | null {
  const [, begin, year] = /^(\d{1,2}\.\d{1,2}\.)(\d\d)$/.exec(typed.trim()) ?? []
  if (!begin) return parseDay(typed)
  const recent = parseDay(`${begin}20${year}`)
  return recent && recent <= today ? recent : parseDay(`${begin}19${year}`)
}

/** Why nobody can have been born on a day; null = somebody can. */
export function birthDayFault(born: Day, today: Day): 'AHEAD' | 'LONG_AGO' | null {
  if (born > today) return 'AHEAD'
  return born < `${Number(today.slice(0, 4)) - mostYearsAgo}${today.slice(4)}` ? 'LONG_AGO' : null
}
