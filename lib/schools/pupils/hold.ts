import type { Tx } from '@/lib/shared/db'

/**
 * Holds pupils until the transaction ends. Whoever changes where a pupil stands, or what is kept of one, asks this first:
 * of two acts on a pupil at the same moment the second then sees what the first did.
 */
export const holdPupils = (tx: Tx, pupilIds: readonly string[]) =>
  tx.$queryRaw`SELECT FROM pupil WHERE id = ANY(${[...pupilIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
