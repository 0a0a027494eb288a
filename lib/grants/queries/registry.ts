import { codeKnown } from '@/lib/deliveries/person-thread'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { GrantRecord } from '../rules/registry'

/** The grant behind one record of the national registry as it stands now; null when there never was one. */
export async function grantRecord(db: Db | Tx, registryId: string): Promise<GrantRecord | null> {
  return (await grantRecords(db, [registryId])).get(registryId) ?? null
}

/**
 * The grants behind records of the national registry, in one statement: of several grants that had a record one after
 * another, the one in force, else the last one annulled. Leaves out imported grants: whoever decided them has entered
 * them under an id that we don't know.
 */
export async function grantRecords(
  db: Db | Tx,
  registryIds: readonly string[],
): Promise<Map<string, GrantRecord>> {
  const rows = await db.$queryRaw<
    (Omit<GrantRecord, 'bornOn' | 'firstDay' | 'lastDay'> & {
      bornOn: Date | null
      firstDay: Date
      lastDay: Date
    })[]
  >`
    SELECT DISTINCT ON (g.registry_id) g.registry_id AS "registryId", g.id AS "grantId", g.learner_id AS "learnerId",
           coalesce(f.effective_to >= g.paid_from AND g.document_id IS NOT NULL, false) AS exists,
           ${codeKnown} AS "personalCode", l.born_on AS "bornOn",
           (SELECT s.value FROM learners_study_term s
             WHERE s.study_place_id = g.study_place_id AND s.aspect = 'CURRICULUM' AND s.from_on <= g.paid_from
               AND (s.to_on IS NULL OR s.to_on >= g.paid_from)) AS curriculum,
           t.code AS "typeCode", t.name AS "typeName", nullif(t.ehis_code, '') AS "ehisCode",
           g.paid_from AS "firstDay", coalesce(f.effective_to, g.paid_to) AS "lastDay",
           g.monthly_amount::text AS "monthlyAmount"
      FROM study_grant g JOIN grant_type t ON t.code = g.type_code JOIN learners_learner l ON l.id = g.learner_id
      LEFT JOIN LATERAL (SELECT f.effective_to FROM grants_in_force f WHERE f.id = g.id OFFSET 0) f ON true
     WHERE g.registry_id = ANY(${[...registryIds]}::uuid[])
     ORDER BY g.registry_id, g.annulled_at DESC NULLS FIRST`
  return new Map(
    rows.map((row) => [
      row.registryId,
      {
        ...row,
        bornOn: row.bornOn && dayFromDate(row.bornOn),
        firstDay: dayFromDate(row.firstDay),
        lastDay: dayFromDate(row.lastDay),
      },
    ]),
  )
}
