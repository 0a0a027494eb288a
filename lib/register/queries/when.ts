import type { Day, OpenPeriod } from '@/lib/shared/dates'

/** Whether a period lies before, around or after the day of asking; one without days (a void grant) never is. */
export type When = 'COMING' | 'NOW' | 'ENDED' | 'VOID'

export function when({ from, to }: OpenPeriod, on: Day): When {
  if (to !== null && to < from) return 'VOID'
  if (from > on) return 'COMING'
  return to !== null && to < on ? 'ENDED' : 'NOW'
}
