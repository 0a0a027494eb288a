import type { Db, Tx } from '@/lib/shared/db'
import { mayHaveHeardOf } from './heard'
import type { Claimed } from './route'
import type { Payload } from './topics'

type RegistryAct = Payload<'ehis.grant'>['act']

/** The standing of one thread of messages to the national registry. */
export type RegistryThread = {
  /** the number of its messages, called off or not: the next one's number is one more */
  count: number
  /** what the registry was last told, as `toldOf` puts it; null when it has taken nothing yet */
  told: string | null
  /** the last one that was not called off; `open`: not taken yet; `inHand`: a worker has it */
  last: { id: string; act: RegistryAct; open: boolean; inHand: boolean; tried: boolean } | null
}

/** The threads' messages, locked for the rest of the transaction so that none leaves meanwhile. One statement. */
export async function lastMessages(tx: Tx, threads: readonly string[]): Promise<Map<string, RegistryThread>> {
  const rows = await tx.$queryRaw<
    (NonNullable<RegistryThread['last']> & { thread: string; calledOff: boolean; told: string | null })[]
  >`
    SELECT d.id, d.thread, d.payload ->> 'act' AS act, d.payload ->> 'told' AS told,
           d.state = 'CALLED_OFF' AS "calledOff", d.state NOT IN ('DONE', 'CALLED_OFF') AS open,
           d.claimed_at IS NOT NULL AS "inHand",
           d.heard <> 'NOT' AS tried
      FROM delivery d WHERE d.thread = ANY(${[...threads]}) ORDER BY d.seq FOR UPDATE OF d`
  const found = new Map<string, RegistryThread>()
  for (const { thread, calledOff, told, ...message } of rows) {
    const before = found.get(thread) ?? { count: 0, told: null, last: null }
    found.set(thread, {
      count: before.count + 1,
      told: told ?? before.told,
      last: calledOff ? before.last : message,
    })
  }
  return found
}

/** Whether the registry took an earlier message of the delivery's thread, or may have. */
export async function mayHaveHeard(db: Db, deliveryId: string): Promise<boolean> {
  const [found] = await db.$queryRaw<{ heard: boolean }[]>`
    SELECT EXISTS (SELECT FROM delivery d JOIN delivery e ON e.thread = d.thread AND e.seq < d.seq
                    WHERE d.id = ${deliveryId}::uuid AND ${mayHaveHeardOf('e')}) AS heard`
  return found!.heard
}

/** Records beside a message what it told the registry, which has taken it. */
export async function registryTold(
  tx: Tx,
  payload: { registryId: string; act: RegistryAct },
  told: string,
  _now: Date,
  { id }: Claimed,
) {
  await tx.delivery.update({ where: { id }, data: { payload: { ...payload, told } } })
}
