import type { PlacementEnd } from '@/lib/shared/generated/enums'
import type { Day } from '@/lib/shared/dates'

/**
 * COMING: not begun; LEAVING: its end is set but not past; LEFT: lahkunud; OVER: its year is over; VOID: covers no day.
 */
export type PlacementState = 'COMING' | 'STUDYING' | 'LEAVING' | 'LEFT' | 'OVER' | 'VOID'

/** The facts that decide a state. `to`: the last day. */
export type PlacementSpan = { from: Day; to: Day; endedBy: PlacementEnd | null; voided: boolean }

/** The state of a placement on a day. The state `lahkunud` begins on the day after the last one. */
export function placementState({ from, to, endedBy, voided }: PlacementSpan, day: Day): PlacementState {
  if (voided) return 'VOID'
  if (to < day) return endedBy ? 'LEFT' : 'OVER'
  if (day < from) return 'COMING'
  return endedBy ? 'LEAVING' : 'STUDYING'
}
