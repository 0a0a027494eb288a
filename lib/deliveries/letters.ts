import type { Tx } from '@/lib/shared/db'
import { callOffDeliveries } from './commands'
import { topics } from './topics'

/** What a letter tells about grants, in the shape of the topics. */
export type Told = Readonly<Record<string, { was: string; is: string }>>
export type Mail = { seq: bigint; thread: string; learnerId: string | null; told: Told | null }

/** The result of taking letters back. */
export type TakenBack = {
  /** persons with a letter taken back: they haven't been told */
  learners: ReadonlySet<string>
  /**
   * what the receiver of a thread now knows about a grant of a letter that was taken back; undefined = there was no
   * such letter
   */
  known: (thread: string, registryId: string) => string | undefined
}

export const nothingTaken: TakenBack = { learners: new Set(), known: () => undefined }

/**
 * Takes back a document's letters to persons and finance offices that haven't left: waiting or stuck, and not in a
 * worker's hands, because those count as heard. Returns what each receiver knows without them. Two statements.
 */
export async function takeBackLetters(tx: Tx, documentId: string, at: Date): Promise<TakenBack> {
  const called = await callOffDeliveries(tx, { documentId, topics: ['mail.letter', 'mail.finance'] }, at)
  const taken = called.map(({ seq, thread, learnerId, payload }): Mail => {
    return { seq, thread, learnerId, told: toldIn(payload) }
  })
  const left = await tx.$queryRaw<Mail[]>`
    SELECT seq, thread, learner_id AS "learnerId", payload->'told' AS told FROM delivery
     WHERE thread = ANY(${[...new Set(taken.map(({ thread }) => thread))]}) AND state <> 'CALLED_OFF' AND payload ? 'told'`
  return withoutThem(taken, left)
}

const letter = topics['mail.letter'].payload.pick({ told: true })
const toldIn = (payload: unknown): Told | null => letter.safeParse(payload).data?.told ?? null

/** Pure. `taken`: letters taken back; `left`: those that stay in their threads. */
export function withoutThem(taken: readonly Mail[], left: readonly Mail[]): TakenBack {
  const known = new Map<string, Map<string, string>>()
  const staying = Map.groupBy(left.toSorted(inOrder), ({ thread }) => thread)
  for (const { seq, thread, told } of taken.toSorted(inOrder)) {
    const ofThread = known.get(thread) ?? new Map<string, string>()
    known.set(thread, ofThread)
    for (const [registryId, { was }] of Object.entries(told ?? {})) {
      if (ofThread.has(registryId)) continue
      // A later letter about it holds; otherwise the receiver knows the state before the letter.
      const last = staying.get(thread)?.findLast((mail) => mail.seq > seq && mail.told?.[registryId])
      ofThread.set(registryId, last?.told?.[registryId]?.is ?? was)
    }
  }
  return {
    learners: new Set(taken.flatMap(({ learnerId }) => learnerId ?? [])),
    known: (thread, registryId) => known.get(thread)?.get(registryId),
  }
}

const inOrder = (one: { seq: bigint }, other: { seq: bigint }) =>
  one.seq < other.seq ? -1 : one.seq > other.seq ? 1 : 0
