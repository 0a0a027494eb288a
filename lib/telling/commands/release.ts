import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { holds } from '@/lib/access/rights'
import { wakeDelivery } from '@/lib/deliveries/jobs'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { heldWhere } from '../queries/list'
import type { DeliveryInput, ReleaseInput } from '../schema'
import { visibleDelivery } from '../visible'

/** `Luba saatmine` on one delivery's page: what was held leaves now. */
export function releaseDelivery(act: Act, { id }: z.output<typeof DeliveryInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    assertMay(act)
    const delivery = await tx.delivery.findFirst({
      where: { AND: [{ id, houseId: null }, visibleDelivery(act.person)] },
    })
    if (!delivery) throw new Refused([{ code: 'notFound' }])
    const count = await release(tx, act, [id])
    if (count === 0) throw new Refused([{ code: 'deliveryChanged' }])
    return count
  })
}

/**
 * `Luba saatmine` under the list: everything held that the filter shows and that stood there when it was shown
 * (`until`, the last one's place in the order of posting). Returns how many; a fixed number of statements.
 */
export function releaseDeliveries(
  act: Act,
  { until, ...filter }: z.output<typeof ReleaseInput>,
): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    assertMay(act)
    const held = await tx.delivery.findMany({
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

/** They become due at once, and remember who let them go, for X-Road asks on whose behalf we come. */
async function release(tx: Tx, { person, now }: Act, ids: readonly string[]): Promise<number> {
  const by = JSON.stringify({ releasedById: person.id, releasedAt: now.toISOString() })
  const released = await tx.$queryRaw<{ id: string; neighbour: 'EHIS' }[]>(Prisma.sql`
    UPDATE delivery SET state = 'WAITING', due_at = ${now}, payload = payload || ${by}::jsonb
     WHERE id = ANY(${[...ids]}::uuid[]) AND state = 'HELD' RETURNING id, neighbour`)
  await tx.auditEntry.createMany({
    data: released.map(({ id }) => ({
      at: now,
      userId: person.id,
      act: 'delivery.release',
      subject: id,
    })),
  })
  for (const neighbour of new Set(released.map((each) => each.neighbour))) await wakeDelivery(tx, neighbour)
  return released.length
}
