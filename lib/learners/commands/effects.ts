import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'

/*
 * What a registered document changed about a learner, one line per fact: for display, for the audit and for restoring
 * the earlier values. Only the code that makes the fact writes here, in the transaction that registers or undoes.
 */

/** Records facts in one statement; `facts` selects document_id, row_id, learner_id, kind, subject_id, before and after. */
export const recordEffects = (tx: Tx, facts: Prisma.Sql) => tx.$executeRaw`
  INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, before, after) ${facts}`

/**
 * Marks these rows' effects undone from `at` on; `by` = the amendment that undoes them, null = the document itself was
 * cancelled.
 */
export const effectsUndone = (
  tx: Tx,
  rowIds: readonly string[],
  { by, at }: { by: string | null; at: Date },
) => tx.$executeRaw`
  UPDATE effect SET undone_at = ${at}, undone_by = ${by}::uuid
   WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND undone_at IS NULL`

/** Marks these rows' effects done again, except for values, which are set anew and have a new line. */
export const effectsRedone = (tx: Tx, rowIds: readonly string[]) => tx.$executeRaw`
  UPDATE effect SET undone_at = NULL, undone_by = NULL
   WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND kind IN ('GRANT', 'LEAVE', 'CERTIFICATE')`
