import type { PlacementEnd } from '@/lib/shared/generated/enums'
import type { Day } from '@/lib/shared/dates'

/** COMING: not begun; LEAVING: its end is set, and not past; LEFT: lahkunud; OVER: its year is over; VOID: holds no day. */
export type PlacementState = 'COMING' | 'STUDYING' | 'LEAVING' | 'LEFT' | 'OVER' | 'VOID'

/** What a state is reckoned from. `to`: the last day. */
export type Standing = { from: Day; to: Day; endedBy: PlacementEnd | null; voided: boolean }

/** How a placement stands on a day. Whatever depends on `lahkunud` counts from the day after its last. */
export function placementState({ from, to, endedBy, voided }: Standing, day: Day): PlacementState {
  if (voided) return 'VOID'
  if (to < day) return endedBy ? 'LEFT' : 'OVER'
  if (day < from) return 'COMING'
  return endedBy ? 'LEAVING' : 'STUDYING'
}
