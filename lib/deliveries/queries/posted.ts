import type { Tx } from '@/lib/shared/db'
import type { Topic } from '../topics'

/** Equal deliveries: of one topic, with the same content to one receiver or to that many persons. */
export type Posted = {
  topic: Topic
  /** a letter's subject; the act told to a registry (GIVE, CHANGE, DELETE); else empty */
  what: string
  /** a finance office's address; empty for letters to persons, who each have one */
  to: string
  /** there is no address, so a person has to deal with it */
  unaddressed: boolean
  count: number
}

/**
 * What an act on the document has posted so far in this transaction, and the waiting messages it has called off at `at`,
 * the document's or not, counted by content and receiver. One statement; reads only the transaction's own writes.
 */
export async function postedNow(
  tx: Tx,
  documentId: string,
  at: Date,
): Promise<{ sent: Posted[]; recalled: Posted[] }> {
  const found = await tx.$queryRaw<(Posted & { calledOff: boolean })[]>`
    SELECT topic, coalesce(payload->>'subject', payload->>'act', '') AS what,
           CASE WHEN topic = 'mail.finance' THEN payload->>'to' ELSE '' END AS "to",
           coalesce(payload->>'to' = '', false) AS unaddressed, state = 'CALLED_OFF' AS "calledOff", count(*)::int AS count
      FROM delivery
     WHERE xmin = pg_current_xact_id()::xid
       AND (document_id = ${documentId}::uuid
            OR neighbour = ANY(enum_range(NULL::"Neighbour")) AND settled_at = ${at})
     GROUP BY 1, 2, 3, 4, 5 ORDER BY min(seq)`
  const of = (gone: boolean) =>
    found.filter(({ calledOff }) => calledOff === gone).map(({ calledOff: _, ...posted }) => posted)
  return { sent: of(false), recalled: of(true) }
}
