import { Prisma } from '@/lib/shared/generated/client'
import { rowStates } from './rules/lifecycle'

const { newId, takenBackAt } = rowStates.MOVED
const filled = (is: boolean) => (is ? 'IS NOT NULL' : 'IS NULL')

/** As SQL: whether a pupil's row of a transfer stands: moved, arrived or not, and not taken back. */
export const stands = (alias: 'r' | 'x') =>
  Prisma.raw(`(${alias}.new_id ${filled(newId)} AND ${alias}.taken_back_at ${filled(takenBackAt)})`)
/** The same as Prisma asks it. */
export const standing = { newId: { not: null }, takenBackAt: null } as const
