import type { Tx } from './db'
import type { Prisma } from './generated/client'
import { sameCode, sameName } from './written'

/**
 * Whether another one bears the code, however it is written. `known` is a query of the room's own that ends in what is
 * compared: `SELECT id FROM run WHERE same_code(code)`. `own`: the id of the one that may.
 */
export const codeTaken = async (tx: Tx, known: Prisma.Sql, code: string, own?: string) =>
  others(await tx.$queryRaw`${known} = ${sameCode(code)}`, own)

/** Whether another one is called so, likewise; few of them, so no index serves it. */
export const nameTaken = async (tx: Tx, known: Prisma.Sql, name: string, own?: string) =>
  others(await tx.$queryRaw`${known} = ${sameName(name)}`, own)

const others = (found: readonly { id: string }[], own?: string) => found.some(({ id }) => id !== own)
