import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Day } from '@/lib/shared/dates'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Tx } from '@/lib/shared/db'
import { wakeDelivery } from './jobs'
import { topics, type Payload, type Topic } from './topics'

export type Posting<T extends Topic = Topic> = {
  /**
   * identifies the event, its direction and its receiver: the same event always has the same key, and no other has it
   */
  key: string
  /** the subject; deliveries of one thread leave in the order of posting */
  thread: string
  payload: Payload<T>
  documentId?: string
  learnerId?: string
  subjectId?: string
  runId?: string
  /** of a school's message: the house under which it goes, the pupil, and the day on which it must leave */
  houseId?: string
  pupilId?: string
  dueOn?: Day
}

/**
 * Writes deliveries of one topic, and the job that sends them, in the caller's transaction: once committed they will be
 * sent, rolled back they never existed. Two statements, however many deliveries. Due at once (`at`: the act's instant),
 * at `dueAt`, or at the beginning of the day on which they must leave. Posting the same thing again changes nothing;
 * throws when its key exists with other content, because that message would never be sent.
 */
export async function post<T extends Topic>(
  tx: Tx,
  name: T,
  postings: readonly Posting<T>[],
  at: Date,
  dueAt: Date = at,
) {
  if (postings.length === 0) return
  const { neighbour, starts, payload: schema } = topics[name]
  const rows = postings.map((posting) => ({
    id: randomUUID(),
    key: posting.key,
    thread: posting.thread,
    documentId: posting.documentId ?? null,
    learnerId: posting.learnerId ?? null,
    subjectId: posting.subjectId ?? null,
    runId: posting.runId ?? null,
    houseId: posting.houseId ?? null,
    pupilId: posting.pupilId ?? null,
    dueOn: posting.dueOn ?? null,
    payload: schema.parse(posting.payload),
  }))
  const written = await tx.$executeRaw`
    INSERT INTO delivery (id, neighbour, topic, key, thread, document_id, learner_id, subject_id, run_id, house_id,
                          pupil_id, due_on, payload, state, due_at, created_at)
    SELECT id, ${neighbour}::"Neighbour", ${name}, key, thread, "documentId", "learnerId", "subjectId", "runId", "houseId",
           "pupilId", "dueOn", payload, ${starts}::"DeliveryState",
           greatest(${dueAt}, "dueOn"::timestamp AT TIME ZONE 'Europe/Tallinn'), ${at}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, key text, thread text,
           "documentId" uuid, "learnerId" uuid, "subjectId" uuid, "runId" uuid, "houseId" uuid, "pupilId" uuid,
           "dueOn" date, payload jsonb)
    ON CONFLICT (key) DO NOTHING`
  if (written < rows.length) await assertKnown(tx, name, rows)
  if (starts === 'WAITING') await wakeDelivery(tx, neighbour, dueAt > at ? dueAt : undefined)
}

/** A payload as it is stored: its topic may have got more since. */
const anything = z.record(z.string(), z.unknown())

/** Throws unless the deliveries with these keys have the posted content; later additions to a payload don't count. */
async function assertKnown(
  tx: Tx,
  topic: Topic,
  rows: readonly { key: string; thread: string; payload: object }[],
) {
  const stored = await tx.delivery.findMany({
    where: { key: { in: rows.map(({ key }) => key) } },
    select: { key: true, topic: true, thread: true, payload: true },
  })
  const known = new Map(stored.map((delivery) => [delivery.key, delivery]))
  for (const { key, thread, payload } of rows) {
    const delivery = known.get(key)
    const kept = anything.parse(delivery?.payload ?? {})
    const same =
      delivery?.topic === topic &&
      delivery.thread === thread &&
      // As in JSON, undefined properties are missing.
      Object.entries(JSON.parse(JSON.stringify(payload)) as object).every(([name, value]) =>
        isDeepStrictEqual(kept[name], value),
      )
    if (!same) throw new Error(`The key ${key} stands for another delivery`)
  }
}

/**
 * The same for messages made from rows of the poster's own room: `postings` is a query of key, thread, document_id,
 * learner_id, subject_id and payload (jsonb, as the topic has it). Every key must be new; a known one fails.
 */
export async function postSelected(tx: Tx, name: Topic, postings: Prisma.Sql, at: Date) {
  const { neighbour, starts } = topics[name]
  await tx.$executeRaw`
    INSERT INTO delivery (neighbour, topic, key, thread, document_id, learner_id, subject_id, payload, state, due_at,
                          created_at)
    SELECT ${neighbour}::"Neighbour", ${name}, key, thread, document_id, learner_id, subject_id, payload,
           ${starts}::"DeliveryState", ${at}, ${at}
      FROM (${postings}) AS p`
  if (starts === 'WAITING') await wakeDelivery(tx, neighbour)
}

/**
 * Schools' messages about pupils: `postings` is a query of key, thread, pupil_id, house_id, due_on and payload (jsonb,
 * as the topic has it). Each is due when its day begins in Estonia, or at once if that has passed. Every key must be
 * new.
 */
export async function postForPupils(tx: Tx, postings: Prisma.Sql, at: Date) {
  const { neighbour, starts } = topics['ehis.pupil']
  await tx.$executeRaw`
    INSERT INTO delivery (neighbour, topic, key, thread, pupil_id, house_id, due_on, payload, state, due_at, created_at)
    SELECT ${neighbour}::"Neighbour", 'ehis.pupil', key, thread, pupil_id, house_id, due_on, payload,
           ${starts}::"DeliveryState", greatest(${at}, due_on::timestamp AT TIME ZONE 'Europe/Tallinn'), ${at}
      FROM (${postings}) AS p`
  await wakeDelivery(tx, neighbour)
}

/** The thread of a pupil's messages. */
export const pupilThread = (pupilId: string) => `ehis.pupil:${pupilId}`
