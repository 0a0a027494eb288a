import { holds, reach, type Person } from '@/lib/access/rights'
import { visibleDocuments } from '@/lib/documents/visibility'
import { stands } from '@/lib/learners/reserved'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Role } from '@/lib/shared/generated/enums'

/**
 * Whose learner pages a person may see (spec 1 "Users and rights"), and how much of them: the study office everybody,
 * a unit's clerk and vice-dean those with a study place in the unit or on a document of the unit that they may see,
 * a coordinator the same of continuing education alone, the finance office everybody's name and grants.
 */
export type LearnerScope = Those & {
  /** learners of whom only continuing education is visible */
  continuing: Those
  /** only name and grants */
  grantsOnly: boolean
}
type Those = {
  units: 'ALL' | readonly string[]
  /** learners on documents of the units who have no study place there */
  also: readonly string[]
}

const nobody: Those = { units: [], also: [] }

export async function learnerScope(db: Db | Tx, person: Person): Promise<LearnerScope> {
  const everybody = { units: 'ALL', also: [], continuing: nobody } as const
  if (holds(person, 'STUDY_OFFICE')) return { ...everybody, grantsOnly: false }
  // A user of the finance office, whatever other roles there are, sees everybody, but only names and grants.
  if (holds(person, 'FINANCE')) return { ...everybody, grantsOnly: true }
  const whole = await those(db, person, ['UNIT_CLERK', 'VICE_DEAN'], {})
  const continuing = holds(person, 'CE_CLERK')
    ? await those(db, person, ['CE_CLERK'], { registrantId: { not: null } })
    : nobody
  return { ...whole, continuing, grantsOnly: false }
}

/**
 * Learners with such a study place in the roles' units, or with one on a document of these units that the person sees.
 */
async function those(
  db: Db | Tx,
  person: Person,
  roles: readonly Role[],
  place: Prisma.LearnersStudyPlaceWhereInput,
): Promise<Those> {
  const reached = reach(person, roles)
  const units = reached === 'ALL' ? [] : [...reached]
  const rows = await db.documentsDocumentRow.findMany({
    where: {
      document: { AND: [visibleDocuments(person), { unitId: { in: units } }] },
      studyPlace: place,
      learner: { studyPlaces: { none: { ...place, unitId: { in: units } } } },
    },
    distinct: ['learnerId'],
    select: { learnerId: true },
  })
  return { units, also: rows.map(({ learnerId }) => learnerId) }
}

/** The scope as a condition on `learner l`; learners with only a reserved place are not in it yet. */
export const inScope = (scope: LearnerScope): Prisma.Sql =>
  Prisma.sql`((${seenWhole(scope)} OR ${placed(scope.continuing, Prisma.sql`sp.registrant_id IS NOT NULL`)})
              AND NOT ${reservedAlone})`

/** The person may see everything of `learner l`, not only continuing education. */
export const seenWhole = (scope: LearnerScope): Prisma.Sql => placed(scope, Prisma.sql`true`)

/** The person sees the `study_place sp` of a `learner l` in the scope. */
export const seenPlace = (scope: LearnerScope): Prisma.Sql =>
  Prisma.sql`(sp.registrant_id IS NOT NULL OR ${seenWhole(scope)})`

function placed({ units, also }: Those, such: Prisma.Sql): Prisma.Sql {
  if (units === 'ALL') return Prisma.sql`true`
  if (units.length + also.length === 0) return Prisma.sql`false`
  return Prisma.sql`(EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND sp.unit_id = ANY(${[...units]}::uuid[])
                              AND ${such} AND ${stands}) OR l.id = ANY(${[...also]}::uuid[]))`
}

/** All study places of `learner l` are merely reserved. */
const reservedAlone = Prisma.sql`
  (EXISTS (SELECT FROM learners_study_place r WHERE r.learner_id = l.id AND r.registrant_id IS NOT NULL)
   AND NOT EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND ${stands}))`
