import type { DocumentState } from '@/lib/shared/generated/enums'
import type { Party } from './lifecycle'

/**
 * How a registrant comes off an admission directive that is under way (spec 4 "Eemalda korralduselt ja uuenda nimekirja"):
 * TAKE_OFF from a draft at once; REOPEN takes an issued one back first; BY_DRAFTER has no right to it and is told whose it
 * is; NOBODY_STAYS cancels or deletes it instead; WAIT while DHIS is being asked.
 */
export type WayOff = 'TAKE_OFF' | 'REOPEN' | 'BY_DRAFTER' | 'NOBODY_STAYS' | 'WAIT'

export function wayOff(
  { state, rows }: { state: DocumentState; rows: readonly { studyPlaceId: string }[] },
  studyPlaceId: string,
  parties: readonly Party[],
): WayOff {
  if (!parties.includes('DRAFTER') && !parties.includes('SPECIAL_RIGHT')) return 'BY_DRAFTER'
  if (rows.every((row) => row.studyPlaceId === studyPlaceId)) return 'NOBODY_STAYS'
  if (state === 'DRAFT' || state === 'CHECKED') return 'TAKE_OFF'
  return state === 'ISSUED' ? 'REOPEN' : 'WAIT'
}
