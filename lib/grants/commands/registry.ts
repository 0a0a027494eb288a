import { callOffByIds } from '@/lib/deliveries/commands'
import { post, postSelected, type Posting } from '@/lib/deliveries/post'
import { lastMessages } from '@/lib/deliveries/registry-thread'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { grantRecords } from '../queries/registry'
import { registryStep, toldOf, type GrantRecord, type RegistryStep } from '../rules/registry'

/** The plan for one record's messages, for a rehearsal as well as the act itself. */
export type RegistryPlan = {
  record: GrantRecord
  step: RegistryStep
  /** the message that the step calls off */
  lastId: string | null
  /** the number of messages about the record */
  count: number
}

/**
 * Posts messages to the national registry about the present state of the grants behind these records, in the caller's
 * transaction; `documentId`: the document that causes them. Four statements, however many records. The caller has
 * locked the learners (holdLearners), so that two acts about one grant come one after the other.
 */
export async function tellRegistry(
  tx: Tx,
  { documentId }: { documentId: string },
  registryIds: readonly string[],
  at: Date,
) {
  if (registryIds.length === 0) return
  const plans = await planRegistry(tx, registryIds)
  const calledOff = plans.flatMap(({ step, lastId }) => (step.callOff && lastId ? [lastId] : []))
  if (calledOff.length > 0) await callOffByIds(tx, calledOff, at)
  const postings = plans.flatMap(({ record, step: { post: act }, count }): Posting<'ehis.grant'>[] => {
    if (act === null) return []
    const { registryId, learnerId, grantId } = record
    return [
      {
        key: `${registryThread(registryId)}:${count + 1}`,
        thread: registryThread(registryId),
        documentId,
        learnerId,
        subjectId: grantId,
        payload: { registryId, act },
      },
    ]
  })
  await post(tx, 'ehis.grant', postings, at)
}

/** The same for grants that a document has just given, of which the registry can't know: one statement. */
export const giveToRegistry = (tx: Tx, documentId: string, at: Date) =>
  postSelected(
    tx,
    'ehis.grant',
    Prisma.sql`
      SELECT 'ehis.grant:' || registry_id || ':1' AS key, 'ehis.grant:' || registry_id AS thread, document_id, learner_id,
             id AS subject_id, jsonb_build_object('registryId', registry_id, 'act', 'GIVE') AS payload
        FROM study_grant WHERE document_id = ${documentId}::uuid`,
    at,
  )

/**
 * The messages that the registry would now get, one plan per record with a grant; two statements. In a transaction the
 * messages are locked: no worker claims one meanwhile.
 */
export async function planRegistry(tx: Tx, registryIds: readonly string[]): Promise<RegistryPlan[]> {
  const ids = [...new Set(registryIds)].toSorted()
  const threads = await lastMessages(tx, ids.map(registryThread))
  const records = await grantRecords(tx, ids)
  return [...records.values()].map((record) => {
    const thread = threads.get(registryThread(record.registryId))
    const last = thread?.last ?? null
    const changed = last?.inHand === true || thread?.told !== toldOf(record)
    const known = last && { ...last, waiting: last.open && !last.inHand }
    return {
      record,
      step: registryStep(known, { exists: record.exists, changed }),
      lastId: last?.id ?? null,
      count: thread?.count ?? 0,
    }
  })
}

const registryThread = (registryId: string) => `ehis.grant:${registryId}`
