import type { Day } from '@/lib/shared/dates'
import type { StudyPaper, StudyResult } from '@/lib/shared/generated/enums'

/** Tunnistus for those who passed, tõend for those who took part; none for absentees. */
export const paperOf: Record<StudyResult, StudyPaper | null> = {
  POSITIVE: 'CERTIFICATE',
  NEGATIVE: 'ATTENDANCE_PROOF',
  NO_SHOW: null,
}

/** `11441-18`: a number that only grows, and the year's last two digits. */
export const paperNumber = (running: number, on: Day) => `${running}-${on.slice(2, 4)}`
