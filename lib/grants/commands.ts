import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import type { Amount } from '@/lib/shared/money'

/** What one row of a grant directive gives: both days are paid for. */
export type GrantToGive = {
  rowId: string
  learnerId: string
  studyPlaceId: string
  paidFrom: Day
  paidTo: Day
  monthlyAmount: Amount
  fundingSource: string
  bankAccount: string
}

/**
 * Gives the grants of a registered directive, one a row, in one statement. The secondary state
 * `Õppetoetusel või riiklikul stipendiumil` follows from the grant (view secondary_state). Returns the grants' ids
 * by row id.
 */
export async function giveGrants(
  tx: Tx,
  { documentId, grantType }: { documentId: string; grantType: string },
  given: readonly GrantToGive[],
): Promise<Map<string, string>> {
  const grants = given.map((row) => ({ ...row, id: randomUUID() }))
  await tx.$executeRaw`
    INSERT INTO study_grant (id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount,
                             funding_source, bank_account, document_id, row_id)
    SELECT id, "learnerId", "studyPlaceId", ${grantType}, "paidFrom", "paidTo", "monthlyAmount", "fundingSource",
           "bankAccount", ${documentId}::uuid, "rowId"
      FROM json_to_recordset(${JSON.stringify(grants)}::json) AS g(id uuid, "learnerId" uuid, "studyPlaceId" uuid,
           "paidFrom" date, "paidTo" date, "monthlyAmount" numeric(8, 2), "fundingSource" text, "bankAccount" text,
           "rowId" uuid)`
  return new Map(grants.map(({ rowId, id }) => [rowId, id]))
}

/** Takes back every grant the document gave: it is as if it had never been in force, and the row stays for the story. */
export async function annulGrants(tx: Tx, documentId: string, at: Date): Promise<string[]> {
  const annulled = await tx.$queryRaw<{ id: string }[]>`
    UPDATE study_grant SET annulled_at = ${at} WHERE document_id = ${documentId}::uuid AND annulled_at IS NULL
    RETURNING id`
  return annulled.map(({ id }) => id)
}

/**
 * Holds the persons for the rest of the transaction, in one order, so that two directives that give them something at
 * the same moment come one after the other and the second sees what the first gave.
 */
export async function holdLearners(tx: Tx, learnerIds: readonly string[]) {
  await tx.$queryRaw`SELECT count(*)::int FROM (
    SELECT FROM learner WHERE id = ANY(${[...new Set(learnerIds)]}::uuid[]) ORDER BY id FOR UPDATE) AS held`
}
