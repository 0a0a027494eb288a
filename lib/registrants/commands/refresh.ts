import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { post } from '@/lib/deliveries/post'
import { showInstant } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { changedSince, holdRuns, planAgain } from '../refreshing/facts'
import { moveRefresh } from '../refreshing/move'
import { applyPlan, planDigest, type Agreed } from '../refreshing/store'
import { mayMoveRefresh, openRefreshStates } from '../rules/refresh-lifecycle'
import { ofBoth, stepsToAgree, sumsOf, type PlanRow, type Step } from '../rules/sync-plan'
import type { ConfirmRefreshInput, RefreshInput, StartRefreshInput } from '../schema/refresh'
import { mayKeep } from '../scope'

/** Where an act leads: the run's refresh. */
export type RefreshPlace = { run: string; refresh: string }

/**
 * `Uuenda registreerunute nimekirja Juhanist`: asks Juhan who is registered, always anew. A plan that waits for a person
 * lapses; of two who press at once, or while Juhan is being asked, both see the one that asks. Refused: notFound;
 * refresh.notLinked.
 */
export const startRefresh = (act: Act, { run }: z.output<typeof StartRefreshInput>): Promise<RefreshPlace> =>
  inTransaction(act.db, (tx) => startRefreshIn(tx, act, run))

/** The same in another act's transaction. */
export async function startRefreshIn(tx: Tx, act: Omit<Act, 'db'>, runId: string): Promise<RefreshPlace> {
  // Two people pressing wait for each other here.
  await holdRuns(tx, runId)
  const run = await tx.run.findUnique({
    where: { id: runId },
    select: {
      juhanId: true,
      programme: { select: { unitId: true } },
      refreshes: { where: { state: { in: [...openRefreshStates] } } },
    },
  })
  if (!run || !mayKeep(act.person, run.programme.unitId)) throw new Refused([{ code: 'notFound' }])
  if (!run.juhanId) throw new Refused([{ code: 'refresh.notLinked' }])
  const [open] = run.refreshes
  if (open?.state === 'FETCHING' && (await isAsking(tx, open.id))) return { run: runId, refresh: open.id }
  if (open) await discard(tx, act, open.id)
  const { id } = await tx.refresh.create({
    data: { runId, userId: act.person.id, who: act.person.name, startedAt: act.now },
    select: { id: true },
  })
  const key = `juhan.refresh:${id}`
  await post(
    tx,
    'juhan.refresh',
    [{ key, thread: key, payload: { refreshId: id, run: run.juhanId }, subjectId: id, runId }],
    act.now,
  )
  await auditRefresh(tx, act, 'registrants.startRefresh', id, { runId })
  return { run: runId, refresh: id }
}

/** Whether the answer can still come: a delivery that is stuck waits for a person. */
const isAsking = async (tx: Tx, refreshId: string) =>
  (await tx.delivery.count({ where: { subjectId: refreshId, topic: 'juhan.refresh', state: 'WAITING' } })) > 0

/**
 * Applies a plan that waited for a person: all of it, or of removals and conflicts only what is ticked. It is planned
 * anew from the facts of this moment; refused with `refresh.changed` where that isn't the plan which the page showed.
 * Whoever comes from another run's list is moved only by somebody who keeps that run too. With `anew` Juhan is asked again
 * instead, and what is ticked so far is kept for the next plan. Again, or by two people at once, changes nothing more.
 * Refused: notFound; refresh.lapsed where it was dropped, or asked anew by somebody.
 */
