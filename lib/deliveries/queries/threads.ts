import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DeliveryState } from '@/lib/shared/generated/enums'

/** A message as its thread shows it; `inHand`: a worker has it. */
export type Message = {
  id: string
  payload: unknown
  state: Exclude<DeliveryState, 'CALLED_OFF'>
  inHand: boolean
  dueAt: Date
  settledAt: Date | null
  problem: string | null
}

/**
 * The standing of a thread: the number of its messages, called off or not (the next one's number is one more), the last
 * one not called off, and the last one taken.
 */
export type ThreadStanding = { count: number; last: Message | null; taken: Message | null }

/**
 * The standings of those of these threads that have messages. HOLD locks the messages for the rest of the transaction.
 * One statement.
 */
export async function threadStandings(
  client: Db | Tx,
  threads: readonly string[],
  hold: 'HOLD' | 'READ' = 'READ',
): Promise<Map<string, ThreadStanding>> {
  type Row = Omit<Message, 'state'> & { thread: string; state: DeliveryState }
  const held = hold === 'HOLD' ? Prisma.sql`FOR UPDATE` : Prisma.empty
  const rows = await client.$queryRaw<Row[]>`
    SELECT thread, id, payload, state, claimed_at IS NOT NULL AS "inHand", due_at AS "dueAt", settled_at AS "settledAt",
           problem
      FROM delivery WHERE thread = ANY(${[...threads]}) ORDER BY seq ${held}`
  const found = new Map<string, ThreadStanding>()
  for (const { thread, state, ...rest } of rows) {
    const before = found.get(thread) ?? { count: 0, last: null, taken: null }
    const message = state === 'CALLED_OFF' ? null : { ...rest, state }
    found.set(thread, {
      count: before.count + 1,
      last: message ?? before.last,
      taken: state === 'DONE' ? message : before.taken,
    })
  }
  return found
}
