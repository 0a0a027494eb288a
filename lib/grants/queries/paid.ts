import type { Db } from '@/lib/shared/db'
import type { Amount } from '@/lib/shared/money'
import { daysOfMonth, type Month } from '../rules/payments'

/**
 * The monthly amount that each person was paid in a month by a grant of this type, the largest of several: persons of
 * the unit's study places, and those named. One statement.
 */
export function paidInMonth(
  db: Db,
  typeCode: string,
  month: Month,
  { unitId, learnerIds }: { unitId: string; learnerIds: readonly string[] },
): Promise<{ learnerId: string; amount: Amount; ofUnit: boolean }[]> {
  const { from, to } = daysOfMonth(month)
  return db.$queryRaw`
    SELECT g.learner_id AS "learnerId", max(g.monthly_amount)::text AS amount, bool_or(sp.unit_id = ${unitId}::uuid) AS "ofUnit"
      FROM grants_in_force g JOIN learners_study_place sp ON sp.id = g.study_place_id
     WHERE g.type_code = ${typeCode} AND g.paid_from <= ${to}::date
       AND g.effective_to >= greatest(g.paid_from, ${from}::date)
       AND (sp.unit_id = ${unitId}::uuid OR g.learner_id = ANY(${[...learnerIds]}::uuid[]))
     GROUP BY 1`
}
