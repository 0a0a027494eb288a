import type { Tx } from '@/lib/shared/db'

/**
 * Holds the persons for the rest of the transaction, in one order, so that two directives that give them something at
 * the same moment come one after the other and the second sees what the first gave. Rows that only name a person are
 * written meanwhile.
 */
export async function holdLearners(tx: Tx, learnerIds: readonly string[]) {
  await tx.$executeRaw`SELECT count(*) FROM (
    SELECT FROM learner WHERE id = ANY(${[...new Set(learnerIds)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS held`
}

/** The same of the study places with these codes (`sameCode`). */
export async function holdPlaces(tx: Tx, codes: readonly string[]) {
  await tx.$queryRaw`SELECT FROM study_place WHERE same_code(code) = ANY(${[...codes]}) ORDER BY id FOR UPDATE`
}
