import { post } from '@/lib/deliveries/post'
import { readSettings } from '@/lib/office/settings'
import { inTransaction, type Db } from '@/lib/shared/db'

/** So many documents are asked about in one round. */
const most = 200

/**
 * A missed event is found by asking: DHIS is asked about issued documents whose news hasn't come for the time set in
 * settings, once in such a time each.
 */
export function lookAfterDocuments(db: Db, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { lookAfterMinutes } = await readSettings(tx)
    const since = new Date(now.getTime() - lookAfterMinutes * 60_000)
    const waiting = await tx.document.findMany({
      where: {
        state: 'ISSUED',
        issuedAt: { lt: since },
        deliveries: { none: { topic: 'dhis.look', createdAt: { gte: since } } },
      },
      select: { id: true, sendNo: true },
      orderBy: { issuedAt: 'asc' },
      take: most,
    })
    const turn = Math.floor(now.getTime() / (lookAfterMinutes * 60_000))
    const postings = waiting.map(({ id, sendNo }) => ({
      key: `dhis.look:${id}:${sendNo}:${turn}`,
      thread: `look:${id}`,
      documentId: id,
      payload: { documentId: id, sendNo },
    }))
    await post(tx, 'dhis.look', postings, now)
  })
}
