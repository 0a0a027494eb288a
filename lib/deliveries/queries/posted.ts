import type { Tx } from '@/lib/shared/db'
import type { Topic } from '../topics'

/** Deliveries alike: of one topic, saying the same to one receiver or to as many persons. */
export type Posted = {
  topic: Topic
  /** the subject of a letter; what a registry is told (GIVE, CHANGE, DELETE); else empty */
  what: string
  /** a finance office's address; empty where each person has one */
  to: string
  /** there is no address: a person has to see to it */
  unaddressed: boolean
  count: number
}

/**
 * What this transaction has posted so far, and what of the waiting it has called off, counted by what each says to whom. One
 * statement; only what the transaction itself wrote is looked at.
 */
export async function postedNow(tx: Tx): Promise<{ sent: Posted[]; recalled: Posted[] }> {
  const found = await tx.$queryRaw<(Posted & { calledOff: boolean })[]>`
    SELECT topic, coalesce(payload->>'subject', payload->>'act', '') AS what,
           CASE WHEN topic = 'mail.finance' THEN payload->>'to' ELSE '' END AS "to",
           coalesce(payload->>'to' = '', false) AS unaddressed, state = 'CALLED_OFF' AS "calledOff", count(*)::int AS count
      FROM delivery WHERE xmin = pg_current_xact_id()::xid GROUP BY 1, 2, 3, 4, 5 ORDER BY min(seq)`
  const of = (gone: boolean) =>
    found.filter(({ calledOff }) => calledOff === gone).map(({ calledOff: _, ...posted }) => posted)
  return { sent: of(false), recalled: of(true) }
}
