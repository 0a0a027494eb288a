import { performance } from 'node:perf_hooks'
import type { Outcome } from '@/lib/outside/outcome'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { log } from '@/lib/shared/log'
import { claim, putBack } from './claim'
import type { Through } from './move'
import { persistently } from './persistent'
import { timeoutMs, type Claimed, type Worker } from './route'
import { endUntold, leaveUnsent, settle, settleFault } from './settle'
import { settlingMany } from './settle-many'
import { topics } from './topics'
import { NothingToTell, Unsendable } from './unsendable'

/** How many are sent to one neighbour at the same time, and the most that are claimed for it at once. */
const atOnce = 8
const mostInHand = 512
/** A worker claims at once as many as the neighbour, judging by the last ones sent, takes in this time, ms. */
const handful = 500

/**
 * Sends everything due to a neighbour, in order within a thread, until nothing is left. Safe to run in many processes
 * at once; a process killed in the middle leaves claims that lapse. Returns the number of tries.
 */
export async function deliverAllDue(worker: Worker): Promise<number> {
  let sent = 0
  let most = atOnce
  let turn: Promise<void> = Promise.resolve()
  const underWay = new Set<Promise<number>>()

  const inTurn: InTurn = (count, send) =>
    (turn = turn.then(async () => {
      const since = performance.now()
      await send()
      const pace = count / (performance.now() - since)
      most = Math.min(Math.max(Math.floor(pace * handful), atOnce), mostInHand)
    }))

  async function hand() {
    for (;;) {
      const claimed = await persistently(() => claim(worker, most))
      if (claimed.length > 0) {
        const delivering = deliverAll(worker, claimed, inTurn)
        underWay.add(delivering)
        const done = await delivering.finally(() => underWay.delete(delivering))
        sent += done
      } else if (underWay.size > 0) {
        // Messages behind one in the other hand may go once that is settled.
        await Promise.race(underWay)
      } else return
    }
  }
  // While one hand sends, the other settles what it has sent and claims the next ones.
  await Promise.all([hand(), hand()])
  return sent
}

/** Waits until nobody else in this process sends to the neighbour, then runs `send`, which sends `count` deliveries. */
type InTurn = (count: number, send: () => Promise<unknown>) => Promise<void>

/**
 * Sends some at the same time, each as soon as there is room. Releases those that would lapse before they are answered.
 */
async function deliverAll(worker: Worker, claimed: readonly Claimed[], inTurn: InTurn) {
  const { db } = worker
  const lastStart = performance.now() + env().CLAIM_SECONDS * 1000 - timeoutMs
  const facts = await persistently(() => factsOf(worker, claimed))
  const settling = settlingMany(worker, ({ delivery, exchange }) => {
    const outcome = { exchange, kind: 'done', value: undefined as never } as const
    return persistently(() =>
      inTransaction(db, (tx) => settle(tx, worker, delivery, { payload: delivery.payload, outcome })),
    )
  })
  const left = [...claimed].reverse()
  const oneByOne = async () => {
    for (let next; performance.now() < lastStart && (next = left.pop());) {
      const quiet = await deliver(worker, next, facts.get(next.id))
      if (quiet) settling.add(quiet)
    }
  }
  await inTurn(claimed.length, () => Promise.all(Array.from({ length: atOnce }, oneByOne)))
  await settling.all()
  await persistently(() => putBack(db, left))
  return claimed.length - left.length
}

/**
 * Reads the facts that routes need, for several deliveries at a time; an error here is each delivery's own, reported
 * when it is sent.
 */
async function factsOf({ db, routes }: Worker, claimed: readonly Claimed[]): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const [topic, theirs] of Map.groupBy(claimed, (delivery) => delivery.topic))
    for (const [id, facts] of (await routes[topic].facts?.(db, theirs)) ?? []) found.set(id, facts)
  return found
}

/**
 * Sends and settles one delivery. If it got through and no route hears the answer, returns it to be settled with
 * others.
 */
async function deliver(worker: Worker, delivery: Claimed, facts: unknown): Promise<Through | void> {
  const { db, routes, clock } = worker
  const { send, heard, after } = routes[delivery.topic]
  const payload = topics[delivery.topic].payload.safeParse(delivery.payload)
  let outcome: Outcome<never> | null = null
  const inOneGo = (work: (tx: Tx) => Promise<void>) => persistently(() => inTransaction(db, work))
  try {
    if (!payload.success) throw new Unreadable(payload.error.message)
    outcome = await send(db, payload.data as never, delivery, facts as never)
    if (outcome.kind === 'done' && !heard && !after) return { delivery, exchange: outcome.exchange }
    const answered = outcome
    await inOneGo((tx) => settle(tx, worker, delivery, { payload: payload.data, outcome: answered }))
    if (answered.kind === 'done')
      await persistently(async () => after?.(db, payload.data as never, answered.value, clock()))
  } catch (error) {
    if (error instanceof NothingToTell) return inOneGo((tx) => endUntold(tx, worker, delivery))
    if (error instanceof Unsendable) return inOneGo((tx) => leaveUnsent(tx, worker, delivery, error))
    // Not the neighbour's fault: the database was out of reach, or our code failed. It is tried again and the try is
    // kept; the error's words don't go on screen.
    log.error({ err: error, delivery: delivery.id, topic: delivery.topic }, 'a delivery failed')
    const again = !(error instanceof Unreadable)
    await inOneGo((tx) => settleFault(tx, worker, delivery, { outcome, again }))
  }
}

/** A payload of ours that stays unreadable however often it is tried. */
class Unreadable extends Error {}
