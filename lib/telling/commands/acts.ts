import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { holds, type Person } from '@/lib/access/rights'
import { carryNow, sendAgainByIds, setPause } from '@/lib/deliveries/commands'
import { wakeDelivery } from '@/lib/deliveries/jobs'
import { moveDeliveries, type MovedDelivery } from '@/lib/deliveries/move'
import { canBeLeftOut } from '@/lib/deliveries/rules/advice'
import type { Topic } from '@/lib/deliveries/topics'
import { addressNow } from '@/lib/learners/queries/known'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import { heldWhere } from '../queries/list'
import { mayLeaveOut, visibleDelivery } from '../queries/visible'
import type { DeliveryInput, LeaveOutInput, PauseInput, ReleaseInput } from '../schema'

/**
 * `Saada uuesti` on the deliveries page: retries a waiting or stuck delivery at once, in a new period of trying. A
 * school's message has its own log. Throws notFound, deliveryChanged.
 */
export function retryDelivery(act: Act, { id }: z.output<typeof DeliveryInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    await assertSees(tx, act, id)
    const [moved] = await sendAgainByIds(tx, [id], act.now)
    if (!moved) throw new Refused([{ code: 'deliveryChanged' }])
    if (moved.state === 'NEEDS_PERSON') await bringUpToDate(tx, act, moved)
    await auditDeliveries(tx, act, 'delivery.retry', [id])
  })
}

/**
 * Updates a stuck delivery when a person retries it: a letter goes to the learner's present address, and a message to
 * the registry goes in the name of the member of the study office who presses.
 */
async function bringUpToDate(tx: Tx, { person, now }: Act, { id, topic, learnerId }: MovedDelivery) {
  if (topic === 'mail.letter' && learnerId) await carryNow(tx, [id], { to: await addressNow(tx, learnerId) })
  if ((topic === 'ehis.grant' || topic === 'ehis.person') && holds(person, 'STUDY_OFFICE'))
    await carryNow(tx, [id], releasedBy(person, now))
}

const releasedBy = ({ id }: Person, now: Date) => ({ releasedById: id, releasedAt: now.toISOString() })

/** Throws notFound for a delivery that the person may not see, or a school's. */
async function assertSees(tx: Tx, { person }: Act, id: string) {
  const where = { AND: [{ id, houseId: null }, visibleDelivery(person)] }
  if ((await tx.deliveriesDelivery.count({ where })) === 0) throw new Refused([{ code: 'notFound' }])
}

/** `Luba saatmine` on one delivery's page: releases a held delivery now. Throws notFound, deliveryChanged. */
export function releaseDelivery(act: Act, { id }: z.output<typeof DeliveryInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    assertMay(act)
    await assertSees(tx, act, id)
    const count = await release(tx, act, [id])
    if (count === 0) throw new Refused([{ code: 'deliveryChanged' }])
    return count
  })
}

/**
 * `Luba saatmine` under the list: releases every held delivery that passes the filter and was there when the list was
 * shown (`until`, the last one's place in the order of posting). Returns how many; a fixed number of statements.
 */
export function releaseDeliveries(
  act: Act,
  { until, ...filter }: z.output<typeof ReleaseInput>,
): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    assertMay(act)
    const held = await tx.deliveriesDelivery.findMany({
      where: { AND: [heldWhere(act.person, filter, act.now), { seq: { lte: until } }] },
      select: { id: true },
    })
    const ids = held.map(({ id }) => id)
    return ids.length === 0 ? 0 : release(tx, act, ids)
  })
}

/** "Andmed kannab õppeosakond EHISesse" (seed "own-funds-doctoral-allowance"). */
function assertMay({ person }: Act) {
  if (!holds(person, 'STUDY_OFFICE')) throw new Refused([{ code: 'notFound' }])
}

/** Makes them due at once, and records who released them, because X-Road asks on whose behalf we come. */
async function release(tx: Tx, act: Act, ids: readonly string[]): Promise<number> {
  const which = Prisma.sql`d.id = ANY(${[...ids]}::uuid[])`
  const released = await moveDeliveries(tx, 'release', which, {
    at: act.now,
    payload: releasedBy(act.person, act.now),
  })
  await auditDeliveries(
    tx,
    act,
    'delivery.release',
    released.map(({ id }) => id),
  )
  for (const neighbour of new Set(released.map((each) => each.neighbour))) await wakeDelivery(tx, neighbour)
  return released.length
}

/**
 * `Jäta ära`, with a reason: a stuck or held delivery is never sent, and the next ones of its thread can go. Deliveries
 * for which a document waits are handled on the document's page. Throws notFound, missing.reason, deliveryChanged.
 */
export function leaveOutDelivery(act: Act, { id, reason }: z.output<typeof LeaveOutInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const delivery = await tx.deliveriesDelivery.findFirst({
      where: { AND: [{ id, houseId: null }, visibleDelivery(act.person)] },
      include: { document: true, run: { include: { programme: true } } },
    })
    if (!delivery || !mayLeaveOut(act.person, delivery)) throw new Refused([{ code: 'notFound' }])
    if (reason === '') throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    const { neighbour, state, problem } = delivery
    const standing = { topic: delivery.topic as Topic, neighbour, state, problem, ofSchool: false }
    if (!canBeLeftOut(standing)) throw new Refused([{ code: 'deliveryChanged' }])
    const moved = await moveDeliveries(tx, 'leaveOut', Prisma.sql`d.id = ${id}::uuid`, { at: act.now })
    if (moved.length === 0) throw new Refused([{ code: 'deliveryChanged' }])
    await auditDeliveries(tx, act, 'delivery.leaveOut', [id], { reason })
    await wakeDelivery(tx, neighbour)
  })
}

/** Pauses a neighbour or resumes it; messages posted meanwhile wait. */
export function pauseNeighbour(act: Act, { neighbour, paused }: z.output<typeof PauseInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    if (!holds(act.person, 'ADMIN')) throw new Refused([{ code: 'notFound' }])
    await setPause(tx, neighbour, paused ? { at: act.now, byId: act.person.id } : null)
    await auditDeliveries(tx, act, paused ? 'neighbour.pause' : 'neighbour.resume', [neighbour])
  })
}

const auditDeliveries = (
  tx: Tx,
  { person, now }: Act,
  act: string,
  subjects: readonly (string | Neighbour)[],
  details?: { reason: string },
) =>
  audit(
    tx,
    subjects.map((subject) => ({ at: now, userId: person.id, act, subject, details })),
  )
