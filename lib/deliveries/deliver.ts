import type { Neighbour } from '@/lib/shared/generated/enums'
import { Prisma } from '@/lib/shared/generated/client'
import type { Outcome } from '@/lib/outside/outcome'
import { readSettings } from '@/lib/office/settings'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { log } from '@/lib/shared/log'
import { wakeDelivery } from './jobs'
import { routes, type Claimed } from './routes'
import { topics } from './topics'
import { Unsendable } from './unsendable'

/** How many are sent to one neighbour at once. */
const atOnce = 8
/** Pauses after the first, second … failure, seconds; the last one repeats until the office's limit of hours. */
const pauses = [2, 5, 15, 60, 300, 900, 3600]

/**
 * Sends everything that is due to a neighbour, in order within a thread, until nothing is left. Safe to run in many
 * processes at once; one that is killed in the middle leaves claims that lapse. `clock` gives the instant it is.
 */
export async function deliverDue(db: Db, neighbour: Neighbour, clock: () => Date): Promise<number> {
  let sent = 0
  for (;;) {
    const claimed = await claim(db, neighbour, clock())
    if (claimed.length === 0) return sent
    await Promise.all(claimed.map((delivery) => deliver(db, neighbour, delivery, clock)))
    sent += claimed.length
  }
}

/** Whether one delivery stands before another in their thread: by their days, where they have any, then as posted. */
const earlier = (one: string, other: string) => {
  const place = (of: string) => Prisma.raw(`(coalesce(${of}.due_on, '-infinity'), ${of}.seq)`)
  return Prisma.sql`${place(one)} < ${place(other)}`
}

/** The next ones due whose predecessors in the thread are settled, held for this worker. */
function claim(db: Db, neighbour: Neighbour, now: Date): Promise<Claimed[]> {
  const sendable = Object.keys(routes)
  const lapsed = new Date(now.getTime() - env().CLAIM_SECONDS * 1000)
  return db.$queryRaw`
    UPDATE delivery SET claimed_at = ${now}, attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now})
     WHERE id IN (
       SELECT d.id FROM delivery d
        WHERE d.neighbour = ${neighbour}::"Neighbour" AND d.topic = ANY(${sendable}) AND d.state = 'WAITING'
          AND d.due_at <= ${now} AND (d.claimed_at IS NULL OR d.claimed_at < ${lapsed})
          AND NOT EXISTS (SELECT FROM delivery e WHERE e.thread = d.thread AND e.state NOT IN ('DONE', 'CALLED_OFF')
                             AND e.id <> d.id AND (${earlier('e', 'd')} OR e.claimed_at >= ${lapsed}))
          AND NOT EXISTS (SELECT FROM pause p WHERE p.neighbour = d.neighbour)
        ORDER BY d.seq LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, key, topic, payload, attempts, created_at AS "createdAt", first_tried_at AS "firstTriedAt",
              house_id AS "houseId", pupil_id AS "pupilId"`
}

async function deliver(db: Db, neighbour: Neighbour, delivery: Claimed, clock: () => Date) {
  const route = routes[delivery.topic]!
  try {
    const payload = topics[delivery.topic].payload.parse(delivery.payload)
    const outcome: Outcome<never> = await route.send(db, payload as never, delivery)
    await inTransaction(db, (tx) => settle(tx, neighbour, delivery, payload, outcome, clock()))
    if (outcome.kind === 'done') await route.after?.(db, payload as never, outcome.value, clock())
  } catch (error) {
    if (error instanceof Unsendable)
      return inTransaction(db, (tx) => leaveUnsent(tx, delivery, error, clock()))
    // A fault of ours, not of the neighbour: a person has to look; the words stay out of the screen.
    log.error({ err: error, delivery: delivery.id, topic: delivery.topic }, 'a delivery failed')
    await db.delivery.updateMany({
      where: { id: delivery.id, state: 'WAITING' },
      data: { state: 'NEEDS_PERSON', problem: 'FAULT', claimedAt: null },
    })
  }
}

/** The exchange, the delivery's new state and what the answer brings about: one transaction. */
async function settle(
  tx: Tx,
  neighbour: Neighbour,
  delivery: Claimed,
  payload: unknown,
  outcome: Outcome<never>,
  now: Date,
) {
  const { exchange } = outcome
  await tx.exchange.create({ data: { ...exchange, deliveryId: delivery.id, outcome: outcome.kind } })
  // Whoever settles it first wins: the claim may have lapsed and another worker been quicker.
  const open = { id: delivery.id, state: 'WAITING' } as const satisfies Prisma.DeliveryWhereInput
  if (outcome.kind === 'done') {
    const { count } = await tx.delivery.updateMany({
      where: open,
      data: { state: 'DONE', settledAt: now, claimedAt: null, problem: null, houseId: delivery.houseId },
    })
    if (count === 1) await routes[delivery.topic]!.heard?.(tx, payload as never, outcome.value, now, delivery)
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

/** There was nothing to send: a person has to mend it first, unless it is withdrawn anyway. No attempt is kept. */
async function leaveUnsent(tx: Tx, delivery: Claimed, { code, words }: Unsendable, now: Date) {
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

/** Whether it was taken back while it was in our hands: what stands behind it in the thread then finds out how it ended. */
async function isWithdrawn(tx: Tx, { id, topic }: Claimed): Promise<boolean> {
  const by = routes[topic]!.withdrawnBy
  if (!by) return false
  const [found] = await tx.$queryRaw<{ withdrawn: boolean }[]>`
    SELECT EXISTS (SELECT FROM delivery d JOIN delivery later ON later.thread = d.thread AND later.seq > d.seq
                    WHERE d.id = ${id}::uuid AND later.topic = ${by} AND later.state <> 'CALLED_OFF')
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
