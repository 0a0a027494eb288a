import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { LeaveOutInput } from '@/lib/telling/schema'
import { mayLeaveOut, visibleDelivery } from '@/lib/telling/visible'
import { canBeLeftOut } from './advice'
import { wakeDelivery } from './jobs'
import type { Topic } from './topics'

/**
 * `Jäta ära`, with a reason: what is stuck or held is never sent, and what waits behind it in its thread can go. What a
 * document waits for has its ways on the document's page.
 */
export function leaveOutDelivery(act: Act, { id, reason }: z.output<typeof LeaveOutInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const delivery = await tx.delivery.findFirst({
      where: { AND: [{ id, houseId: null }, visibleDelivery(act.person)] },
      include: { document: true, run: { include: { programme: true } } },
    })
    if (!delivery || !mayLeaveOut(act.person, delivery)) throw new Refused([{ code: 'notFound' }])
    if (reason === '') throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    const { neighbour, state, problem } = delivery
    const standing = { topic: delivery.topic as Topic, neighbour, state, problem, ofSchool: false }
    const { count } = await tx.delivery.updateMany({
      where: { id, state: { in: ['NEEDS_PERSON', 'HELD'] }, claimedAt: null },
      data: { state: 'CALLED_OFF', settledAt: act.now },
    })
    if (count === 0 || !canBeLeftOut(standing)) throw new Refused([{ code: 'deliveryChanged' }])
    await tx.auditEntry.create({
      data: {
        ...{ at: act.now, userId: act.person.id, act: 'delivery.leaveOut', subject: id },
        details: { reason },
      },
    })
    await wakeDelivery(tx, neighbour)
  })
}
