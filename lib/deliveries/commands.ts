import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { holds } from '@/lib/access/rights'
import { addressNow } from '@/lib/learners/queries/known'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Delivery } from '@/lib/shared/generated/client'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import type { DeliveryInput, PauseInput } from '@/lib/telling/schema'
import { visibleDelivery } from '@/lib/telling/visible'
import { wakeDelivery } from './jobs'
import type { Topic } from './topics'

/** Makes stuck deliveries of a document due at once; what is done or in hand stays as it is. */
export async function retryDeliveries(
  tx: Tx,
  { documentId, topics }: { documentId: string; topics: readonly Topic[] },
  at: Date,
) {
  const stuck = await tx.delivery.findMany({
    where: { documentId, topic: { in: [...topics] }, state: { in: ['WAITING', 'NEEDS_PERSON'] } },
    select: { id: true, neighbour: true },
  })
  for (const { id, neighbour } of stuck) {
    await tx.delivery.update({ where: { id }, data: { state: 'WAITING', dueAt: at } })
    await wakeDelivery(tx, neighbour)
  }
}

/** Takes back what hasn't left: waiting, held or stuck, and not in a worker's hands. Returns their threads. */
export async function callOffDeliveries(
  tx: Tx,
  { documentId, topics }: { documentId: string; topics: readonly Topic[] },
  at: Date,
): Promise<{ thread: string }[]> {
  return tx.$queryRaw`
    UPDATE delivery SET state = 'CALLED_OFF', settled_at = ${at}
     WHERE document_id = ${documentId}::uuid AND topic = ANY(${[...topics]}) AND claimed_at IS NULL
       AND state IN ('WAITING', 'HELD', 'NEEDS_PERSON')
    RETURNING thread`
}

/** Makes messages that wait or are stuck due at once, by id; the caller holds them. One statement and the job. */
export async function sendAgainByIds(tx: Tx, neighbour: Neighbour, ids: readonly string[], at: Date) {
  if (ids.length === 0) return
  await tx.delivery.updateMany({
    where: { id: { in: [...ids] }, claimedAt: null, state: { in: ['WAITING', 'NEEDS_PERSON'] } },
    data: { state: 'WAITING', dueAt: at },
  })
  await wakeDelivery(tx, neighbour)
}

/** `Saada uuesti` on the deliveries page: one stuck delivery is tried again at once, as things stand now. A school's message has its own log. */
export function retryDelivery(act: Act, { id }: z.output<typeof DeliveryInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const delivery = await tx.delivery.findFirst({
      where: { id, houseId: null, ...visibleDelivery(act.person) },
    })
    if (!delivery) throw new Refused([{ code: 'notFound' }])
    const { count } = await tx.delivery.updateMany({
      where: { id, state: { in: ['NEEDS_PERSON', 'WAITING'] }, claimedAt: null },
      data: { state: 'WAITING', dueAt: act.now },
    })
    if (count === 0) throw new Refused([{ code: 'deliveryChanged' }])
    if (delivery.state === 'NEEDS_PERSON') await bringUpToDate(tx, act, delivery)
    await audit(tx, act, 'delivery.retry', id)
    await wakeDelivery(tx, delivery.neighbour)
  })
}

/**
 * What a stuck delivery carries, as things stand when a person tries it again: a letter goes to the address that the learner
 * has by then, and what the registry hears goes in the name of whoever of the study office presses.
 */
async function bringUpToDate(tx: Tx, { person, now }: Act, { id, topic, learnerId }: Delivery) {
  if (topic === 'mail.letter' && learnerId) {
    const to = await addressNow(tx, learnerId)
    await tx.$executeRaw`
      UPDATE delivery SET payload = jsonb_set(payload, '{to}', to_jsonb(${to}::text)) WHERE id = ${id}::uuid`
  }
  if ((topic === 'ehis.grant' || topic === 'ehis.person') && holds(person, 'STUDY_OFFICE')) {
    const by = JSON.stringify({ releasedById: person.id, releasedAt: now.toISOString() })
    await tx.$executeRaw`UPDATE delivery SET payload = payload || ${by}::jsonb WHERE id = ${id}::uuid`
  }
}

/** Pauses a neighbour or resumes it; what is posted meanwhile waits. */
export function pauseNeighbour(act: Act, { neighbour, paused }: z.output<typeof PauseInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    if (!holds(act.person, 'ADMIN')) throw new Refused([{ code: 'notFound' }])
    await tx.pause.deleteMany({ where: { neighbour } })
    if (paused) await tx.pause.create({ data: { neighbour, pausedAt: act.now, byId: act.person.id } })
    else await wakeDelivery(tx, neighbour)
    await audit(tx, act, paused ? 'neighbour.pause' : 'neighbour.resume', neighbour)
  })
}

const audit = (tx: Tx, act: Act, name: string, subject: string | Neighbour) =>
  tx.auditEntry.create({ data: { at: act.now, userId: act.person.id, act: name, subject } })
