import { addMonths, overlaps, type Day, type OpenPeriod, type Period } from '@/lib/shared/dates'

/** The longest payment or leave; anything longer is a mistaken year. */
const mostMonths = 120

/** How far ahead studies, or a value of theirs, can begin; a later day is a mistaken year. */
const mostMonthsAhead = 60

/** The main states that end studies. */
export const hasLeft = (state: string) =>
  ['EXMATRICULATED', 'GRADUATED', 'ADMISSION_ANNULLED', 'DISCONTINUED'].includes(state)

export type OutOfBounds =
  | { code: 'beforeStudies'; at: 'from'; params: { on: Day } }
  | { code: 'afterStudies'; at: 'to'; params: { on: Day } }

/**
 * Why days can't belong to a study place: they begin before it, or go on after the studies ended. For documents and
 * files.
 */
export function outsideStudies(
  period: Period,
  startedOn: Day,
  mainStates: readonly (OpenPeriod & { value: string })[],
): OutOfBounds[] {
  const over = mainStates.find((term) => hasLeft(term.value) && overlaps(period, term))
  return [
    ...(period.from < startedOn
      ? [{ code: 'beforeStudies', at: 'from', params: { on: startedOn } } as const]
      : []),
    ...(over ? [{ code: 'afterStudies', at: 'to', params: { on: over.from } } as const] : []),
  ]
}

/** The most years of a period, if it is longer; else null. */
export const tooManyYears = ({ from, to }: Period): number | null =>
  to >= addMonths(from, mostMonths) ? mostMonths / 12 : null

/** The most years ahead that studies or a value of theirs can begin, if a day is later; else null. */
export const tooFarAhead = (day: Day, today: Day): number | null =>
  day > addMonths(today, mostMonthsAhead) ? mostMonthsAhead / 12 : null
