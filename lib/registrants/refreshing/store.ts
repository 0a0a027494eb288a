import { createHash, randomUUID } from 'node:crypto'
import { auditRows } from '@/lib/access/audit'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import {
  needsYes,
  type FieldChange,
  type ElsewhereRun,
  type PlanRow,
  type Registration,
  type StudyStanding,
  type Step,
} from '../rules/sync-plan'

/** What a row stores besides its step: the changed fields, and the document that keeps the person. */
export type RowDetails = {
  changes: FieldChange[]
  document: StudyStanding['document']
  /** isik vajab tuvastamist */
  noCode: boolean
  /** the other run whose list has the person */
  elsewhere: ElsewhereRun | null
  /** the person's other registrations, by id */
  twins: string[]
}

export const detailsOf = ({ told, registrant, changes, twins }: PlanRow): RowDetails => ({
  changes,
  twins,
  document: registrant?.standing.document ?? null,
  noCode: told !== null && told.personalCode === null,
  elsewhere: registrant?.elsewhere ?? null,
})

/** What was agreed to: everything, or the rows with these Juhan ids. */
export type Agreed = 'ALL' | ReadonlySet<string>

/** Whether applying a row writes anything; for people who stay, Juhan's present status. */
const writes = ({ told, registrant, step }: PlanRow) =>
  told !== null &&
  (step === 'ADD' ||
    acts.has(step) ||
    (registrant && !registrant.removed && told.status !== registrant.juhanStatus))
const acts = new Set<Step>(['RETURN', 'CHANGE', 'CONFLICT', 'MOVE', 'REMOVE'])

/**
 * Stores a plan that waits for a person, with Juhan's whole answer, from which it is planned again when applied.
 * Earlier answers carry over from the previous plan where the same question has the same words.
 */
export async function storePlan(
  tx: Tx,
  { refreshId, runId }: { refreshId: string; runId: string },
  rows: readonly PlanRow[],
) {
  const before = await tx.$queryRaw<AnsweredBefore[]>`
    SELECT r.juhan_id AS "juhanId", r.step, r.juhan_status::text AS status, r.details->'changes' AS changes, r.agreed
      FROM refresh_row r
     WHERE r.agreed IS NOT NULL AND r.refresh_id =
           (SELECT f.id FROM refresh f WHERE f.run_id = ${runId}::uuid AND f.id <> ${refreshId}::uuid
               AND EXISTS (SELECT FROM refresh_row w WHERE w.refresh_id = f.id) ORDER BY f.started_at DESC LIMIT 1)`
  const answers = new Map(before.map((each) => [askedIn(each), each.agreed]))
  await insertRows(tx, refreshId, rows, (row) => ({
    told: row.told,
    agreed: needsYes(row.step) ? (answers.get(askedIn(askedBy(row))) ?? null) : null,
    registrantId: row.registrant?.id ?? null,
  }))
}

type AskedBefore = { juhanId: string; step: string; status: string | null; changes: FieldChange[] }
type AnsweredBefore = AskedBefore & { agreed: boolean }
const askedBy = ({ juhanId, step, told, changes }: PlanRow): AskedBefore => ({
  juhanId,
  step,
  status: told?.status ?? null,
  changes,
})
/** The question to the person, word for word. */
const askedIn = ({ juhanId, step, status, changes }: AskedBefore) =>
  JSON.stringify([juhanId, step, status, changes.map(({ field, from, to, odd }) => [field, from, to, odd])])

