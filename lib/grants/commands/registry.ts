import { callOffByIds } from '@/lib/deliveries/commands'
import { post, postSelected, type Posting } from '@/lib/deliveries/post'
import { lastMessages } from '@/lib/deliveries/registry-thread'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { grantRecords } from '../queries/registry'
import { registryStep, toldOf, type GrantRecord, type RegistryStep } from '../rules/registry'

/** What becomes of one record's messages, for a rehearsal as for the act itself. */
export type RegistryPlan = {
  record: GrantRecord
  step: RegistryStep
  /** the message that the step calls off */
  lastId: string | null
  /** how many messages there have been about the record */
  count: number
}

/**
 * Sees to it that the national registry hears how the grants behind these records stand now, in the caller's
 * transaction; `documentId` is the document because of which. Four statements, however many records. The caller holds
 * the learners (holdLearners), so that two acts about one grant come one after the other.
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

/** The same for the grants a document gave a moment ago, of which the registry can't have heard: one statement. */
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
 * What telling the registry would do now, a plan a record that has a grant; two statements. In a transaction the
 * messages are held meanwhile: no worker takes one into its hands.
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
