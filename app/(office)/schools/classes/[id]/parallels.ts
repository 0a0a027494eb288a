import type { Target } from '@/lib/schools/queries-transfers'
import { schoolYearOf } from '@/lib/schools/school-year'
import { parseDay } from '@/lib/shared/dates'

export const isTypedDay = (typed: string) => parseDay(typed) !== null

/** The chosen house's classes of the school year that the typed day falls in; none while it is no day yet. */
export function parallelsOn(target: Target | undefined, typed: string) {
  const day = parseDay(typed)
  if (!target || !day) return []
  return target.classes
    .filter(({ year }) => year === schoolYearOf(day))
    .map(({ id, label }) => ({ value: id, text: label }))
}
