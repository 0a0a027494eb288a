import { visibleDocuments } from '@/lib/documents/visibility'
import { holds, reach, type Person } from '@/lib/office/access'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'

/**
 * Whose learner pages a person may see (spec 1 "Users and rights"), and how much of them: the study office everybody,
 * a unit's clerk and vice-dean those with a study place in the unit or on a document of the unit that they may see,
 * the finance office everybody's name and grants.
 */
export type LearnerScope = {
  units: 'ALL' | readonly string[]
  /** learners on documents of the units who have no study place there */
  also: readonly string[]
  /** only name and grants */
  grantsOnly: boolean
}

export async function learnerScope(db: Db, person: Person): Promise<LearnerScope> {
  if (holds(person, 'STUDY_OFFICE')) return { units: 'ALL', also: [], grantsOnly: false }
  const reached = reach(person, ['UNIT_CLERK', 'VICE_DEAN'])
  const units = reached === 'ALL' ? [] : [...reached]
  // Who is of the finance office sees everybody, but not more of them than the finance office does.
  if (holds(person, 'FINANCE')) return { units: 'ALL', also: [], grantsOnly: true }
  const rows = await db.documentRow.findMany({
    where: {
      document: { AND: [visibleDocuments(person), { unitId: { in: units } }] },
      learner: { studyPlaces: { none: { unitId: { in: units } } } },
    },
    distinct: ['learnerId'],
    select: { learnerId: true },
  })
  return { units, also: rows.map(({ learnerId }) => learnerId), grantsOnly: false }
}

/** The scope as a condition on `learner l`; nobody is there yet for whom a place is only reserved. */
export function inScope({ units, also }: LearnerScope): Prisma.Sql {
  if (units === 'ALL') return Prisma.sql`l.id NOT IN (${reservedAlone})`
  return Prisma.sql`((EXISTS (SELECT FROM study_place sp WHERE sp.learner_id = l.id AND sp.unit_id = ANY(${[...units]}::uuid[])
                       AND ${stands}) OR l.id = ANY(${[...also]}::uuid[])) AND l.id NOT IN (${reservedAlone}))`
}

/** `study_place sp` is more than reserved: one of continuing education has had a main state. */
export const stands = Prisma.sql`(sp.registrant_id IS NULL
  OR EXISTS (SELECT FROM study_term m WHERE m.study_place_id = sp.id AND m.aspect = 'MAIN_STATE'))`

const reservedAlone = Prisma.sql`
  SELECT r.learner_id FROM study_place r WHERE r.registrant_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM study_place sp WHERE sp.learner_id = r.learner_id AND ${stands})`
