import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { wakeDelivery } from '@/lib/deliveries/jobs'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { messageIds } from '../queries/pupil-log'
import type { MessagesInput } from '../schema'

type Asked = z.output<typeof MessagesInput>

/** `Peata`: messages about pupils that wait and are in nobody's hands stay until they are let go. */
export const holdMessages = (act: Act, asked: Asked) =>
  change(
    act,
    asked,
    'delivery.hold',
    (ids) => Prisma.sql`
    UPDATE delivery SET state = 'HELD' WHERE ${among(ids)} AND state = 'WAITING' AND claimed_at IS NULL RETURNING id`,
  )

/** `Luba saatmine`: what was held leaves on its day, or at once if that has come. */
export const releaseMessages = (act: Act, asked: Asked) =>
  change(
    act,
    asked,
    'delivery.release',
    (ids) => Prisma.sql`
    UPDATE delivery SET state = 'WAITING', due_at = ${dueFrom(act.now)}, first_tried_at = NULL
     WHERE ${among(ids)} AND state = 'HELD' RETURNING id`,
  )

/** `Saada uuesti`: what needs a person is tried again, in the own name where whoever caused it is unknown to X-Road. */
export const sendMessagesAgain = (act: Act, asked: Asked) =>
  change(
    act,
    asked,
    'delivery.retry',
    (ids) => Prisma.sql`
    UPDATE delivery SET state = 'WAITING', due_at = ${dueFrom(act.now)}, first_tried_at = NULL,
           payload = CASE WHEN problem ~ '^noActor:' THEN jsonb_set(payload, '{sentById}', to_jsonb(${act.person.id}::text))
                          ELSE payload END
     WHERE ${among(ids)} AND state = 'NEEDS_PERSON' AND claimed_at IS NULL RETURNING id`,
  )

/** `Jäta ära`: what EHIS refused is never sent, and what waits behind it about the same pupil can go. */
export const leaveOutMessages = (act: Act, asked: Asked) =>
  change(
    act,
    asked,
    'delivery.leaveOut',
    (ids) => Prisma.sql`
    UPDATE delivery SET state = 'CALLED_OFF', settled_at = ${act.now}
     WHERE ${among(ids)} AND state = 'NEEDS_PERSON' AND claimed_at IS NULL RETURNING id`,
  )

const among = (ids: readonly string[]) => Prisma.sql`id = ANY(${[...ids]}::uuid[])`
const dueFrom = (now: Date) => Prisma.sql`greatest(${now}, due_on::timestamp AT TIME ZONE 'Europe/Tallinn')`

/**
 * On one message, or on all that the filter shows and that stood there when it was shown. Returns how many it changed;
 * one message that is no longer as it was is refused. A fixed number of statements.
 */
function change(
  { db, person, now }: Act,
  { id, until, ...filter }: Asked,
  name: string,
  update: (ids: readonly string[]) => Prisma.Sql,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const seen = await messageIds(tx, person, id ? { page: 1 } : filter, until, id)
    if (id && seen.length === 0) throw new Refused([{ code: 'notFound' }])
    const changed = await tx.$queryRaw<{ id: string }[]>(update(seen))
    if (id && changed.length === 0) throw new Refused([{ code: 'deliveryChanged' }])
    await audit(tx, person.id, name, changed, now)
    if (changed.length > 0) await wakeDelivery(tx, 'EHIS')
    return changed.length
  })
}

const audit = (tx: Tx, userId: string, act: string, changed: readonly { id: string }[], at: Date) =>
  tx.auditEntry.createMany({ data: changed.map(({ id }) => ({ at, userId, act, subject: id })) })
