import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { carryNow } from '@/lib/deliveries/commands'
import { wakeDelivery } from '@/lib/deliveries/jobs'
import { moveDeliveries } from '@/lib/deliveries/move'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { messageIds } from '../queries/pupil-log'
import type { MessagesInput } from '../schema'

type Asked = z.output<typeof MessagesInput>

/** `Peata`: messages about pupils that wait and are in nobody's hands stay until they are let go. */
export const holdMessages = (act: Act, asked: Asked) => change(act, asked, 'hold')

/** `Luba saatmine`: what was held leaves on its day, or at once if that has come. */
export const releaseMessages = (act: Act, asked: Asked) => change(act, asked, 'release')

/** `Saada uuesti`: what needs a person is tried again, in the own name where whoever caused it is unknown to X-Road. */
export const sendMessagesAgain = (act: Act, asked: Asked) => change(act, asked, 'sendAgain')

/** `Jäta ära`: what EHIS refused is never sent, and what waits behind it about the same pupil can go. */
export const leaveOutMessages = (act: Act, asked: Asked) => change(act, asked, 'leaveOut')

/** What each act is called in the audit. */
const audited = {
  hold: 'delivery.hold',
  release: 'delivery.release',
  sendAgain: 'delivery.retry',
  leaveOut: 'delivery.leaveOut',
} as const

/**
 * On one message, or on all that the filter shows and that stood there when it was shown. Returns how many it changed;
 * one message that is no longer as it was is refused. A fixed number of statements.
 */
function change(
  { db, person, now }: Act,
  { id, until, ...filter }: Asked,
  move: keyof typeof audited,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const seen = await messageIds(tx, person, id ? { page: 1 } : filter, until, id)
    if (id && seen.length === 0) throw new Refused([{ code: 'notFound' }])
    const stuckAlone = move === 'sendAgain' || move === 'leaveOut'
    const which = Prisma.sql`d.id = ANY(${[...seen]}::uuid[]) AND (NOT ${stuckAlone} OR d.state = 'NEEDS_PERSON')`
    const changed = await moveDeliveries(tx, move, which, { at: now })
    if (id && changed.length === 0) throw new Refused([{ code: 'deliveryChanged' }])
    const nobodys = changed.filter(({ problem }) => problem?.startsWith('noActor:')).map((each) => each.id)
    if (move === 'sendAgain' && nobodys.length > 0) await carryNow(tx, nobodys, { sentById: person.id })
    await auditOrders(tx, person.id, audited[move], changed, now)
    if (changed.length > 0) await wakeDelivery(tx, 'EHIS')
    return changed.length
  })
}

const auditOrders = (tx: Tx, userId: string, act: string, changed: readonly { id: string }[], at: Date) =>
  audit(
    tx,
    changed.map(({ id }) => ({ at, userId, act, subject: id })),
  )
