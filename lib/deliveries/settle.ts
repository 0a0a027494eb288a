import type { Exchange, Outcome } from '@/lib/outside/outcome'
import { readSettings } from '@/lib/settings/settings'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { wakeDelivery } from './jobs'
import { moveDeliveries } from './move'
import type { Claimed, Worker } from './route'
import type { Attempt } from './rules/heard'
import type { Unsendable } from './unsendable'

/** Pauses after the first, second … failure, seconds; the last one repeats until the office's limit of hours. */
const pauses = [2, 5, 15, 60, 300, 900, 3600]

/** The exchange, the delivery's new state and what the answer brings about: one transaction. */
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
    // Whoever settles it first wins: the claim may have lapsed and another worker been quicker.
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

/** It did not get through: nobody needs it any more (`over`), it is tried `again`, or a person has to see to it. */
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

/** Keeps an exchange, once: a break of the connection may have this done again after it was done. */
async function keep(tx: Tx, { id: deliveryId }: Claimed, exchange: Exchange, outcome: string) {
  const kept = await tx.exchange.count({ where: { deliveryId, at: exchange.at } })
  if (kept === 0) await tx.exchange.create({ data: { ...exchange, deliveryId, outcome } })
}

/** What failed with us: the try is kept, and it is tried `again` like an unreachable neighbour; else a person has to look. */
export async function settleFault(
  tx: Tx,
  worker: Worker,
  delivery: Claimed,
  { outcome, again }: { outcome: Outcome<never> | null; again: boolean },
) {
  await keep(tx, delivery, outcome?.exchange ?? untold(worker.clock()), outcome?.kind ?? 'fault')
  // An answer that came tells more than that we failed over it; what is never tried again couldn't even be read.
  const attempt = outcome?.kind ?? (again ? 'fault' : 'unsent')
  await settleFailed(tx, worker, delivery, { attempt, problem: 'FAULT', over: false, again })
}

/** A try that never came to the neighbour. */
const untold = (at: Date): Exchange => ({
  at,
  tookMs: 0,
  method: '–',
  address: '',
  request: null,
  status: null,
  response: null,
})

/** There was nothing to send: a person has to mend it first, unless it is withdrawn anyway. No attempt is kept. */
export async function leaveUnsent(tx: Tx, worker: Worker, delivery: Claimed, { code, words }: Unsendable) {
  const problem = `${code}: ${words}`
  await settleFailed(tx, worker, delivery, { attempt: 'unsent', problem, over: false, again: false })
}

/** There is nothing to tell any more. This turn doesn't count as a try: it never left. */
export async function endUntold(tx: Tx, { clock }: Worker, delivery: Claimed) {
  await moveDeliveries(tx, 'untold', it(delivery), { at: clock() })
}

/** Whether it was taken back while it was in our hands: what stands behind it in the thread then finds out how it ended. */
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
 * When an unreachable neighbour is tried again; null once the office's limit has passed since the first attempt:
 * however long it waited before, for its day, a person or a worker, counts for nothing.
 */
async function nextTry(tx: Tx, { attempts, firstTriedAt }: Claimed, now: Date) {
  const { deliveryHours } = await readSettings(tx)
  if (now.getTime() - firstTriedAt.getTime() > deliveryHours * 3_600_000) return null
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!
  return new Date(now.getTime() + pause * 1000)
}
