import type { Db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { Prisma } from '@/lib/shared/generated/client'
import { heardAfter } from './heard'
import type { Claimed, Worker } from './route'

/** Whether one delivery comes before another in their thread: by day if they have one, then in the order of posting. */
const earlier = (one: string, other: string) => {
  const place = (of: string) => Prisma.raw(`(coalesce(${of}.due_on, '-infinity'), ${of}.seq)`)
  return Prisma.sql`${place(one)} < ${place(other)}`
}

/**
 * Claims for this worker the next due deliveries whose predecessors in their thread are settled, at most `most`.
 * Includes deliveries whose claim a dead worker left behind.
 */
export function claim({ db, neighbour, routes, clock }: Worker, most: number): Promise<Claimed[]> {
  const now = clock()
  const sendable = Object.keys(routes)
  const lapsed = new Date(now.getTime() - env().CLAIM_SECONDS * 1000)
  return db.$queryRaw`
    UPDATE delivery SET claimed_at = ${now}, attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now}),
           heard = CASE WHEN claimed_at IS NULL THEN heard ELSE ${heardAfter('lost')} END
     WHERE id IN (
       SELECT d.id FROM delivery d
        WHERE d.neighbour = ${neighbour}::"Neighbour" AND d.topic = ANY(${sendable}) AND d.state = 'WAITING'
          AND d.due_at <= ${now} AND (d.claimed_at IS NULL OR d.claimed_at < ${lapsed})
          AND NOT EXISTS (SELECT FROM delivery e WHERE e.thread = d.thread AND e.state NOT IN ('DONE', 'CALLED_OFF')
                             AND e.id <> d.id AND (${earlier('e', 'd')} OR e.claimed_at >= ${lapsed}))
          AND NOT EXISTS (SELECT FROM pause p WHERE p.neighbour = d.neighbour)
        ORDER BY d.due_at, d.seq LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, key, topic, payload, attempts, created_at AS "createdAt", first_tried_at AS "firstTriedAt",
              house_id AS "houseId", pupil_id AS "pupilId"`
}

/** Releases claims whose turn would not come before they lapse, as though they had not been claimed. */
export async function putBack(db: Db, claimed: readonly Claimed[]) {
  if (claimed.length === 0) return
  await db.$executeRaw`
    UPDATE delivery SET claimed_at = NULL, attempts = attempts - 1,
           first_tried_at = CASE WHEN attempts > 1 THEN first_tried_at END
     WHERE id = ANY(${claimed.map(({ id }) => id)}::uuid[]) AND state = 'WAITING'`
}
