import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { Prisma } from '@/lib/shared/generated/client'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { post } from '@/lib/deliveries/post'
import { changedSince, planAgain } from './refresh-facts'
import { applyPlan, planDigest, type Agreed } from './refresh-store'
import type { ConfirmRefreshInput, RefreshInput, StartRefreshInput } from './schema-refresh'
import { mayKeep } from './scope'
import { sumsOf, type PlanRow, type Step } from './sync-plan'

/** Where an act leads: the run's refresh. */
export type RefreshPlace = { run: string; refresh: string }

/**
 * `Uuenda registreerunute nimekirja Juhanist`: asks Juhan who is registered. Whoever presses while one is going on or
 * waits for a person sees that one. Refused: notFound; refresh.notLinked.
 */
export const startRefresh = (act: Act, { run }: z.output<typeof StartRefreshInput>): Promise<RefreshPlace> =>
  inTransaction(act.db, (tx) => startRefreshIn(tx, act, run))

/** The same in another act's transaction. `anew`: a plan that waits is dropped, because that act changes its facts. */
export async function startRefreshIn(
  tx: Tx,
  act: Omit<Act, 'db'>,
  runId: string,
  anew: 'ANEW' | 'SAME' = 'SAME',
): Promise<RefreshPlace> {
  // Two people pressing wait for each other here.
  await tx.$queryRaw`SELECT FROM run WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  const run = await tx.run.findUnique({
    where: { id: runId },
    select: {
      juhanId: true,
      programme: { select: { unitId: true } },
      refreshes: { where: { state: { in: ['FETCHING', 'PLANNED'] } } },
    },
  })
  if (!run || !mayKeep(act.person, run.programme.unitId)) throw new Refused([{ code: 'notFound' }])
  if (!run.juhanId) throw new Refused([{ code: 'refresh.notLinked' }])
  const [open] = run.refreshes
  if (open && !(anew === 'ANEW' && open.state === 'PLANNED')) return { run: runId, refresh: open.id }
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
  await audit(tx, act, 'registrants.startRefresh', id, { runId })
  return { run: runId, refresh: id }
}

/**
 * Applies a plan that waited for a person: all of it, or of removals and conflicts only what is ticked. It is planned
 * anew from the facts of this moment; refused with `refresh.changed` where that isn't the plan which the page showed.
 * Again, or by two people at once, changes nothing more. Refused: notFound; refresh.ended where it was dropped.
 */
export function confirmRefresh(act: Act, input: z.output<typeof ConfirmRefreshInput>): Promise<RefreshPlace> {
  return inTransaction(act.db, async (tx) => {
    const { id, runId, state } = await hold(tx, act, input.refresh)
    if (state === 'APPLIED') return { run: runId, refresh: id }
    if (state !== 'PLANNED') throw new Refused([{ code: 'refresh.ended' }])
    const seen = await tx.refreshRow.findMany({
      where: { refreshId: id },
      select: { juhanId: true, step: true, told: true },
    })
    const plan = await planAgain(tx, runId, seen, 'HOLD')
    if ('problem' in plan) throw new Refused([{ code: 'refresh.stale' }])
    const { rows } = plan
    if (planDigest(rows) !== input.seen) throw new Refused([changed(seen, rows)])
    const agreed: Agreed = input.all ? 'ALL' : new Set(input.agreed)
    await applyPlan(tx, { refreshId: id, runId, userId: act.person.id }, rows, agreed, act.now)
    await end(tx, act, id, 'APPLIED')
    const done = await tx.refreshRow.findMany({
      where: { refreshId: id },
      select: { step: true, agreed: true },
    })
    await audit(tx, act, 'registrants.applyRefresh', id, {
      runId,
      ...sumsOf(done as { step: Step; agreed: boolean | null }[]),
    })
    return { run: runId, refresh: id }
  })
}

/** Drops a refresh that waits, or that still asks; nothing changes. Refused: notFound; refresh.ended. */
export function discardRefresh(act: Act, input: z.output<typeof RefreshInput>): Promise<RefreshPlace> {
  return inTransaction(act.db, async (tx) => {
    const { id, runId, state } = await hold(tx, act, input.refresh)
    if (state === 'APPLIED' || state === 'FAILED') throw new Refused([{ code: 'refresh.ended' }])
    if (state !== 'DISCARDED') await discard(tx, act, id)
    return { run: runId, refresh: id }
  })
}

const changed = (seen: Parameters<typeof changedSince>[0], rows: readonly PlanRow[]) => {
  const names = changedSince(seen, rows)
  return { code: 'refresh.changed', params: { count: names.length, names: names.slice(0, 10).join(', ') } }
}

/** The refresh, held until the transaction ends. */
async function hold(tx: Tx, { person }: Act, id: string) {
  await tx.$queryRaw`SELECT FROM refresh WHERE id = ${id}::uuid FOR UPDATE`
  const refresh = await tx.refresh.findUnique({
    where: { id },
    select: {
      id: true,
      runId: true,
      state: true,
      run: { select: { programme: { select: { unitId: true } } } },
    },
  })
  if (!refresh || !mayKeep(person, refresh.run.programme.unitId)) throw new Refused([{ code: 'notFound' }])
  return refresh
}

/** What Juhan told is kept only while it waits to be applied. */
async function discard(tx: Tx, act: Omit<Act, 'db'>, id: string) {
  await tx.refreshRow.updateMany({ where: { refreshId: id }, data: { told: Prisma.DbNull } })
  await end(tx, act, id, 'DISCARDED')
  await audit(tx, act, 'registrants.discardRefresh', id, {})
}

const end = (tx: Tx, { person, now }: Omit<Act, 'db'>, id: string, state: 'APPLIED' | 'DISCARDED') =>
  tx.refresh.update({ where: { id }, data: { state, endedAt: now, endedBy: person.name } })

const audit = (
  tx: Tx,
  { person, now }: Omit<Act, 'db'>,
  act: string,
  subject: string,
  details: Prisma.InputJsonObject,
) => tx.auditEntry.create({ data: { at: now, userId: person.id, act, subject, details } })
