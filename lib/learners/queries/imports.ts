import type { Person } from '@/lib/office/access'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { importKinds, importColumns, type ImportColumn, type ImportKind } from '../import-columns'
import { headingOf, type Outcome, type PlanRow } from '../import-plan'

export const importRowsAPage = 50

const listed = {
  ...{ id: true, kind: true, fileName: true, state: true, unread: true, createdAt: true, settledAt: true },
  ...{ added: true, changed: true, same: true, refused: true },
} as const satisfies Prisma.ImportBatchSelect

/** The person's own imports, newest first. */
export const ownImports = (db: Db, person: Person) =>
  db.importBatch.findMany({
    where: { userId: person.id, runId: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 50,
    select: listed,
  })

/** One of the person's own imports with a page of its rows, all or of one outcome; null = none of theirs. */
export async function importSheet(
  db: Db,
  person: Person,
  id: string,
  asked: { outcome?: Outcome; page: number },
) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const batch = await db.importBatch.findFirst({
    where: { id, userId: person.id, runId: null },
    select: listed,
  })
  if (!batch) return null
  const of = asked.outcome ? Prisma.sql`line->>'outcome' = ${asked.outcome}` : Prisma.sql`true`
  const rows = await db.$queryRaw<{ line: PlanRow }[]>`
    SELECT line FROM import_batch, jsonb_array_elements(plan) WITH ORDINALITY AS each(line, place)
     WHERE id = ${id}::uuid AND ${of} ORDER BY place
     LIMIT ${importRowsAPage} OFFSET ${(asked.page - 1) * importRowsAPage}`
  return { ...batch, rows: rows.map(({ line }) => withHeadings(line)) }
}

/** The headings of the file beside what changes and what is wrong; files of schools name columns by them already. */
const withHeadings = ({ changes, refusals, ...row }: PlanRow) => ({
  ...row,
  changes: changes.map((change) => ({ ...change, heading: headingOf(change.column) ?? change.column })),
  refusals: refusals.map((refusal) => ({ refusal, heading: headingOf(refusal.field) })),
})

/** A row of an import as its page shows it. */
export type ShownRow = ReturnType<typeof withHeadings>

/** The refused rows as they stood in the file, with its headings and what is wrong with each; null = none of theirs. */
export async function refusedRows(db: Db, person: Person, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const batch = await db.importBatch.findFirst({ where: { id, userId: person.id, runId: null } })
  if (!batch) return null
  const cells = batch.cells as string[][]
  const plan = batch.plan as unknown as PlanRow[]
  return {
    kind: batch.kind,
    headings: cells.find((row) => row.some((cell) => cell.trim() !== '')) ?? [],
    rows: plan
      .filter(({ outcome }) => outcome === 'REFUSED')
      .map((row) => ({ ...withHeadings(row), cells: cells[row.row - 1] ?? [] })),
  }
}

/** What a template of the kind holds: its headings in order, whether each is required, and an example. */
export const templateColumns = (kind: ImportKind) => {
  const { columns, required }: { columns: readonly ImportColumn[]; required: readonly ImportColumn[] } =
    importKinds[kind]
  return columns.map((column) => ({
    column,
    heading: importColumns[column].heading,
    example: importColumns[column].example,
    required: required.includes(column),
  }))
}
