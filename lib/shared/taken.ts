import type { Tx } from './db'
import type { Prisma } from './generated/client'
import { sameCode, sameName } from './written'

/**
 * Whether another row has the code, in any spelling. `known`: a query of the caller's own room that ends in the left
 * side of the comparison: `SELECT id FROM run WHERE same_code(code)`. `own`: the id of the row that may have it.
 */
export const codeTaken = async (tx: Tx, known: Prisma.Sql, code: string, own?: string) =>
  others(await tx.$queryRaw`${known} = ${sameCode(code)}`, own)

/** Whether another row has the name, likewise; there are few, so no index serves it. */
export const nameTaken = async (tx: Tx, known: Prisma.Sql, name: string, own?: string) =>
  others(await tx.$queryRaw`${known} = ${sameName(name)}`, own)

const others = (found: readonly { id: string }[], own?: string) => found.some(({ id }) => id !== own)
