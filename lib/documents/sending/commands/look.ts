import { callOffByIds } from '@/lib/deliveries/commands'
import { post } from '@/lib/deliveries/post'
import type { DhisRecord } from '@/lib/outside/dhis/wire'
import { readSettings } from '@/lib/settings/settings'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { takeNews } from './news'

/** The most documents asked about in one round. */
const most = 200

/**
 * Finds missed events by asking: asks DHIS about issued documents without news for the time set in settings, once per
 * such time each. The next question replaces one that got stuck.
 */
export function lookAfterDocuments(db: Db, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { lookAfterMinutes } = await readSettings(tx)
    const since = new Date(now.getTime() - lookAfterMinutes * 60_000)
    const stuck = await tx.deliveriesDelivery.findMany({
      where: {
        topic: 'dhis.look',
        state: 'NEEDS_PERSON',
        OR: [{ createdAt: { lt: since } }, { document: { state: { not: 'ISSUED' } } }],
      },
      select: { id: true },
    })
    await callOffByIds(
      tx,
      stuck.map(({ id }) => id),
      now,
    )
    const waiting = await tx.document.findMany({
      where: {
        state: 'ISSUED',
        issuedAt: { lt: since },
        deliveries: {
          none: { topic: 'dhis.look', OR: [{ createdAt: { gte: since } }, { state: 'WAITING' }] },
        },
      },
      select: { id: true, sendNo: true },
      orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
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

/** Asks DHIS at once for the state of a version. */
export const lookNow = (tx: Tx, { documentId, sendNo }: { documentId: string; sendNo: number }, now: Date) =>
  post(
    tx,
    'dhis.look',
    [
      {
        key: `dhis.look:${documentId}:${sendNo}:${now.toISOString()}`,
        thread: `look:${documentId}`,
        documentId,
        payload: { documentId, sendNo },
      },
    ],
    now,
  )

/**
 * Takes DHIS's state of a version; null = DHIS has no such document. Applies news that hadn't come. If the version
 * waits with us but nobody can confirm it there any more, parks that as news, so that a person learns of it.
 */
export async function lookedAt(
  db: Db,
  { documentId, sendNo }: { documentId: string; sendNo: number },
  record: DhisRecord | null,
  now: Date,
): Promise<void> {
  if (record?.lastEvent) await takeNews(db, record.lastEvent, now)
  const how = howWithdrawn(record, sendNo)
  if (!how) return
  const document = await db.document.findFirst({
    where: {
      id: documentId,
      state: 'ISSUED',
      sendNo,
      // Our own pending messages to DHIS are no news.
      deliveries: {
        none: { neighbour: 'DHIS', topic: { not: 'dhis.look' }, state: { in: ['WAITING', 'NEEDS_PERSON'] } },
      },
    },
  })
  if (!document?.dhisId) return
  await takeNews(
    db,
    {
      eventId: `look:${documentId}:${sendNo}`,
      type: 'withdrawn',
      how,
      id: document.dhisId,
      ourId: documentId,
      version: sendNo,
      by: { name: 'DHIS', personalCode: '' },
      at: now.toISOString(),
    },
    now,
  )
}

function howWithdrawn(record: DhisRecord | null, sendNo: number) {
  if (!record) return 'lost'
  const { version, state } = record
  return version === sendNo && (state === 'cancelled' || state === 'locked') ? state : null
}