export function confirmRefresh(act: Act, input: z.output<typeof ConfirmRefreshInput>): Promise<RefreshPlace> {
  return inTransaction(act.db, async (tx) => {
    const { id, runId, state, who, endedBy, endedAt } = await hold(tx, act, input.refresh)
    if (state === 'APPLIED' && !input.anew) return { run: runId, refresh: id }
    if (state === 'PLANNED' && input.anew && input.boxes) await keepTicks(tx, id, input.agreed)
    if (input.anew) return startRefreshIn(tx, act, runId)
    if (!mayMoveRefresh('confirm', state)) {
      const at = endedAt ? showInstant(endedAt, act.person.locale) : '–'
      throw new Refused([{ code: 'refresh.lapsed', params: { who: endedBy || who, at } }])
    }
    const seen = await tx.refreshRow.findMany({
      where: { refreshId: id },
      select: { juhanId: true, step: true, told: true },
    })
    const plan = await planAgain(tx, runId, seen, 'HOLD')
    if ('problem' in plan) throw new Refused([{ code: 'refresh.stale' }])
    const { rows } = plan
    if (planDigest(rows) !== input.seen) throw new Refused([changed(seen, rows)])
    const ticked = new Set(input.agreed)
    const agreed: Agreed = new Set(
      rows
        .filter((row) => (input.all || ticked.has(row.juhanId)) && mayAgree(act, row))
        .map(({ juhanId }) => juhanId),
    )
    await applyPlan(tx, { refreshId: id, runId, userId: act.person.id }, rows, agreed, act.now)
    await moveRefresh(tx, 'confirm', id, { at: act.now, by: act.person.name })
    const done = await tx.refreshRow.findMany({
      where: { refreshId: id },
      select: { step: true, agreed: true },
    })
    await auditRefresh(tx, act, 'registrants.applyRefresh', id, {
      runId,
      ...sumsOf(done as { step: Step; agreed: boolean | null }[]),
    })
    return { run: runId, refresh: id }
  })
}

/** Whoever moves between two lists is the concern of both. */
const mayAgree = ({ person }: Act, row: PlanRow) => {
  const other = ofBoth(row)
  return !other || mayKeep(person, other.unitId)
}

/** Answers given so far: who is ticked of those who wait for a yes. */
const keepTicks = (tx: Tx, refreshId: string, agreed: readonly string[]) => tx.$executeRaw`
  UPDATE refresh_row SET agreed = juhan_id = ANY(${[...agreed]})
   WHERE refresh_id = ${refreshId}::uuid AND step = ANY(${[...stepsToAgree]})`

/** Drops a refresh that waits, or that still asks; nothing changes. Refused: notFound; refresh.ended. */
export function discardRefresh(act: Act, input: z.output<typeof RefreshInput>): Promise<RefreshPlace> {
  return inTransaction(act.db, async (tx) => {
    const { id, runId, state } = await hold(tx, act, input.refresh)
    if (mayMoveRefresh('discard', state)) await discard(tx, act, id)
    else if (state !== 'DISCARDED') throw new Refused([{ code: 'refresh.ended' }])
    return { run: runId, refresh: id }
  })
}

const changed = (seen: Parameters<typeof changedSince>[0], rows: readonly PlanRow[]) => {
  const names = changedSince(seen, rows)
  return { code: 'refresh.changed', params: { count: names.length, names: names.slice(0, 10).join(', ') } }
}

/** The refresh, held until the transaction ends, after its run and those from which somebody would be moved. */
async function hold(tx: Tx, { person }: Act, id: string) {
  const known = await tx.refresh.findUnique({
    where: { id },
    select: { runId: true, rows: { where: { step: { in: [...stepsToAgree] } }, select: { juhanId: true } } },
  })
  if (known)
    await holdRuns(
      tx,
      known.runId,
      known.rows.map(({ juhanId }) => juhanId),
    )
  await tx.$queryRaw`SELECT FROM refresh WHERE id = ${id}::uuid FOR UPDATE`
  const refresh = await tx.refresh.findUnique({
    where: { id },
    select: {
      id: true,
      runId: true,
      state: true,
      who: true,
      endedBy: true,
      endedAt: true,
      run: { select: { programme: { select: { unitId: true } } } },
    },
  })
  if (!refresh || !mayKeep(person, refresh.run.programme.unitId)) throw new Refused([{ code: 'notFound' }])
  return refresh
}

/** What Juhan told is kept only while it waits to be applied. */
async function discard(tx: Tx, act: Omit<Act, 'db'>, id: string) {
  await tx.refreshRow.updateMany({ where: { refreshId: id }, data: { told: Prisma.DbNull } })
  await moveRefresh(tx, 'discard', id, { at: act.now, by: act.person.name })
  await auditRefresh(tx, act, 'registrants.discardRefresh', id, {})
}

const auditRefresh = (
  tx: Tx,
  { person, now }: Omit<Act, 'db'>,
  act: string,
  subject: string,
  details: Prisma.InputJsonObject,
) => audit(tx, { at: now, userId: person.id, act, subject, details })
