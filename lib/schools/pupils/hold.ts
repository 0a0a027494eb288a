import type { Tx } from '@/lib/shared/db'

/**
 * Locks pupils until the transaction ends. Every act that changes a pupil's placements or kept data calls this first,
 * so that of two acts on a pupil at the same moment the second sees the first one's result.
 */
export const holdPupils = (tx: Tx, pupilIds: readonly string[]) =>
  tx.$queryRaw`SELECT FROM pupil WHERE id = ANY(${[...pupilIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
