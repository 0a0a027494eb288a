import { addDays, countDays, type Day, type Period } from '@/lib/shared/dates'

/** A leave as it bears on the nominal end; both days inclusive. `ours`: by a document of ours, not by an import. */
type LeaveOfPlace = Period & { ours: boolean; annulled: object | null }

/**
 * The last day of the nominal period of study: the day decided at the start, later by the length of every leave in force that
 * a document of ours gave (spec 2 "Types and kinds"); an imported end contains the imported leaves. Never stored.
 */
export function nominalEnd(decided: Day, leaves: readonly LeaveOfPlace[]): Day {
  const moving = leaves.filter(({ ours, annulled }) => ours && annulled === null)
  return addDays(
    decided,
    moving.reduce((sum, leave) => sum + countDays(leave), 0),
  )
}
