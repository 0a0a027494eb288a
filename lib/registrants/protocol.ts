import type { Day } from '@/lib/shared/dates'
import type { StudyPaper, StudyResult } from '@/lib/shared/generated/enums'

/** Tunnistus for whoever passed, tõend for whoever took part; whoever didn't come gets none. */
export const paperOf: Record<StudyResult, StudyPaper | null> = {
  POSITIVE: 'CERTIFICATE',
  NEGATIVE: 'ATTENDANCE_PROOF',
  NO_SHOW: null,
}

/** `11441-18`: a number that only grows, and the year's last two digits. */
export const paperNumber = (running: number, on: Day) => `${running}-${on.slice(2, 4)}`

/** Where people stand with us and in Juhan before results are given. */
export type Side = { name: string; admitted: boolean; inJuhan: boolean }

/** `Kas registreerunute arv Olekus ja Juhanis läheb kokku?`: the counts, and who makes the difference. */
export function compareSides(sides: readonly Side[]) {
  return {
    ours: sides.filter(({ admitted }) => admitted).length,
    theirs: sides.filter(({ inJuhan }) => inJuhan).length,
    differing: sides.filter(({ admitted, inJuhan }) => admitted !== inJuhan).map(({ name }) => name),
  }
}
