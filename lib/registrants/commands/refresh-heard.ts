import type { Db, Tx } from '@/lib/shared/db'
import { holdRuns, refreshFacts } from '../refreshing/facts'
import { moveRefresh, type Problem } from '../refreshing/move'
import { applyPlan, storePlan } from '../refreshing/store'
import { needsYes, planRefresh, type Registration } from '../rules/sync-plan'

/* Applies answers to a refresh. Only deliveries call these; a refresh dropped meanwhile stays unchanged. */

/** Juhan's whole list, in our terms, or why it isn't a list. */
export type Answer = { list: Registration[] } | { problem: Problem }

/** Records how far the download has come. */
export const refreshProgressed = (db: Db, id: string, progress: { fetched: number; expected: number }) =>
  db.refresh.updateMany({ where: { id, state: 'FETCHING' }, data: progress })

/**
 * Plans Juhan's answer. If it only adds people and changes Juhan's own fields, applies it at once, as the seed says;
 * removals and conflicts wait for a person. An incomplete or impossible answer changes nothing and fails.
 */
export async function refreshFetched(
  tx: Tx,
  { refreshId, run }: { refreshId: string; run: string },
  answer: Answer,
  now: Date,
) {
  const refresh = await holdFetching(tx, refreshId)
  if (!refresh) return
  if ('problem' in answer) return fail(tx, refreshId, answer.problem, now)
  const { runId, userId, who } = refresh
  if (refresh.run.juhanId !== run) return fail(tx, refreshId, { why: 'linkedAnew' }, now)
  const ids = answer.list.map(({ juhanId }) => juhanId)
  const plan = planRefresh(answer.list, await refreshFacts(tx, runId, ids, 'HOLD'))
  if ('problem' in plan) {
    const { why, ...params } = plan.problem
    return fail(tx, refreshId, { why, params }, now)
  }
  const waits = plan.rows.some(({ step }) => needsYes(step))
  if (waits) await storePlan(tx, { refreshId, runId }, plan.rows)
  else await applyPlan(tx, { refreshId, runId, userId }, plan.rows, 'ALL', now)
  await tx.run.update({ where: { id: runId }, data: { refreshedAt: now } })
  await moveRefresh(tx, waits ? 'plan' : 'applyAtOnce', refreshId, { at: now, by: who, count: ids.length })
}

/** Juhan could not be reached, or its answer not be read. */
export async function refreshFailed(
  tx: Tx,
  { refreshId }: { refreshId: string },
  problem: Problem,
  now: Date,
) {
  if (await holdFetching(tx, refreshId)) await fail(tx, refreshId, problem, now)
}

async function holdFetching(tx: Tx, id: string) {
  const known = await tx.refresh.findUnique({ where: { id }, select: { runId: true } })
  if (known) await holdRuns(tx, known.runId)
  await tx.$queryRaw`SELECT FROM refresh WHERE id = ${id}::uuid FOR UPDATE`
  return tx.refresh.findUnique({
    where: { id, state: 'FETCHING' },
    include: { run: { select: { juhanId: true } } },
  })
}

const fail = (tx: Tx, id: string, problem: Problem, at: Date) =>
  moveRefresh(tx, 'fail', id, { at, by: '', problem })
