import type { Exchange, Outcome } from '@/lib/outside/outcome'
import { readSettings } from '@/lib/settings/settings'
import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { routes, type Claimed } from '@/lib/telling/routes'
import { wakeDelivery } from './jobs'
import type { Unsendable } from './unsendable'

/** Pauses after the first, second … failure, seconds; the last one repeats until the office's limit of hours. */
const pauses = [2, 5, 15, 60, 300, 900, 3600]

/** The exchange, the delivery's new state and what the answer brings about: one transaction. */
export async function settle(
  tx: Tx,
  neighbour: Neighbour,
  delivery: Claimed,
  payload: unknown,
  outcome: Outcome<never>,
  now: Date,
) {
  const { exchange } = outcome
  for (const each of [...(outcome.before ?? []), exchange]) await keep(tx, delivery, each, outcome.kind)
  // Whoever settles it first wins: the claim may have lapsed and another worker been quicker.
  const open = { id: delivery.id, state: 'WAITING' } as const satisfies Prisma.DeliveryWhereInput
  if (outcome.kind === 'done') {
    const { count } = await tx.delivery.updateMany({
      where: open,
      data: { state: 'DONE', settledAt: now, claimedAt: null, problem: null, houseId: delivery.houseId },
    })
    const { heard } = routes[delivery.topic]!
    const wrong = count === 1 ? await heard?.(tx, payload as never, outcome.value, now, delivery) : null
    if (wrong) {
      const data = { state: 'NEEDS_PERSON', settledAt: null, problem: wrong } as const
      await tx.delivery.update({ where: { id: delivery.id }, data })
    }
    return
  }
  const { conflict, failed } = routes[delivery.topic]!
  const answered = outcome.kind === 'refused' && exchange.status === 409 && conflict !== undefined
  const over = answered || failed !== undefined || (await isWithdrawn(tx, delivery))
  const again = outcome.kind === 'unreachable' && !over ? await nextTry(tx, delivery, now) : null
  const problem = `${outcome.kind}: ${outcome.words}`.slice(0, 2_000)
  const { count } = await tx.delivery.updateMany({
    where: open,
    data: {
      state: over ? 'CALLED_OFF' : again ? 'WAITING' : 'NEEDS_PERSON',
      settledAt: over ? now : null,
      dueAt: again ?? now,
      claimedAt: null,
      problem,
    },
  })
  if (failed && count === 1) await failed(tx, payload as never, problem, now)
  if (answered) await conflict(tx, payload as never, now)
  if (again) await wakeDelivery(tx, neighbour, again)
}

/** Keeps an exchange, once: a break of the connection may have this done again after it was done. */
async function keep(tx: Tx, { id: deliveryId }: Claimed, exchange: Exchange, outcome: string) {
  const kept = await tx.exchange.count({ where: { deliveryId, at: exchange.at } })
  if (kept === 0) await tx.exchange.create({ data: { ...exchange, deliveryId, outcome } })
}

/** What failed with us: the try is kept, and it is tried `again` like an unreachable neighbour; else a person has to look. */
export async function settleFault(
  tx: Tx,
  {
    neighbour,
    delivery,
    outcome,
    again,
  }: { neighbour: Neighbour; delivery: Claimed; outcome: Outcome<never> | null; again: boolean },
  now: Date,
) {
  await keep(tx, delivery, outcome?.exchange ?? untold(now), outcome?.kind ?? 'fault')
  const over = await isWithdrawn(tx, delivery)
  const next = again && !over ? await nextTry(tx, delivery, now) : null
  await tx.delivery.updateMany({
    where: { id: delivery.id, state: 'WAITING' },
    data: {
      state: over ? 'CALLED_OFF' : next ? 'WAITING' : 'NEEDS_PERSON',
      settledAt: over ? now : null,
      dueAt: next ?? now,
      claimedAt: null,
      problem: 'FAULT',
    },
  })
  if (next) await wakeDelivery(tx, neighbour, next)
}

/** A try that never came to the neighbour. */
const untold = (at: Date): Exchange => ({
  ...{ at, tookMs: 0, method: '–', address: '', request: null, status: null, response: null },
})

/** There was nothing to send: a person has to mend it first, unless it is withdrawn anyway. No attempt is kept. */
export async function leaveUnsent(tx: Tx, delivery: Claimed, { code, words }: Unsendable, now: Date) {
  const withdrawn = await isWithdrawn(tx, delivery)
  await tx.delivery.updateMany({
    where: { id: delivery.id, state: 'WAITING' },
    data: {
      state: withdrawn ? 'CALLED_OFF' : 'NEEDS_PERSON',
      settledAt: withdrawn ? now : null,
      claimedAt: null,
      problem: `${code}: ${words}`,
    },
  })
}

/** There is nothing to tell any more. This turn doesn't count as a try: it never left. */
export async function endUntold(tx: Tx, { id }: Claimed, now: Date) {
  await tx.delivery.updateMany({
    where: { id, state: 'WAITING' },
    data: {
      state: 'CALLED_OFF',
      settledAt: now,
      claimedAt: null,
      problem: null,
      attempts: { decrement: 1 },
    },
  })
}

/** Whether it was taken back while it was in our hands: what stands behind it in the thread then finds out how it ended. */
async function isWithdrawn(tx: Tx, { id, topic }: Claimed): Promise<boolean> {
  const by = routes[topic]!.withdrawnBy
  if (!by) return false
  const [found] = await tx.$queryRaw<{ withdrawn: boolean }[]>`
    SELECT EXISTS (SELECT FROM delivery d JOIN delivery later ON later.thread = d.thread AND later.seq > d.seq
                    WHERE d.id = ${id}::uuid AND later.topic = ANY(${[...by]}) AND later.state <> 'CALLED_OFF')
                   AS withdrawn`
  return found!.withdrawn
}

/**
 * When an unreachable neighbour is tried again; null once the office's limit has passed since the first attempt:
 * however long it waited before, for its day, a person or a worker, counts for nothing.
 */
async function nextTry(tx: Tx, { attempts, firstTriedAt }: Claimed, now: Date) {
  const { deliveryHours } = await readSettings(tx)
  if (now.getTime() - firstTriedAt.getTime() > deliveryHours * 3_600_000) return null
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!
  return new Date(now.getTime() + pause * 1000)
}
