import type { Exchange } from '@/lib/outside/outcome'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { wakeDelivery } from './jobs'
import { moveDeliveries, type Moved } from './move'
import type { Topic } from './topics'

type OfDocument = { documentId: string; topics: readonly Topic[] }

/** Makes deliveries of a document that wait or are stuck due at once, in a new period of trying; what is in hand stays. */
export const retryDeliveries = (tx: Tx, about: OfDocument, at: Date) => sendAgain(tx, ofDocument(about), at)

/** The same of messages by id; the caller holds them. */
export const sendAgainByIds = (tx: Tx, ids: readonly string[], at: Date) => sendAgain(tx, among(ids), at)

/** Takes back what hasn't left: waiting, held or stuck, and not in a worker's hands. Returns them. One statement. */
export const callOffDeliveries = (tx: Tx, about: OfDocument, at: Date): Promise<Moved[]> =>
  moveDeliveries(tx, 'callOff', ofDocument(about), { at })

/** The same of messages by id; the caller holds them. */
export const callOffByIds = (tx: Tx, ids: readonly string[], at: Date): Promise<Moved[]> =>
  moveDeliveries(tx, 'callOff', among(ids), { at })

/** `Võta vastus vastu`: what DHIS answered counts as it is, though it isn't what was expected. One statement. */
export const acceptDelivery = (tx: Tx, id: string, at: Date) =>
  moveDeliveries(tx, 'accept', among([id]), { at })

/**
 * What a stuck message carries from now on: another address, or in whose name it goes. The caller holds it and sends it again.
 * One statement.
 */
export const carryNow = (tx: Tx, ids: readonly string[], payload: Record<string, string>) => tx.$executeRaw`
  UPDATE delivery d SET payload = payload || ${JSON.stringify(payload)}::jsonb WHERE ${among(ids)}`

/** A document that is deleted leaves its messages for the story, without it. */
export const leaveDocument = (tx: Tx, documentId: string) =>
  tx.delivery.updateMany({ where: { documentId }, data: { documentId: null } })

/** Pauses a neighbour or resumes it; what was posted meanwhile goes on then. */
export async function setPause(
  tx: Tx,
  neighbour: Neighbour,
  paused: { at: Date; byId: string } | null,
): Promise<void> {
  await tx.pause.deleteMany({ where: { neighbour } })
  if (paused) await tx.pause.create({ data: { neighbour, pausedAt: paused.at, byId: paused.byId } })
  else await wakeDelivery(tx, neighbour)
}

/** An answer that is one part of several: it is kept, and the delivery stays with its worker as much longer as it took. */
export async function partAnswered(db: Db, deliveryId: string, exchange: Exchange): Promise<void> {
  await db.exchange.create({ data: { ...exchange, deliveryId, outcome: 'done' } })
  await db.$executeRaw`
    UPDATE delivery SET claimed_at = claimed_at + ${exchange.tookMs} * interval '1 millisecond'
     WHERE id = ${deliveryId}::uuid AND state = 'WAITING'`
}

async function sendAgain(tx: Tx, which: Prisma.Sql, at: Date): Promise<Moved[]> {
  const moved = await moveDeliveries(tx, 'sendAgain', which, { at })
  for (const neighbour of new Set(moved.map((each) => each.neighbour))) await wakeDelivery(tx, neighbour)
  return moved
}

const among = (ids: readonly string[]) => Prisma.sql`d.id = ANY(${[...ids]}::uuid[])`
const ofDocument = ({ documentId, topics }: OfDocument) =>
  Prisma.sql`d.document_id = ${documentId}::uuid AND d.topic = ANY(${[...topics]})`
