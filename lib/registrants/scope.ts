import { reach, within, type Person } from '@/lib/access/rights'

/** Who edits continuing education, and who sees it (spec 1 "Users and rights"). */
const keepers = ['CE_CLERK', 'STUDY_OFFICE'] as const
const readers = [...keepers, 'VICE_DEAN'] as const

/** The programmes that the person sees: those of the units within reach of any role. */
export function visibleProgrammes(person: Person): { unitId?: { in: string[] } } {
  const units = reach(person, readers)
  return units === 'ALL' ? {} : { unitId: { in: [...units] } }
}

/** Whether the person may change the programmes of a unit, their runs and their registrants. */
export const mayKeep = (person: Person, unitId: string) => within(reach(person, keepers), unitId)

/** The units whose programmes the person may edit. */
export const keptUnits = (person: Person) => reach(person, keepers)