/**
 * Applies a plan in a fixed number of statements and stores the result. Never touches our own fields and answers; those
 * who leave the list keep their row, and the audit trail gets their answers.
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
  if (rows.some(({ step }) => step === 'MOVE')) await moveHere(tx, { refreshId, runId, userId }, now)
  await followJuhan(tx, refreshId, now)
  await auditRows(
    tx,
    Prisma.sql`
    SELECT ${now}, ${userId}::uuid, 'registrants.remove', g.id::text,
           jsonb_build_object('refreshId', r.refresh_id, 'status', r.juhan_status, 'answers', g.answers,
             'wantsPaper', g.wants_paper, 'wantsNews', g.wants_news, 'wantsRecognition', g.wants_recognition)
      FROM refresh_row r JOIN registrant g ON g.id = r.registrant_id
     WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'REMOVE' AND r.agreed`,
  )
}

type Kept = { told: Registration | null; agreed: boolean | null; registrantId: string | null }

async function insertRows(
  tx: Tx,
  refreshId: string,
  rows: readonly PlanRow[],
  keptOf: (row: PlanRow) => Kept,
) {
  const kept = rows.map((row, at) => ({
    position: at + 1,
    juhanId: row.juhanId,
    name: row.name,
    juhanStatus: row.told?.status ?? null,
    step: row.step,
    details: detailsOf(row),
    ...keptOf(row),
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

/**
 * Moves registrants here with their answers. Finished studies stay in the other run: that registrant leaves its list
 * without the registration, which belongs to a new registrant here.
 */
async function moveHere(
  tx: Tx,
  { refreshId, runId, userId }: { refreshId: string; runId: string; userId: string },
  now: Date,
) {
  await auditRows(
    tx,
    Prisma.sql`
    SELECT ${now}, ${userId}::uuid, 'registrants.move', g.id::text,
           jsonb_build_object('refreshId', r.refresh_id, 'from', g.run_id, 'to', ${runId}::uuid)
      FROM refresh_row r JOIN registrant g ON g.id = r.registrant_id
     WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'MOVE' AND r.agreed`,
  )
  await tx.$executeRaw`
    UPDATE registrant g SET run_id = ${runId}::uuid FROM refresh_row r
     WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'MOVE' AND r.agreed AND g.id = r.registrant_id
       AND NOT EXISTS (SELECT FROM learners_study_place sp JOIN learners_study_term t ON t.study_place_id = sp.id WHERE sp.registrant_id = g.id)`
  await tx.$executeRaw`
    WITH over AS (UPDATE registrant g SET juhan_id = NULL, juhan_status = NULL, removed_at = ${now}
                    FROM refresh_row r
                   WHERE r.refresh_id = ${refreshId}::uuid AND r.step = 'MOVE' AND r.agreed AND g.id = r.registrant_id
                     AND g.run_id <> ${runId}::uuid
                  RETURNING g.*, r.juhan_id AS told_id, r.juhan_status AS told_status, r.position),
         anew AS (INSERT INTO registrant (run_id, juhan_id, juhan_status, personal_code, first_name, last_name, wants_paper,
                                          wants_news, wants_recognition, answers, learner_id, settled_as, created_at)
                  SELECT ${runId}::uuid, told_id, told_status, personal_code, first_name, last_name, wants_paper, wants_news,
                         wants_recognition, answers, learner_id, settled_as, ${now} FROM over
                  RETURNING id, juhan_id)
    UPDATE refresh_row r SET registrant_id = anew.id FROM anew
     WHERE r.refresh_id = ${refreshId}::uuid AND r.juhan_id = anew.juhan_id`
}

/** For people who stay or leave, only the status follows Juhan; a name or code that nobody agreed to stays ours. */
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
    LATERAL (SELECT r.step IN ('RETURN', 'CHANGE', 'CONFLICT') OR (r.step = 'MOVE' AND r.agreed) AS follows,
                    r.step IN ('RETURN', 'CHANGE') OR (r.step = 'CONFLICT' AND r.agreed) AS named) AS what
  WHERE r.refresh_id = ${refreshId}::uuid AND r.told IS NOT NULL AND r.step <> 'ADD' AND g.id = r.registrant_id`

/** A digest that is the same for equal plans; an act names that of the plan on its page. */
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
          registrant?.elsewhere,
        ]),
      ),
    )
    .digest('hex')
