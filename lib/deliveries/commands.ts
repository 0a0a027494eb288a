import type { Exchange } from '@/lib/outside/outcome'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { wakeDelivery } from './jobs'
import { moveDeliveries, type MovedDelivery } from './move'
import type { Topic } from './topics'

type OfDocument = { documentId: string; topics: readonly Topic[] }

/**
 * Makes waiting or stuck deliveries of a document due at once, in a new period of trying; those in a worker's hands
 * stay.
 */
export const retryDeliveries = (tx: Tx, about: OfDocument, at: Date) => sendAgain(tx, ofDocument(about), at)

/** The same for messages by id; the caller has locked them. */
export const sendAgainByIds = (tx: Tx, ids: readonly string[], at: Date) => sendAgain(tx, among(ids), at)

/**
 * Calls off deliveries that haven't left: waiting, held or stuck, and not in a worker's hands. Returns them. One
 * statement.
 */
export const callOffDeliveries = (tx: Tx, about: OfDocument, at: Date): Promise<MovedDelivery[]> =>
  moveDeliveries(tx, 'callOff', ofDocument(about), { at })

/** The same for messages by id; the caller has locked them. */
export const callOffByIds = (tx: Tx, ids: readonly string[], at: Date): Promise<MovedDelivery[]> =>
  moveDeliveries(tx, 'callOff', among(ids), { at })

/** `Võta vastus vastu`: accepts DHIS's answer as it is, though it isn't the expected one. One statement. */
export const acceptDelivery = (tx: Tx, id: string, at: Date) =>
  moveDeliveries(tx, 'accept', among([id]), { at })

/**
 * Changes what a stuck message carries: its address, or the user in whose name it goes. The caller locks it and sends
 * it again. One statement.
 */
export const carryNow = (tx: Tx, ids: readonly string[], payload: Record<string, string>) => tx.$executeRaw`
  UPDATE delivery d SET payload = payload || ${JSON.stringify(payload)}::jsonb WHERE ${among(ids)}`

/** Detaches the messages of a deleted document, which stay as a record. */
export const leaveDocument = (tx: Tx, documentId: string) =>
  tx.delivery.updateMany({ where: { documentId }, data: { documentId: null } })

/** Pauses a neighbour or resumes it; messages posted during the pause leave once it is resumed. */
export async function setPause(
  tx: Tx,
  neighbour: Neighbour,
  paused: { at: Date; byId: string } | null,
): Promise<void> {
  await tx.pause.deleteMany({ where: { neighbour } })
  if (paused) await tx.pause.create({ data: { neighbour, pausedAt: paused.at, byId: paused.byId } })
  else await wakeDelivery(tx, neighbour)
}

/** Keeps one part of an answer that comes in several; the worker's claim is extended by the time that the part took. */
export async function partAnswered(db: Db, deliveryId: string, exchange: Exchange): Promise<void> {
  await db.exchange.create({ data: { ...exchange, deliveryId, outcome: 'done' } })
  await db.$executeRaw`
    UPDATE delivery SET claimed_at = claimed_at + ${exchange.tookMs} * interval '1 millisecond'
     WHERE id = ${deliveryId}::uuid AND state = 'WAITING'`
}

async function sendAgain(tx: Tx, which: Prisma.Sql, at: Date): Promise<MovedDelivery[]> {
  const moved = await moveDeliveries(tx, 'sendAgain', which, { at })
  for (const neighbour of new Set(moved.map((each) => each.neighbour))) await wakeDelivery(tx, neighbour)
  return moved
}

const among = (ids: readonly string[]) => Prisma.sql`d.id = ANY(${[...ids]}::uuid[])`
const ofDocument = ({ documentId, topics }: OfDocument) =>
  Prisma.sql`d.document_id = ${documentId}::uuid AND d.topic = ANY(${[...topics]})`
