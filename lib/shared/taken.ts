import type { Tx } from './db'
import { Prisma } from './generated/client'
import { sameCode, sameName } from './written'

/** What is known by a code or a name of its own, and within what. */
const known = {
  unit: Prisma.sql`SELECT id FROM unit WHERE same_code(code)`,
  programme: Prisma.sql`SELECT id FROM programme WHERE same_code(code)`,
  run: Prisma.sql`SELECT id FROM run WHERE same_code(code)`,
  student_card: Prisma.sql`SELECT id FROM student_card WHERE same_code(number)`,
}
const named = {
  unit: Prisma.sql`SELECT id::text FROM unit WHERE same_name(name)`,
  grant_type: Prisma.sql`SELECT code AS id FROM grant_type WHERE same_name(name)`,
}

/** Whether another one bears the code, however it is written. `own`: the id of the one that may. */
export const codeTaken = async (tx: Tx, place: keyof typeof known, code: string, own?: string) =>
  others(await tx.$queryRaw`${known[place]} = ${sameCode(code)}`, own)

/** Whether another one is called so, however it is written; few of them, so no index serves it. */
export const nameTaken = async (tx: Tx, place: keyof typeof named, name: string, own?: string) =>
  others(await tx.$queryRaw`${named[place]} = ${sameName(name)}`, own)

const others = (found: readonly { id: string }[], own?: string) => found.some(({ id }) => id !== own)
