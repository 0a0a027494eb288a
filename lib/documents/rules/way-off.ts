import type { DocumentState } from '@/lib/shared/generated/enums'
import { isEditable, type Party } from './lifecycle'

/**
 * How a registrant comes off an admission directive that is under way (spec 4 "Eemalda korralduselt ja uuenda
 * nimekirja"): TAKE_OFF at once from a draft; REOPEN first takes an issued one back; BY_DRAFTER: the user has no right
 * to it and learns whose it is; if nobody would stay, a document never sent is deleted instead (DELETE) and a sent one
 * cancelled (CANCEL); WAIT while DHIS is being asked.
 */
export type WayOff = 'TAKE_OFF' | 'REOPEN' | 'BY_DRAFTER' | 'DELETE' | 'CANCEL' | 'WAIT'

export function wayOff(
  {
    state,
    number,
    rows,
  }: { state: DocumentState; number: string | null; rows: readonly { studyPlaceId: string }[] },
  studyPlaceId: string,
  parties: readonly Party[],
): WayOff {
  if (!parties.includes('DRAFTER') && !parties.includes('SPECIAL_RIGHT')) return 'BY_DRAFTER'
  const open = isEditable(state)
  if (!open && state !== 'ISSUED') return 'WAIT'
  // A number is given at the first sending.
  if (rows.every((row) => row.studyPlaceId === studyPlaceId)) return number === null ? 'DELETE' : 'CANCEL'
  return open ? 'TAKE_OFF' : 'REOPEN'
}
