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

/** `Peata`: holds waiting messages about pupils that no worker has, until they are released. */
export const holdMessages = (act: Act, asked: Asked) => change(act, asked, 'hold')

/** `Luba saatmine`: a held message leaves on its day, or at once if that has come. */
export const releaseMessages = (act: Act, asked: Asked) => change(act, asked, 'release')

/**
 * `Saada uuesti`: retries messages that need a person, in the user's own name if X-Road doesn't know whoever caused
 * them.
 */
export const sendMessagesAgain = (act: Act, asked: Asked) => change(act, asked, 'sendAgain')

/** `Jäta ära`: a message that EHIS refused is never sent, and the next ones about the same pupil can go. */
export const leaveOutMessages = (act: Act, asked: Asked) => change(act, asked, 'leaveOut')

/** The name of each act in the audit. */
const audited = {
  hold: 'delivery.hold',
  release: 'delivery.release',
  sendAgain: 'delivery.retry',
  leaveOut: 'delivery.leaveOut',
} as const

/**
 * Acts on one message, or on all that pass the filter and were there when the log was shown. Returns how many it
 * changed; throws for a single message that has changed meanwhile. A fixed number of statements.
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
