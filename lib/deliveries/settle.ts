import type { Exchange, Outcome } from '@/lib/outside/outcome'
import { readSettings } from '@/lib/settings/settings'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { wakeDelivery } from './jobs'
import { moveDeliveries } from './move'
import type { Claimed, Worker } from './route'
import type { Attempt } from './rules/heard'
import type { Unsendable } from './unsendable'

/** Pauses after the first, second … failure, seconds; the last one repeats until the office's limit in hours. */
const pauses = [2, 5, 15, 60, 300, 900, 3600]

/** Writes the exchange, the delivery's new state and the consequences of the answer in one transaction. */
export async function settle(
  tx: Tx,
  worker: Worker,
  delivery: Claimed,
  { payload, outcome }: { payload: unknown; outcome: Outcome<never> },
) {
  const { exchange } = outcome
  const now = worker.clock()
  const { heard, conflict, failed } = worker.routes[delivery.topic]
  for (const each of [...(outcome.before ?? []), exchange]) await keep(tx, delivery, each, outcome.kind)
  if (outcome.kind === 'done') {
    // The first to settle it wins: the claim may have lapsed and another worker been quicker.
    const moved = await moveDeliveries(tx, 'gotThrough', it(delivery), { at: now, houseId: delivery.houseId })
    const wrong = moved.length > 0 ? await heard?.(tx, payload as never, outcome.value, now, delivery) : null
    if (wrong) await moveDeliveries(tx, 'misanswered', it(delivery), { at: now, problem: wrong })
    return
  }
  const answered = outcome.kind === 'refused' && exchange.status === 409 && conflict !== undefined
  const problem = `${outcome.kind}: ${outcome.words}`.slice(0, 2_000)
  const moved = await settleFailed(tx, worker, delivery, {
    attempt: outcome.kind,
    problem,
    over: answered || failed !== undefined,
    again: outcome.kind === 'unreachable',
  })
  if (failed && moved) await failed(tx, payload as never, problem, now)
  if (answered) await conflict(tx, payload as never, now)
}

/** It did not get through: nobody needs it any more (`over`), it is tried `again`, or a person has to deal with it. */
async function settleFailed(
  tx: Tx,
  worker: Worker,
  delivery: Claimed,
  { attempt, problem, over, again }: { attempt: Attempt; problem: string; over: boolean; again: boolean },
): Promise<boolean> {
  const at = worker.clock()
  const lapsed = over || (await isWithdrawn(tx, worker, delivery))
  const dueAt = again && !lapsed ? await nextTry(tx, delivery, at) : null
  const move = lapsed ? 'lapsed' : dueAt ? 'putOff' : 'gotStuck'
  const moved = await moveDeliveries(tx, move, it(delivery), { at, problem, attempt, dueAt: dueAt ?? at })
  if (dueAt) await wakeDelivery(tx, worker.neighbour, dueAt)
  return moved.length > 0
}

const it = ({ id }: Claimed) => Prisma.sql`d.id = ${id}::uuid`

/** Stores an exchange once: a broken connection may make us run this again after it was done. */
async function keep(tx: Tx, { id: deliveryId }: Claimed, exchange: Exchange, outcome: string) {
  const kept = await tx.exchange.count({ where: { deliveryId, at: exchange.at } })
  if (kept === 0) await tx.exchange.create({ data: { ...exchange, deliveryId, outcome } })
}

/**
 * Settles a failure on our side: keeps the try, and tries `again` as for an unreachable neighbour; otherwise a person
 * has to look.
 */
export async function settleFault(
  tx: Tx,
  worker: Worker,
  delivery: Claimed,
  { outcome, again }: { outcome: Outcome<never> | null; again: boolean },
) {
  await keep(tx, delivery, outcome?.exchange ?? untold(worker.clock()), outcome?.kind ?? 'fault')
  // An answer that came says more than our failure on it; a delivery that is never tried again couldn't even be read.
  const attempt = outcome?.kind ?? (again ? 'fault' : 'unsent')
  await settleFailed(tx, worker, delivery, { attempt, problem: 'FAULT', over: false, again })
}

/** A try that never reached the neighbour. */
const untold = (at: Date): Exchange => ({
  at,
  tookMs: 0,
  method: '–',
  address: '',
  request: null,
  status: null,
  response: null,
})

/** Nothing could be sent: a person has to correct something first, unless it is withdrawn anyway. Keeps no attempt. */
export async function leaveUnsent(tx: Tx, worker: Worker, delivery: Claimed, { code, words }: Unsendable) {
  const problem = `${code}: ${words}`
  await settleFailed(tx, worker, delivery, { attempt: 'unsent', problem, over: false, again: false })
}

/** Nothing is left to tell. This turn doesn't count as a try: it never left. */
export async function endUntold(tx: Tx, { clock }: Worker, delivery: Claimed) {
  await moveDeliveries(tx, 'untold', it(delivery), { at: clock() })
}

/** Whether it was taken back while it was in our hands: the next message of the thread then learns the outcome. */
async function isWithdrawn(tx: Tx, { routes }: Worker, { id, topic }: Claimed): Promise<boolean> {
  const by = routes[topic].withdrawnBy
  if (!by) return false
  const [found] = await tx.$queryRaw<{ withdrawn: boolean }[]>`
    SELECT EXISTS (SELECT FROM delivery d JOIN delivery later ON later.thread = d.thread AND later.seq > d.seq
                    WHERE d.id = ${id}::uuid AND later.topic = ANY(${[...by]}) AND later.state <> 'CALLED_OFF')
                   AS withdrawn`
  return found!.withdrawn
}

/**
 * When to try an unreachable neighbour again; null once the office's limit has passed since the first attempt: earlier
 * waiting for its day, a person or a worker doesn't count.
 */
async function nextTry(tx: Tx, { attempts, firstTriedAt }: Claimed, now: Date) {
  const { deliveryHours } = await readSettings(tx)
  if (now.getTime() - firstTriedAt.getTime() > deliveryHours * 3_600_000) return null
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!
  return new Date(now.getTime() + pause * 1000)
}
