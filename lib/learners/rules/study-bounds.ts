import { addMonths, overlaps, type Day, type OpenPeriod, type Period } from '@/lib/shared/dates'

/** No payment, leave or mistaken year is longer. */
const mostMonths = 120

/** The main states that end studies. */
export const hasLeft = (state: string) =>
  ['EXMATRICULATED', 'GRADUATED', 'ADMISSION_ANNULLED', 'DISCONTINUED'].includes(state)

export type OutOfBounds =
  | { code: 'beforeStudies'; at: 'from'; params: { on: Day } }
  | { code: 'afterStudies'; at: 'to'; params: { on: Day } }

/** Why days can't be of a study place: they begin before it, or go on after the studies ended. Of documents and files. */
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

/** The years that a period may not be longer than, where it is; else null. */
export const tooManyYears = ({ from, to }: Period): number | null =>
  to >= addMonths(from, mostMonths) ? mostMonths / 12 : null
