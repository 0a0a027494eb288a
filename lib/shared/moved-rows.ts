import { Prisma } from './generated/client'
import type { Tx } from './db'
import { Refused } from './refusal'

/** Columns by which other tables refer to a person. */
export type PersonColumn = 'learner_id' | 'pupil_id'

/**
 * Names of the tables that refer to a person; read from the database, so that a new table can't be forgotten. One
 * statement.
 */
export async function tablesWith(tx: Tx, column: PersonColumn): Promise<string[]> {
  const tables = await tx.$queryRaw<{ name: string }[]>`
    SELECT c.table_name AS name FROM information_schema.columns c
      JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = ${column} ORDER BY 1`
  return tables.map(({ name }) => name)
}

/**
 * Repoints everything from one record of a person to the other, except in tables that never change (`fixed`). One
 * statement per table. Throws `mend.clash.<table>` when both records have what a person can have only once; the caller
 * must then roll back.
 */
export async function moveRows(
  tx: Tx,
  column: PersonColumn,
  { from, to }: { from: string; to: string },
  fixed: readonly string[] = [],
) {
  for (const table of await tablesWith(tx, column)) {
    if (fixed.includes(table)) continue
    const names = Prisma.raw(`"${table}"`)
    const name = Prisma.raw(column)
    await tx.$executeRaw`UPDATE ${names} SET ${name} = ${to}::uuid WHERE ${name} = ${from}::uuid`.catch(
      (error: unknown) => {
        throw isClash(error) ? new Refused([{ code: `mend.clash.${table}` }]) : error
      },
    )
  }
}

/** A unique index or an exclusion constraint was in the way. */
function isClash(error: unknown) {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return /23505|23P01/.test(JSON.stringify(error.meta ?? {}) + error.message)
}
