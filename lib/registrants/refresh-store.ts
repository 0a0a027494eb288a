import { createHash, randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/shared/db'
import { needsYes, type Change, type PlanRow, type Registration, type Standing, type Step } from './sync-plan'

/** What stands at a row besides its step: the fields from what to what, and the document that keeps the person. */
export type RowDetails = {
  changes: Change[]
  document: Standing['document']
  /** isik vajab tuvastamist */
  noCode: boolean
}

export const detailsOf = ({ told, registrant, changes }: PlanRow): RowDetails => ({
  changes,
  document: registrant?.standing.document ?? null,
  noCode: told !== null && told.personalCode === null,
})

/** What was agreed to: everything, or what carries these Juhan ids. */
export type Agreed = 'ALL' | ReadonlySet<string>

/** Whether applying a row writes anything; of whoever is kept, the status that Juhan has now. */
const writes = ({ told, registrant, step }: PlanRow) =>
  told !== null &&
  (step === 'ADD' ||
    acts.has(step) ||
    (registrant && !registrant.removed && told.status !== registrant.juhanStatus))
const acts = new Set<Step>(['RETURN', 'CHANGE', 'CONFLICT', 'REMOVE'])

/** Keeps a plan that waits for a person, with everything Juhan told: it is planned again when it is applied. */
export const storePlan = (tx: Tx, refreshId: string, rows: readonly PlanRow[]) =>
  insertRows(tx, refreshId, rows, (row) => ({
    told: row.told,
    agreed: null,
    registrantId: row.registrant?.id ?? null,
  }))

/**
 * Applies a plan in a fixed number of statements and keeps what was done. Our own fields and answers are in none of
 * them; whoever leaves the list keeps their row, and the audit trail gets what they had answered.
 */
export async function applyPlan(
  tx: Tx,
  { refreshId, runId, userId }: { refreshId: string; runId: string; userId: string },
  rows: readonly PlanRow[],
  agreed: Agreed,
  now: Date,
) {
  await tx.refreshRow.deleteMany({ where: { refreshId } })
  await insertRows(tx, refreshId, rows, (row) => ({
    told: writes(row) ? row.told : null,
    agreed: needsYes(row.step) ? agreed === 'ALL' || agreed.has(row.juhanId) : null,
    registrantId: row.registrant?.id ?? (row.step === 'ADD' ? randomUUID() : null),
  }))
  await addNew(tx, refreshId, runId, now)
  await followJuhan(tx, refreshId, now)
  await tx.$executeRaw`
    INSERT INTO audit_entry (at, user_id, act, subject, details)
    SELECT ${now}, ${userId}::uuid, 'registrants.remove', g.id::text,
           jsonb_build_object('refreshId', r.refresh_id, 'status', r.juhan_status, 'answers', g.answers,
             'wantsPaper', g.wants_paper, 'wantsNews', g.wants_news, 'wantsRecognition', g.wants_recognition)
      FROM refresh_row r JOIN registrant g ON g.id = r.registrant_id
     WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'REMOVE' AND r.agreed`
}

type Kept = { told: Registration | null; agreed: boolean | null; registrantId: string | null }

async function insertRows(
  tx: Tx,
  refreshId: string,
  rows: readonly PlanRow[],
  keptOf: (row: PlanRow) => Kept,
) {
  const kept = rows.map((row, at) => ({
    ...{ position: at + 1, juhanId: row.juhanId, name: row.name, juhanStatus: row.told?.status ?? null },
    ...{ step: row.step, details: detailsOf(row), ...keptOf(row) },
  }))
  await tx.$executeRaw`
    INSERT INTO refresh_row (refresh_id, position, juhan_id, registrant_id, name, juhan_status, step, details, told, agreed)
    SELECT ${refreshId}::uuid, position, "juhanId", "registrantId", name, "juhanStatus"::"JuhanStatus", step, details,
           nullif(told, 'null'::jsonb), agreed
      FROM json_to_recordset(${JSON.stringify(kept)}::json) AS x(position int, "juhanId" text, "registrantId" uuid,
           name text, "juhanStatus" text, step text, details jsonb, told jsonb, agreed boolean)`
}

const addNew = (tx: Tx, refreshId: string, runId: string, now: Date) => tx.$executeRaw`
  INSERT INTO registrant (id, run_id, juhan_id, juhan_status, personal_code, first_name, last_name, email, phone, payer,
                          registered_on, workplace, odd, created_at)
  SELECT r.registrant_id, ${runId}::uuid, r.juhan_id, r.juhan_status, t."personalCode", t."firstName", t."lastName",
         t.email, t.phone, t.payer::"Payer", t."registeredOn", t.workplace, coalesce(t.odd, '{}'), ${now}
    FROM refresh_row r, jsonb_to_record(r.told) AS t("personalCode" text, "firstName" text, "lastName" text, email text,
         phone text, payer text, "registeredOn" date, workplace text, odd jsonb)
   WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'ADD'`

/** Of whoever is kept the status alone follows, of whoever leaves too; a name and code nobody said yes to stay ours. */
const followJuhan = (tx: Tx, refreshId: string, now: Date) => tx.$executeRaw`
  UPDATE registrant g SET
    juhan_status = r.juhan_status,
    removed_at = CASE WHEN r.step = 'REMOVE' AND r.agreed THEN ${now} WHEN follows THEN NULL ELSE g.removed_at END,
    personal_code = CASE WHEN named THEN t."personalCode" ELSE g.personal_code END,
    first_name = CASE WHEN named THEN t."firstName" ELSE g.first_name END,
    last_name = CASE WHEN named THEN t."lastName" ELSE g.last_name END,
    settled_as = CASE WHEN named AND r.step = 'CONFLICT' AND g.learner_id IS NOT NULL
                      THEN jsonb_build_object('personalCode', t."personalCode", 'firstName', t."firstName",
                                              'lastName', t."lastName") ELSE g.settled_as END,
    email = CASE WHEN follows THEN t.email ELSE g.email END,
    phone = CASE WHEN follows THEN t.phone ELSE g.phone END,
    payer = CASE WHEN follows THEN t.payer::"Payer" ELSE g.payer END,
    registered_on = CASE WHEN follows THEN t."registeredOn" ELSE g.registered_on END,
    workplace = CASE WHEN follows THEN t.workplace ELSE g.workplace END,
    odd = CASE WHEN follows THEN coalesce(t.odd, '{}') ELSE g.odd END
  FROM refresh_row r,
    jsonb_to_record(r.told) AS t("personalCode" text, "firstName" text, "lastName" text, email text, phone text,
      payer text, "registeredOn" date, workplace text, odd jsonb),
    LATERAL (SELECT r.step IN ('RETURN', 'CHANGE', 'CONFLICT') AS follows,
                    r.step IN ('RETURN', 'CHANGE') OR (r.step = 'CONFLICT' AND r.agreed) AS named) AS what
  WHERE r.refresh_id = ${refreshId}::uuid AND r.told IS NOT NULL AND r.step <> 'ADD' AND g.id = r.registrant_id`

/** Says whether two plans are the same; an act names the one its page saw. */
export const planDigest = (rows: readonly PlanRow[]) =>
  createHash('sha256')
    .update(
      JSON.stringify(
        rows.map(({ juhanId, told, step, changes, registrant }) => [
          juhanId,
          told,
          step,
          changes,
          registrant?.standing,
        ]),
      ),
    )
    .digest('hex')
