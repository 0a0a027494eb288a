import { recordEffects } from '@/lib/learners/commands/effects'
import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { grantRules } from '../queries/facts'
import { endOf, type EndingEvent } from '../rules/endings'

/**
 * Gives the grants of a registered directive, one per row, in three statements: the grants, the ends carried over from
 * replaced ones, and the effects recorded of the grants. `rows` is a query of the caller's own room: row_id,
 * learner_id, study_place_id, paid_from, paid_to (both days are paid for), monthly_amount, funding_source,
 * bank_account, and base_row_id, the row whose grant this one replaces: the record in the registry stays the same. The
 * secondary state `Õppetoetusel või riiklikul stipendiumil` follows from the grant (view grants_secondary_state).
 * Returns the grants' ids and records by row id.
 */
export async function giveGrants(
  tx: Tx,
  { documentId, grantType }: { documentId: string; grantType: string },
  rows: Prisma.Sql,
): Promise<Map<string, { id: string; registryId: string }>> {
  const given = await tx.$queryRaw<{ rowId: string; id: string; registryId: string }[]>`
    INSERT INTO study_grant (learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source,
                             bank_account, document_id, row_id, registry_id)
    SELECT g.learner_id, g.study_place_id, ${grantType}, g.paid_from, g.paid_to, g.monthly_amount, g.funding_source,
           g.bank_account, ${documentId}::uuid, g.row_id, coalesce(replaced.registry_id, gen_random_uuid())
      FROM (${rows}) AS g LEFT JOIN study_grant replaced ON replaced.row_id = g.base_row_id
    RETURNING row_id AS "rowId", id, registry_id AS "registryId"`
  await carryEnds(tx, documentId)
  await recordEffects(
    tx,
    Prisma.sql`
    SELECT document_id, row_id, learner_id, 'GRANT', id, NULL::jsonb,
           jsonb_build_object('from', paid_from, 'to', paid_to, 'amount', monthly_amount::text, 'fundingSource', funding_source)
      FROM study_grant WHERE document_id = ${documentId}::uuid`,
  )
  return new Map(given.map(({ rowId, ...ids }) => [rowId, ids]))
}

/** Whatever ended a replaced grant also ends its replacement, except a leave before the replacement's first day. */
const carryEnds = (tx: Tx, documentId: string) => tx.$executeRaw`
  INSERT INTO grant_end (grant_id, cause, document_id, row_id, last_paid_on, undone_at)
  SELECT DISTINCT ON (g.id, e.row_id) g.id, e.cause, e.document_id, e.row_id, e.last_paid_on, e.undone_at
    FROM study_grant g JOIN study_grant old ON old.registry_id = g.registry_id AND old.id <> g.id
    JOIN grant_end e ON e.grant_id = old.id
   WHERE g.document_id = ${documentId}::uuid AND (e.cause <> 'ACADEMIC_LEAVE' OR e.last_paid_on >= g.paid_from - 1)
     AND NOT EXISTS (SELECT FROM grant_end same WHERE same.grant_id = g.id AND same.row_id = e.row_id)`

/** Annuls the grants of these rows, as though they had never been in force; they stay as a record. */
export const annulGrants = (tx: Tx, rowIds: readonly string[], at: Date) => tx.$executeRaw`
  UPDATE study_grant SET annulled_at = ${at} WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND annulled_at IS NULL`

/** Puts the grants of these rows in force again, with every end that they got meanwhile. */
export const restoreGrants = (tx: Tx, rowIds: readonly string[]) => tx.$executeRaw`
  UPDATE study_grant SET annulled_at = NULL WHERE row_id = ANY(${[...rowIds]}::uuid[])`

/** An event of one row that may end payments: of the study place's grants, or of the one grant it names. */
export type Ending = { rowId: string; studyPlaceId: string; grantId?: string; event: EndingEvent }

/**
 * Ends the grants that the events end (endings.ts), as rows of their own; the earliest live one counts. Annulled grants
 * get ends too, so that one put in force again has those that came meanwhile. A type's rules may except a cause. Three
 * statements, however many rows.
 */
export async function endGrants(tx: Tx, documentId: string, endings: readonly Ending[]): Promise<void> {
  const grants = await tx.$queryRaw<
    { id: string; studyPlaceId: string; typeCode: string; from: Day; to: Day }[]
  >`
    SELECT id, study_place_id AS "studyPlaceId", type_code AS "typeCode", paid_from::text AS "from", paid_to::text AS "to"
      FROM study_grant
     WHERE study_place_id = ANY(${[...new Set(endings.map((ending) => ending.studyPlaceId))]}::uuid[])`
  const ofPlace = Map.groupBy(grants, (grant) => grant.studyPlaceId)
  const ofType = Map.groupBy(await grantRules(tx, { rule: 'OUTLASTS' }), ({ given }) => given)
  const ends = endings.flatMap(({ rowId, studyPlaceId, grantId, event }) =>
    (ofPlace.get(studyPlaceId) ?? [])
      .filter(({ id }) => grantId === undefined || id === grantId)
      .flatMap((grant) => {
        const lastPaidOn = endOf(event, grant, ofType.get(grant.typeCode) ?? [])
        return lastPaidOn ? [{ grantId: grant.id, cause: event.cause, rowId, lastPaidOn }] : []
      }),
  )
  await tx.$executeRaw`
    INSERT INTO grant_end (grant_id, cause, document_id, row_id, last_paid_on)
    SELECT "grantId", cause, ${documentId}::uuid, "rowId", "lastPaidOn"
      FROM json_to_recordset(${JSON.stringify(ends)}::json)
           AS e("grantId" uuid, cause text, "rowId" uuid, "lastPaidOn" date)`
}

/** Undoes the ends that these rows caused; ends from other causes stay. */
export const liftEnds = (tx: Tx, rowIds: readonly string[], at: Date) => tx.$executeRaw`
  UPDATE grant_end SET undone_at = ${at} WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND undone_at IS NULL`

export const restoreEnds = (tx: Tx, rowIds: readonly string[]) => tx.$executeRaw`
  UPDATE grant_end SET undone_at = NULL WHERE row_id = ANY(${[...rowIds]}::uuid[])`

/** Takes back an imported allowance that was imported twice; one of our own documents stays as it is. */
export const takeBackImported = (tx: Tx, grantId: string, at: Date) => tx.$executeRaw`
  UPDATE study_grant SET annulled_at = ${at}, twin = 0 WHERE id = ${grantId}::uuid AND document_id IS NULL`
