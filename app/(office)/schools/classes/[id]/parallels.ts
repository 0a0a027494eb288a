import type { Target } from '@/lib/schools/transfers/queries/transfers'
import { classesOn, turnsYear } from '@/lib/schools/transfers/rules/plan'
import { parseDay } from '@/lib/shared/dates'

/** The class whose pupils are moved. */
export type From = { year: number; number: number }

export const isTypedDay = (typed: string) => parseDay(typed) !== null

/** Whether the typed day is the first of the school year after the class's. */
export function isTurn(typed: string, from: From) {
  const day = parseDay(typed)
  return day !== null && turnsYear(day, from.year)
}

/**
 * The chosen house's classes that can receive the pupils on the typed day: of the school year of that day, with the
 * number that the pupils have then (`repeats`: they repeat the grade); none while the text is no day.
 */
export function parallelsOn(target: Target | undefined, typed: string, from: From, repeats: boolean) {
  const day = parseDay(typed)
  if (!target || !day) return []
  const then = classesOn(day, from, repeats)
  return target.classes
    .filter(({ year, number }) => year === then.year && number === then.number)
    .map(({ id, label }) => ({ value: id, text: label }))
}
