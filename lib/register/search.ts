import { stands } from '@/lib/learners/reserved'
import type { PlaceFilter } from '@/lib/learners/schema'
import { unitNamed } from '@/lib/settings/queries/units'
import type { Day } from '@/lib/shared/dates'
import { Prisma } from '@/lib/shared/generated/client'

/** The filter as a condition on `study_place sp` as of a day. */
export function fits(filter: PlaceFilter, on: Day): Prisma.Sql {
  const terms = [
    ['LOAD', filter.load],
    ['FUNDING', filter.funding],
    ['CURRICULUM', filter.curriculum],
    ['MAIN_STATE', filter.mainState],
  ] as const
  return Prisma.join(
    [
      stands,
      ...(filter.unit ? [Prisma.sql`sp.unit_id = ${unitNamed(filter.unit)}`] : []),
      ...(filter.level ? [Prisma.sql`sp.level = ${filter.level}::"Level"`] : []),
      ...terms.flatMap(([aspect, value]) =>
        value
          ? [
              Prisma.sql`EXISTS (SELECT FROM learners_study_term t WHERE t.study_place_id = sp.id
                AND t.aspect = ${aspect}::"TermAspect" AND t.value = ${value}
                AND t.from_on <= ${on}::date AND (t.to_on IS NULL OR t.to_on >= ${on}::date))`,
            ]
          : [],
      ),
    ],
    ' AND ',
  )
}

/** The terms of `study_place sp` on a day, joined as `now`: curriculum (its name), load, funding, main_state. */
export const termsOn = (on: Day) => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT coalesce(max(c.name), max(t.value) FILTER (WHERE t.aspect = 'CURRICULUM')) AS curriculum,
           max(t.value) FILTER (WHERE t.aspect = 'LOAD') AS load,
           max(t.value) FILTER (WHERE t.aspect = 'FUNDING') AS funding,
           max(t.value) FILTER (WHERE t.aspect = 'MAIN_STATE') AS main_state
      FROM learners_study_term t LEFT JOIN learners_curriculum c ON t.aspect = 'CURRICULUM' AND c.code = t.value
     WHERE t.study_place_id = sp.id AND t.from_on <= ${on}::date AND (t.to_on IS NULL OR t.to_on >= ${on}::date)
  ) now ON true`
