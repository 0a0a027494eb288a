import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'

/*
 * What a registered document made of a learner, a line a fact: for showing, for the audit and for putting back what was
 * before. Only whoever makes the fact writes here, in the transaction that registers or undoes.
 */

/** Records facts in one statement; `facts` selects document_id, row_id, learner_id, kind, subject_id, before and after. */
export const recordEffects = (tx: Tx, facts: Prisma.Sql) => tx.$executeRaw`
  INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, before, after) ${facts}`

/** What these rows made holds no more from `at` on; `by` = the amendment that took it back, null = cancelled itself. */
export const effectsUndone = (
  tx: Tx,
  rowIds: readonly string[],
  { by, at }: { by: string | null; at: Date },
) => tx.$executeRaw`
  UPDATE effect SET undone_at = ${at}, undone_by = ${by}::uuid
   WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND undone_at IS NULL`

/** What these rows made holds again, but for values, which are put in place anew and have a new line. */
export const effectsRedone = (tx: Tx, rowIds: readonly string[]) => tx.$executeRaw`
  UPDATE effect SET undone_at = NULL, undone_by = NULL
   WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND kind IN ('GRANT', 'LEAVE', 'CERTIFICATE')`
