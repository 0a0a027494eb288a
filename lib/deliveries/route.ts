import type { Outcome } from '@/lib/outside/outcome'
import type { Db, Tx } from '@/lib/shared/db'
import type { Neighbour } from '@/lib/shared/generated/enums'
import type { Payload, Topic } from './topics'

/** A delivery in a worker's hands. */
export type Claimed = {
  id: string
  key: string
  topic: Topic
  payload: unknown
  attempts: number
  createdAt: Date
  firstTriedAt: Date
  /** of a school's message: the house under which it goes this time */
  houseId: string | null
  pupilId: string | null
}

/** How a topic is sent, and who hears the answer. */
export type Route<T extends Topic, Value, Facts = undefined> = {
  /** facts that sending needs besides the payload, by delivery, read for several at a time */
  facts?: (db: Db, deliveries: readonly Claimed[]) => Promise<Map<string, Facts>>
  /** talks to the neighbour; no transaction is open. throws Unsendable when there is nothing to send */
  send: (db: Db, payload: Payload<T>, delivery: Claimed, facts: Facts) => Promise<Outcome<Value>>
  /**
   * applies the answer, in the transaction that settles the delivery; returns what is wrong with the answer, as the
   * delivery's problem, if a person has to look at it first
   */
  heard?: (
    tx: Tx,
    payload: Payload<T>,
    value: Value,
    now: Date,
    delivery: Claimed,
  ) => Promise<string | null | void>
  /** DHIS's state has changed meanwhile (409): that is an answer too, and the delivery is over */
  conflict?: (tx: Tx, payload: Payload<T>, now: Date) => Promise<void>
  /** with it the delivery is tried only once: tells whoever waits for the answer why it failed */
  failed?: (tx: Tx, payload: Payload<T>, problem: string, now: Date) => Promise<void>
  /** a later delivery of these topics in the thread takes this one back: it is not tried again */
  withdrawnBy?: readonly Topic[]
  /** applies the part of the answer that needs transactions of its own, after that transaction */
  after?: (db: Db, payload: Payload<T>, value: Value, now: Date) => Promise<void>
}

/** A route of each topic. The table is read by topic at run time, where payload and route are known to belong together. */
export type Routes = { readonly [T in Topic]: Route<T, never, never> }

/** A line of the table, with its own types. */
export const route = <T extends Topic, Value, Facts = undefined>(
  line: Route<T, Value, Facts>,
): Route<T, never, never> => line as unknown as Route<T, never, never>

/** How long to wait for a neighbour, ms. */
export const timeoutMs = 20_000

/** Who sends the due deliveries to a neighbour; `clock` gives the present instant. */
export type Worker = { db: Db; neighbour: Neighbour; routes: Routes; clock: () => Date }
