import { randomUUID } from 'node:crypto'
import { Prisma } from '@/lib/shared/generated/client'
import type { Tx } from '@/lib/shared/db'
import { mayHaveHeardOf } from './heard'
import { moveDeliveries } from './move'
import { post } from './post'
import type { Payload } from './topics'

/** The thread of messages to the national registry about who a learner is. */
const personThread = (learnerId: string) => `ehis.person:${learnerId}`

type Told = Pick<Payload<'ehis.person'>, 'code' | 'data'>

/** Posts messages for the registry, in this order; they wait for the study office's release. */
export const tellPerson = (tx: Tx, at: Date, learnerId: string, told: readonly Told[]) =>
  post(
    tx,
    'ehis.person',
    told.map((message) => ({
      key: `ehis.person:${randomUUID()}`,
      thread: personThread(learnerId),
      learnerId,
      payload: { learnerId, ...message },
    })),
    at,
  )

/**
 * Calls off waiting messages about a learner's new code that have certainly not left. Returns the code by which the
 * registry then knows the learner; null when none was called off.
 */
export async function callOffCode(
  tx: Tx,
  learnerId: string,
  at: Date,
): Promise<{ personalCode: string | null } | null> {
  const waits = Prisma.sql`d.thread = ${personThread(learnerId)} AND d.payload ? 'code'
                           AND NOT ${mayHaveHeardOf()}`
  const [called] = await moveDeliveries(tx, 'callOff', waits, { at })
  const code = called && (called.payload as Payload<'ehis.person'>).code
  return code ? { personalCode: code.before } : null
}

/**
 * Puts the messages of two records of one person into the thread of the record that stays, so that they leave one after
 * another. One statement.
 */
export const joinPersonThreads = (tx: Tx, from: string, to: string) => tx.$executeRaw`
  UPDATE delivery SET thread = ${personThread(to)}, payload = jsonb_set(payload, '{learnerId}', to_jsonb(${to}::text))
   WHERE thread = ${personThread(from)}`

/** As SQL: until the registry has taken a corrected code, it knows `learner l` by the earlier one. */
export const codeKnown = Prisma.sql`
  CASE WHEN EXISTS (SELECT FROM delivery c WHERE c.learner_id = l.id AND c.topic = 'ehis.person' AND c.payload ? 'code'
                       AND c.state NOT IN ('DONE', 'CALLED_OFF'))
       THEN (SELECT c.payload -> 'code' ->> 'before' FROM delivery c
              WHERE c.learner_id = l.id AND c.topic = 'ehis.person' AND c.payload ? 'code'
                AND c.state NOT IN ('DONE', 'CALLED_OFF') ORDER BY c.seq LIMIT 1)
       ELSE l.personal_code END`
