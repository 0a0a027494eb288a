import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused, type Refusal } from '@/lib/shared/refusal'

/** A table that an import writes, as its room describes it. */
export type WrittenTable = {
  table: string
  /** identifies a row: SQL over `t`, of `t.id` a uuid, else text */
  id: 't.id' | 't.code' | "t.sort || ' ' || t.code"
  /** what an import may change in an existing row */
  columns: readonly string[]
  /** what the database keeps in a row of others; it may change without it */
  kept?: readonly string[]
  /** the row's person or thing, for a refusal: SQL over `t` */
  who: string
}

/** The rows of a table that an import is about to write, new ones too. */
export type Rows = { of: WrittenTable; ids: readonly string[] }

/** A row as the import knows it. */
const own = ({ kept = [] }: WrittenTable) => Prisma.sql`to_jsonb(t) - ${[...kept]}::text[]`

/**
 * Stores the rows as they are, runs the import, and stores the rows as they are then: two statements, whatever their
 * number.
 */
export async function keepWritten(
  tx: Tx,
  batchId: string,
  written: readonly Rows[],
  store: () => Promise<void>,
): Promise<void> {
  const rows = written.filter(({ ids }) => ids.length > 0)
  if (rows.length === 0) return store()
  const each = (what: (of: WrittenTable) => Prisma.Sql) =>
    Prisma.join(
      rows.map(
        ({ of, ids }) => Prisma.sql`
          SELECT ${batchId}::uuid, ${of.table}, (${raw(of.id)})::text, ${what(of)} FROM ${raw(of.table)} t
           WHERE (${raw(of.id)}) = ANY (${[...ids]}::${raw(typeOf(of))}[])`,
      ),
      ' UNION ALL ',
    )
  await tx.$executeRaw`
    INSERT INTO import_written (batch_id, table_name, row_id, before, after, who)
    ${each((of) => Prisma.sql`${own(of)}, 'null'::jsonb, ''`)}`
  await store()
  await tx.$executeRaw`
    INSERT INTO import_written AS w (batch_id, table_name, row_id, before, after, who)
    ${each((of) => Prisma.sql`NULL::jsonb, ${own(of)}, ${raw(of.who)}`)}
    ON CONFLICT (batch_id, table_name, row_id) DO UPDATE SET after = excluded.after, who = excluded.who`
}

/**
 * Restores everything that a batch wrote: deletes new rows, resets changed ones. `tables` in the order in which they
 * were written. Throws by name when a row was changed since, or when anything else refers to a new row.
 */
export async function putBack(tx: Tx, batchId: string, tables: readonly WrittenTable[]): Promise<void> {
  const inBatch = (of: WrittenTable, isNew?: boolean) => Prisma.sql`w.batch_id = ${batchId}::uuid
    AND w.table_name = ${of.table} ${isNew === undefined ? Prisma.empty : isNew ? raw('AND w.before IS NULL') : raw('AND w.before IS NOT NULL')}`
  for (const of of tables)
    await tx.$queryRaw`
      SELECT FROM ${raw(of.table)} t JOIN import_written w
          ON ${inBatch(of)} AND (${raw(of.id)}) = w.row_id::${raw(typeOf(of))} ORDER BY (${raw(of.id)}) FOR UPDATE OF t`
  const changed = await tx.$queryRaw<Named[]>`
    ${Prisma.join(
      tables.map(
        (of) => Prisma.sql`
          SELECT w.who FROM import_written w
            LEFT JOIN ${raw(of.table)} t ON (${raw(of.id)}) = w.row_id::${raw(typeOf(of))}
           WHERE ${inBatch(of)} AND ((${raw(of.id)}) IS NULL OR NOT to_jsonb(t) @> w.after)`,
      ),
      ' UNION ',
    )}`
  refuseNamed('import.changedSince', changed)
  refuseNamed('import.builtUpon', await buildingOn(tx, batchId, tables))
  for (const of of tables.toReversed())
    await tx.$executeRaw`
      DELETE FROM ${raw(of.table)} t USING import_written w
       WHERE ${inBatch(of, true)} AND (${raw(of.id)}) = w.row_id::${raw(typeOf(of))}`
  for (const of of tables.filter(({ columns }) => columns.length > 0))
    await tx.$executeRaw`
      UPDATE ${raw(of.table)} t SET ${raw(of.columns.map((column) => `${column} = b.${column}`).join(', '))}
        FROM import_written w, jsonb_populate_record(NULL::${raw(of.table)}, w.before) b
       WHERE ${inBatch(of, false)} AND (${raw(of.id)}) = w.row_id::${raw(typeOf(of))}`
}

type Named = { who: string }

/** Refuses with the first names and counts the rest. */
export function refuseNamed(code: string, named: readonly Named[]): void {
  const names = [...new Set(named.map(({ who }) => who))].toSorted()
  if (names.length === 0) return
  const refusal: Refusal = {
    code,
    params: { who: names.slice(0, 5).join(', '), more: Math.max(0, names.length - 5) },
  }
  throw new Refused([refusal])
}

/** Rows of other tables, or outside this batch, that refer to a new row of it: the database knows which can. */
async function buildingOn(tx: Tx, batchId: string, tables: readonly WrittenTable[]): Promise<Named[]> {
  const naming = await tx.$queryRaw<{ by: string; column: string; table: string }[]>`
    SELECT c.conrelid::regclass::text AS by, a.attname AS column, c.confrelid::regclass::text AS table
      FROM pg_constraint c
      JOIN LATERAL unnest(c.conkey, c.confkey) AS k(own, theirs) ON true
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
      JOIN pg_attribute r ON r.attrelid = c.confrelid AND r.attnum = k.theirs AND r.attname = 'id'
     WHERE c.contype = 'f' AND c.confdeltype <> 'c'
       AND c.confrelid::regclass::text = ANY (${tables.filter(({ id }) => id === 't.id').map(({ table }) => table)})`
  if (naming.length === 0) return []
  return tx.$queryRaw<Named[]>`
    ${Prisma.join(
      naming.map(
        ({ by, column, table }) => Prisma.sql`
          SELECT w.who FROM import_written w JOIN ${raw(by)} r ON r.${raw(`"${column}"`)} = w.row_id::uuid
           WHERE w.batch_id = ${batchId}::uuid AND w.table_name = ${table} AND w.before IS NULL
             AND NOT EXISTS (SELECT FROM import_written own WHERE own.batch_id = w.batch_id
                              AND own.table_name = ${by} AND own.before IS NULL AND own.row_id = to_jsonb(r)->>'id')`,
      ),
      ' UNION ',
    )}`
}

const typeOf = ({ id }: WrittenTable) => (id === 't.id' ? 'uuid' : 'text')
// Names of tables and columns come from the rooms, never from a user.
const raw = Prisma.raw
