import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { post } from '@/lib/deliveries/post'
import { breath } from '@/lib/shared/breath'
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

/** The page to show after an act: the run's refresh. */
export type RefreshPlace = { run: string; refresh: string }

/**
 * `Uuenda registreerunute nimekirja Juhanist`: asks Juhan anew who is registered. A plan that waits for a person
 * lapses; two who press at once, or while Juhan is being asked, share one refresh. Throws notFound; refresh.notLinked.
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

/** Whether the answer can still come: a stuck delivery waits for a person. */
const isAsking = async (tx: Tx, refreshId: string) =>
  (await tx.deliveriesDelivery.count({
    where: { subjectId: refreshId, topic: 'juhan.refresh', state: 'WAITING' },
  })) > 0

/**
 * Applies a plan that waited for a person: all of it, or only the ticked ones of its removals and conflicts. Plans anew
 * from present facts; throws `refresh.changed` if the result differs from the plan on the page. A registrant moves from
 * another run's list only if the person may edit that run too. `anew` asks Juhan again instead, and keeps the ticks so
 * far for the next plan. Repeating it, or pressing at the same time, changes nothing more. Throws notFound;
 * refresh.lapsed if somebody dropped it or asked anew.
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
    await breath()
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

/** A move between two lists concerns both. */
const mayAgree = ({ person }: Act, row: PlanRow) => {
  const other = ofBoth(row)
  return !other || mayKeep(person, other.unitId)
}

/** Keeps the answers so far: who is ticked among those who wait for a yes. */
const keepTicks = (tx: Tx, refreshId: string, agreed: readonly string[]) => tx.$executeRaw`
  UPDATE refresh_row SET agreed = juhan_id = ANY(${[...agreed]})
   WHERE refresh_id = ${refreshId}::uuid AND step = ANY(${[...stepsToAgree]})`

/** Drops a waiting or asking refresh without changes. Throws notFound; refresh.ended. */
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

/** The refresh, locked until the transaction ends, after its run and the runs from which somebody would move. */
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

/** Juhan's answer is kept only while it waits to be applied. */
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
