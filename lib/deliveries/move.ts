import type { Exchange } from '@/lib/outside/outcome'
import type { Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import { heardAfter } from './heard'
import type { Claimed } from './route'
import type { Attempt } from './rules/heard'
import { moves, type DeliveryMove } from './rules/lifecycle'
import type { Topic } from './topics'

/** A moved delivery, with its state and problem before. `on`: the day that a pupil's message names. */
export type MovedDelivery = {
  id: string
  seq: bigint
  thread: string
  topic: Topic
  neighbour: Neighbour
  state: DeliveryState
  problem: string | null
  learnerId: string | null
  pupilId: string | null
  payload: unknown
  on: Day | null
}

type Written = {
  /** the instant of the act or of the answer */
  at: Date
  /** the next try; without it, due at once, or when its day begins in Estonia */
  dueAt?: Date
  /** why it failed: `kind: words`, or FAULT */
  problem?: string
  /** how the attempt that this settles ended; a message that got through or was accepted counts as heard */
  attempt?: Attempt
  /** the house under which it was sent */
  houseId?: string | null
  /** additions to its payload */
  payload?: object
}

/**
 * Moves the deliveries selected by `which` (a condition on `delivery d`), if the table allows it; the others stay as
 * they are. Returns the moved ones. One statement; wakes nobody (`wakeDelivery`).
 */
export function moveDeliveries(
  tx: Tx,
  move: Exclude<DeliveryMove, 'callOn'>,
  which: Prisma.Sql,
  set: Written,
): Promise<MovedDelivery[]> {
  const { from, to, hands } = moves[move]
  const free = hands === 'NOBODYS' ? Prisma.sql`AND d.claimed_at IS NULL` : Prisma.empty
  return tx.$queryRaw<MovedDelivery[]>`
    WITH was AS (
      SELECT d.id, d.state, d.problem FROM delivery d
       WHERE (${which}) AND d.state = ANY(${[...from]}::"DeliveryState"[]) ${free} FOR UPDATE OF d)
    UPDATE delivery d SET state = ${to}::"DeliveryState", ${Prisma.join(columnsOf(move, set))} FROM was WHERE d.id = was.id
    RETURNING d.id, d.seq, d.thread, d.topic, d.neighbour, was.state, was.problem, d.learner_id AS "learnerId", d.pupil_id AS "pupilId", d.payload,
              d.payload -> 'message' ->> 'on' AS on`
}

/** The columns that a move writes beside the state. */
function columnsOf(move: Exclude<DeliveryMove, 'callOn'>, set: Written): Prisma.Sql[] {
  const { to } = moves[move]
  const anew = 'anew' in moves[move]
  const columns = [
    Prisma.sql`settled_at = ${to === 'DONE' || to === 'CALLED_OFF' ? set.at : null}`,
    Prisma.sql`claimed_at = NULL`,
  ]
  if (anew) columns.push(Prisma.sql`first_tried_at = NULL`)
  if (anew || set.dueAt) columns.push(Prisma.sql`due_at = ${set.dueAt ?? dueFrom(set.at)}`)
  if (set.problem !== undefined || to === 'DONE') columns.push(Prisma.sql`problem = ${set.problem ?? null}`)
  const attempt = to === 'DONE' ? 'done' : set.attempt
  if (attempt) columns.push(Prisma.sql`heard = ${heardAfter(attempt)}`)
  if (move === 'untold') columns.push(Prisma.sql`problem = NULL`, Prisma.sql`attempts = attempts - 1`)
  if (set.houseId !== undefined) columns.push(Prisma.sql`house_id = ${set.houseId}::uuid`)
  if (set.payload) columns.push(Prisma.sql`payload = payload || ${JSON.stringify(set.payload)}::jsonb`)
  return columns
}

const dueFrom = (at: Date) => Prisma.sql`greatest(${at}, due_on::timestamp AT TIME ZONE 'Europe/Tallinn')`

/** Restores called-off deliveries to waiting, held or stuck, as they were. One statement. */
export const callOn = (tx: Tx, messages: readonly CalledOff[]) =>
  tx.$executeRaw`
    UPDATE delivery d SET state = b.state::"DeliveryState", settled_at = NULL
      FROM json_to_recordset(${JSON.stringify(messages)}::json) AS b(id uuid, state text)
     WHERE d.id = b.id AND d.state = ANY(${[...moves.callOn.from]}::"DeliveryState"[])`

/** A called-off delivery, with its state before. */
export type CalledOff = { id: string; state: DeliveryState }

/** A delivery that got through and whose answer no route hears. */
export type Through = { delivery: Claimed; exchange: Exchange }

/**
 * Settles deliveries that got through, with their exchanges, in one statement; skips rows locked by somebody else.
 * Returns the ids of those now settled.
 */
export async function settleThrough(db: Db, through: readonly Through[], now: Date): Promise<Set<string>> {
  const rows = through.map(({ delivery, exchange }) => ({
    ...exchange,
    id: delivery.id,
    houseId: delivery.houseId,
  }))
  const done = await db.$queryRaw<{ id: string }[]>`
    WITH told AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, "houseId" uuid, at timestamptz,
             "tookMs" int, method text, address text, request text, status int, response text)),
    held AS (
      SELECT id FROM delivery WHERE id IN (SELECT id FROM told)
         AND state = ANY(${[...moves.gotThrough.from]}::"DeliveryState"[]) FOR UPDATE SKIP LOCKED),
    kept AS (
      INSERT INTO exchange (delivery_id, at, took_ms, method, address, request, status, response, outcome)
      SELECT id, at, "tookMs", method, address, request, status, response, 'done' FROM told JOIN held USING (id))
    UPDATE delivery d SET state = 'DONE', settled_at = ${now}, claimed_at = NULL, problem = NULL, house_id = told."houseId",
           heard = ${heardAfter('done')}
      FROM told JOIN held USING (id) WHERE d.id = told.id
    RETURNING d.id`
  return new Set(done.map(({ id }) => id))
}
