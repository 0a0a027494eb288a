import { holds, reach, type Person } from '@/lib/access/rights'
import { documentScope } from '@/lib/documents/visibility'
import { stands } from '@/lib/learners/reserved'
import { Prisma } from '@/lib/shared/generated/client'
import type { Role } from '@/lib/shared/generated/enums'

/**
 * Whose learner pages a person may see (spec 1 "Users and rights"), and how much of them: the study office everybody,
 * a unit's clerk and vice-dean those with a study place in the unit or on a document of the unit that they may see,
 * a coordinator the same of continuing education alone, the finance office everybody's name and grants.
 */
export type LearnerScope = {
  person: Person
  units: 'ALL' | readonly string[]
  /** units of whose learners only continuing education is visible */
  continuing: readonly string[]
  /** only name and grants */
  grantsOnly: boolean
}

export function learnerScope(person: Person): LearnerScope {
  const everybody = { person, units: 'ALL', continuing: [] } as const
  if (holds(person, 'STUDY_OFFICE')) return { ...everybody, grantsOnly: false }
  // Whoever is also of the finance office sees everybody, but of the others no more than the finance office does.
  if (holds(person, 'FINANCE')) return { ...everybody, grantsOnly: true }
  return {
    person,
    units: unitsOf(person, ['UNIT_CLERK', 'VICE_DEAN']),
    continuing: unitsOf(person, ['CE_CLERK']),
    grantsOnly: false,
  }
}

function unitsOf(person: Person, roles: readonly Role[]): readonly string[] {
  const reached = reach(person, roles)
  return reached === 'ALL' ? [] : reached
}

/** The scope as a condition on `learner l`; learners with only a reserved place are not in it yet. */
export const inScope = (scope: LearnerScope): Prisma.Sql =>
  Prisma.sql`((${seenWhole(scope)} OR ${placed(scope.person, scope.continuing, ofRegistrants)}) AND NOT ${reservedAlone})`

/** The person may see everything of `learner l`, not only continuing education. */
export const seenWhole = ({ person, units }: LearnerScope): Prisma.Sql =>
  units === 'ALL' ? Prisma.sql`true` : placed(person, units, Prisma.sql`true`)

/** The person sees the `study_place sp` of a `learner l` in the scope. */
export const seenPlace = (scope: LearnerScope): Prisma.Sql =>
  Prisma.sql`(sp.registrant_id IS NOT NULL OR ${seenWhole(scope)})`

const ofRegistrants = Prisma.sql`sp.registrant_id IS NOT NULL`

/**
 * `learner l` has such a `study_place sp` in the units, or one on a document of these units that the person sees; asked for
 * each learner alone (OFFSET 0), because it is asked of few.
 */
function placed(person: Person, units: readonly string[], such: Prisma.Sql): Prisma.Sql {
  if (units.length === 0) return Prisma.sql`false`
  return Prisma.sql`(EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND ${within(Prisma.sql`sp.unit_id`, units)}
                              AND ${such} AND ${stands} OFFSET 0)
                  OR EXISTS (SELECT FROM documents_document_row r JOIN documents_document d ON d.id = r.document_id
                               JOIN learners_study_place sp ON sp.id = r.study_place_id
                              WHERE r.learner_id = l.id AND ${within(Prisma.sql`d.unit_id`, units)} AND ${documentScope(person)} AND ${such} OFFSET 0))`
}

/** All study places of `learner l` are merely reserved; asked for each learner with a registrant alone. */
const reservedAlone = Prisma.sql`
  (EXISTS (SELECT FROM learners_study_place r WHERE r.learner_id = l.id AND r.registrant_id IS NOT NULL)
   AND NOT EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND ${stands} OFFSET 0))`

/**
 * The scope in parts, each of which an index holds in the order of names, as `(id, last_name, first_name)`; a learner may
 * be in several. null for those who see everybody or nobody.
 */
export function partsOf({ person, units, continuing }: LearnerScope): Prisma.Sql[] | null {
  if (units === 'ALL' || units.length + continuing.length === 0) return null
  return [...ofUnits(person, units), ...ofUnits(person, continuing, ofRegistrants)]
}

function ofUnits(person: Person, units: readonly string[], such?: Prisma.Sql): Prisma.Sql[] {
  if (units.length === 0) return []
  return [
    ...units.map(
      (unit) => Prisma.sql`
        SELECT sp.learner_id AS id, sp.last_name, sp.first_name FROM learners_study_place sp
         WHERE sp.unit_id = ${unit}::uuid AND ${such ?? Prisma.sql`true`} AND ${stands}`,
    ),
    ...units.map(
      (unit) => Prisma.sql`
        SELECT r.learner_id AS id, r.last_name, r.first_name FROM documents_document_row r
         WHERE r.document_unit_id = ${unit}::uuid AND r.document_unit_id <> r.unit_id AND NOT ${within(Prisma.sql`r.unit_id`, units)}
           AND EXISTS (SELECT FROM documents_document d WHERE d.id = r.document_id AND ${documentScope(person)} OFFSET 0)
           AND ${such ? Prisma.sql`EXISTS (SELECT FROM learners_study_place sp WHERE sp.id = r.study_place_id AND ${such} OFFSET 0)` : Prisma.sql`true`}`,
    ),
  ]
}

const within = (column: Prisma.Sql, units: readonly string[]) =>
  Prisma.sql`${column} = ANY(${[...units]}::uuid[])`
