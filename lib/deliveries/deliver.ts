import { performance } from 'node:perf_hooks'
import type { Outcome } from '@/lib/outside/outcome'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { log } from '@/lib/shared/log'
import { routes, timeoutMs, type Claimed } from '@/lib/telling/routes'
import { claim, putBack } from './claim'
import { persistently } from './persistent'
import { endUntold, leaveUnsent, settle, settleFault } from './settle'
import { settlingMany, type Through } from './settle-many'
import { topics, type Topic } from './topics'
import { NothingToTell, Unsendable } from './unsendable'

/** How many are sent to one neighbour at once, and how many at most are taken in hand for it. */
const atOnce = 8
const mostInHand = 512
/** As many are taken in hand as the neighbour does away with in this time, by how it went before, ms. */
const handful = 500

/**
 * Sends everything that is due to a neighbour, in order within a thread, until nothing is left. Safe to run in many
 * processes at once; one that is killed in the middle leaves claims that lapse. `clock` gives the instant it is.
 */
export async function deliverDue(db: Db, neighbour: Neighbour, clock: () => Date): Promise<number> {
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
      const claimed = await persistently(() => claim(db, neighbour, clock(), most))
      if (claimed.length > 0) {
        const delivering = deliverAll(db, neighbour, claimed, clock, inTurn)
        underWay.add(delivering)
        const done = await delivering.finally(() => underWay.delete(delivering))
        sent += done
      } else if (underWay.size > 0) {
        // What stands behind something in the other hand may go once that is settled.
        await Promise.race(underWay)
      } else return
    }
  }
  // While one hand sends, the other settles what it has sent and claims what comes next.
  await Promise.all([hand(), hand()])
  return sent
}

/** Waits until nobody else sends to the neighbour in this process, then sends so many. */
type InTurn = (count: number, send: () => Promise<unknown>) => Promise<void>

/** Some at once, each as soon as there is room. Those that would lapse before they are answered are put back. */
async function deliverAll(
  db: Db,
  neighbour: Neighbour,
  claimed: readonly Claimed[],
  clock: () => Date,
  inTurn: InTurn,
) {
  const lastStart = performance.now() + env().CLAIM_SECONDS * 1000 - timeoutMs
  const facts = await persistently(() => factsOf(db, claimed))
  const settling = settlingMany(db, clock, ({ delivery, exchange }) =>
    persistently(() =>
      inTransaction(db, (tx) =>
        settle(tx, neighbour, delivery, delivery.payload, { exchange, ...through }, clock()),
      ),
    ),
  )
  const left = [...claimed].reverse()
  const oneByOne = async () => {
    for (let next; performance.now() < lastStart && (next = left.pop());)
      await deliver(db, neighbour, next, facts.get(next.id), clock, settling.add)
  }
  await inTurn(claimed.length, () => Promise.all(Array.from({ length: atOnce }, oneByOne)))
  await settling.all()
  await persistently(() => putBack(db, left))
  return claimed.length - left.length
}

const through = { kind: 'done', value: undefined as never } as const

/** What routes want to know of several deliveries at a time; a fault here is each delivery's own, told when it is sent. */
async function factsOf(db: Db, claimed: readonly Claimed[]): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const topic of new Set(claimed.map((delivery) => delivery.topic))) {
    const theirs = claimed.filter((delivery) => delivery.topic === topic)
    for (const [id, facts] of (await routes[topic]!.facts?.(db, theirs)) ?? []) found.set(id, facts)
  }
  return found
}

async function deliver(
  db: Db,
  neighbour: Neighbour,
  delivery: Claimed,
  facts: unknown,
  clock: () => Date,
  gotThrough: (through: Through) => void,
) {
  const route = routes[delivery.topic]!
  const payload = topics[delivery.topic].payload.safeParse(delivery.payload)
  let outcome: Outcome<never> | null = null
  const inOneGo = (work: (tx: Tx) => Promise<void>) => persistently(() => inTransaction(db, work))
  try {
    if (!payload.success) throw new Unreadable(payload.error.message)
    outcome = await route.send(db, payload.data as never, delivery, facts as never)
    if (outcome.kind === 'done' && isQuiet(delivery.topic))
      return gotThrough({ delivery, exchange: outcome.exchange })
    const settled = outcome
    await inOneGo((tx) => settle(tx, neighbour, delivery, payload.data, settled, clock()))
    if (settled.kind === 'done')
      await persistently(async () => route.after?.(db, payload.data as never, settled.value, clock()))
  } catch (error) {
    if (error instanceof NothingToTell) return inOneGo((tx) => endUntold(tx, delivery, clock()))
    if (error instanceof Unsendable) return inOneGo((tx) => leaveUnsent(tx, delivery, error, clock()))
    // Not of the neighbour: the database was out of reach, or a fault is ours. It is tried again, and the try is kept; the
    // words stay out of the screen.
    log.error({ err: error, delivery: delivery.id, topic: delivery.topic }, 'a delivery failed')
    const again = !(error instanceof Unreadable)
    await inOneGo((tx) => settleFault(tx, { neighbour, delivery, outcome, again }, clock()))
  }
}

/** A payload of ours that no try will make readable. */
class Unreadable extends Error {}

/** Whether nobody has to hear that it got through. */
const isQuiet = (topic: Topic) => !routes[topic]!.heard && !routes[topic]!.after
