import type { Tx } from '@/lib/shared/db'

/**
 * Locks the persons for the rest of the transaction, in one order, so that of two directives that give them something
 * at the same moment the second sees the first one's result. Rows that only refer to a person can still be written.
 */
export async function holdLearners(tx: Tx, learnerIds: readonly string[]) {
  await tx.$executeRaw`SELECT count(*) FROM (
    SELECT FROM learner WHERE id = ANY(${[...new Set(learnerIds)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS held`
}

/** The same for the study places with these codes (`sameCode`). */
export async function holdPlaces(tx: Tx, codes: readonly string[]) {
  await tx.$queryRaw`SELECT FROM study_place WHERE same_code(code) = ANY(${[...codes]}) ORDER BY id FOR UPDATE`
}
