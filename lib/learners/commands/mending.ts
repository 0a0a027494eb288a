import type { Tx } from '@/lib/shared/db'
import type { Learner, Prisma } from '@/lib/shared/generated/client'
import { sameCode } from '@/lib/shared/written'

/** A learner whose row is locked. */
export type HeldLearner = Learner

/** A learner, locked for the rest of the transaction; null = there is none. */
export async function heldLearner(tx: Tx, id: string): Promise<HeldLearner | null> {
  await tx.$queryRaw`SELECT FROM learner WHERE id = ${id}::uuid FOR UPDATE`
  return tx.learner.findUnique({ where: { id } })
}

/** Another record that has one of the codes, locked like it; one with the personal code comes first. */
export async function heldWithCode(
  tx: Tx,
  id: string,
  { personalCode, otherCode }: { personalCode: string | null; otherCode: string | null },
): Promise<HeldLearner | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM learner WHERE id <> ${id}::uuid
       AND (personal_code = ${personalCode} OR same_code(other_code) = ${otherCode && sameCode(otherCode)})
     ORDER BY personal_code = ${personalCode} DESC NULLS LAST LIMIT 1 FOR UPDATE`
  return found ? tx.learner.findUniqueOrThrow({ where: { id: found.id } }) : null
}

/** Writes a locked learner's new names and codes. */
export async function rewriteLearner(tx: Tx, id: string, data: Prisma.LearnerUpdateInput): Promise<void> {
  await tx.learner.update({ where: { id }, data })
}

/** Keeps a code by which the learner was known before `at`. */
export async function keepFormerCode(tx: Tx, learnerId: string, code: string, at: Date): Promise<void> {
  await tx.learnerFormerCode.createMany({ data: [{ learnerId, code, at }], skipDuplicates: true })
}

/** Deletes a record to which nothing refers any more. */
export async function removeLearner(tx: Tx, id: string): Promise<void> {
  await tx.learner.delete({ where: { id } })
}
