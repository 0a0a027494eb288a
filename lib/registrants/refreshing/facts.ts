import { storedOdd, storedSettledAs, storedTold } from '../stored'
import { breath, inBreaths } from '@/lib/shared/breath'
import type { Db, Tx } from '@/lib/shared/db'
import { planRefresh, type OurRegistrant, type PlanRow, type StudyStanding } from '../rules/sync-plan'
import { standingsOf, standingsOfSome } from '../standing'

/**
 * The facts for planning a refresh besides Juhan's answer: the run's registrants, and those of other runs whose
 * registrations the answer has, with their standings; a fixed number of statements. `hold`: locks them, so that until
 * the transaction ends nobody else changes them or puts them on a directive.
 */
export async function refreshFacts(
  db: Db | Tx,
  runId: string,
  juhanIds: readonly string[],
  hold: 'HOLD' | 'LOOK' = 'LOOK',
): Promise<OurRegistrant[]> {
  if (hold === 'HOLD')
    await db.$executeRaw`
      SELECT count(*) FROM (SELECT FROM registrant WHERE run_id = ${runId}::uuid ORDER BY id FOR UPDATE) AS held`
  const elsewhere = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM registrant WHERE juhan_id = ANY(${[...juhanIds]}) AND run_id <> ${runId}::uuid ORDER BY id`
  const ids = elsewhere.map(({ id }) => id)
  if (ids.length > 0 && hold === 'HOLD')
    await db.$queryRaw`SELECT FROM registrant WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const registrants = await db.$queryRaw<Found[]>`
    SELECT r.id, r.juhan_id AS "juhanId", r.juhan_status::text AS "juhanStatus", r.removed_at IS NOT NULL AS removed,
           r.personal_code AS "personalCode", r.first_name AS "firstName", r.last_name AS "lastName", r.email, r.phone,
           r.payer::text, r.registered_on::text AS "registeredOn", r.workplace, r.settled_as AS "settledAs", r.odd,
           CASE WHEN l.id IS NOT NULL THEN json_build_object('firstName', l.first_name, 'lastName', l.last_name,
                                                             'personalCode', l.personal_code) END AS learner,
           CASE WHEN r.run_id <> ${runId}::uuid THEN
             (SELECT json_build_object('id', run.id, 'code', run.code, 'unitId', p.unit_id)
                FROM run JOIN programme p ON p.id = run.programme_id WHERE run.id = r.run_id) END AS elsewhere
      FROM registrant r LEFT JOIN learners_learner l ON l.id = r.learner_id
     WHERE r.run_id = ${runId}::uuid OR r.id = ANY(${ids}::uuid[])`
  const standings = new Map([...(await standingsOf(db, runId)), ...(await standingsOfSome(db, ids))])
  return registrants.map((registrant) => ({
    ...registrant,
    odd: storedOdd.parse(registrant.odd),
    settledAs: storedSettledAs.parse(registrant.settledAs),
    standing: standings.get(registrant.id) ?? nowhere,
  }))
}

type Found = Omit<OurRegistrant, 'standing' | 'odd' | 'settledAs'> & { odd: unknown; settledAs: unknown }

const nowhere: StudyStanding = { place: 'NOWHERE', document: null }

/**
 * Locks the run, and the other runs whose lists have registrations of these ids, until the transaction ends: every
 * change of a list of registrants locks its run first.
 */
export async function holdRuns(tx: Tx, runId: string, juhanIds: readonly string[] = []) {
  await tx.$queryRaw`
    SELECT FROM run WHERE id = ${runId}::uuid
        OR id IN (SELECT run_id FROM registrant WHERE juhan_id = ANY(${[...juhanIds]})) ORDER BY id FOR NO KEY UPDATE`
}

/** The plan by present facts, from Juhan's answer at the time. Others are answered between its steps. */
export async function planAgain(
  db: Db | Tx,
  runId: string,
  kept: readonly { told: unknown }[],
  hold: 'HOLD' | 'LOOK' = 'LOOK',
) {
  const answer = (await inBreaths(kept, ({ told }) => storedTold.parse(told))).flatMap((told) => told ?? [])
  const juhanIds = answer.map(({ juhanId }) => juhanId)
  const ours = await refreshFacts(db, runId, juhanIds, hold)
  await breath()
  const plan = planRefresh(answer, ours)
  await breath()
  return plan
}

/** Those whose step differs from the kept plan, by name. */
export function changedSince(kept: readonly { juhanId: string; step: string }[], rows: readonly PlanRow[]) {
  const before = new Map(kept.map(({ juhanId, step }) => [juhanId, step]))
  return rows.filter(({ juhanId, step }) => before.get(juhanId) !== step).map(({ name }) => name)
}
