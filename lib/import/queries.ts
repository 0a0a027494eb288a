import { storedCounts, storedMatching, storedPlan, storedPlanRow, storedSheets } from './stored'
import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Cell } from './cells'
import { keptMatchings } from './commands'
import { isBlank, shownCell, type FileForm } from './rules/form'
import { findMatching, missingOf, splitsNames, wholeNames } from './rules/matching'
import type { RowOutcome, PlanRow, Wrong } from './rules/plan'

export const importRowsAPage = 50

const listed = {
  id: true,
  kind: true,
  fileName: true,
  state: true,
  unread: true,
  counts: true,
  runId: true,
  createdAt: true,
  settledAt: true,
  takenBackAt: true,
  added: true,
  changed: true,
  same: true,
  refused: true,
} as const satisfies Prisma.ImportBatchSelect

/** The person's own imports into the registers, newest first. */
export const ownImports = (db: Db, person: Person) =>
  db.importBatch.findMany({
    where: { userId: person.id, runId: null, documentId: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 50,
    select: listed,
  })

/**
 * One of the person's own imports with a page of its rows, all or of one outcome; null = there is none. `runId`: the
 * run of an import of registrants; without it the registers.
 */
export async function importSheet(
  db: Db,
  person: Person,
  id: string,
  asked: { outcome?: RowOutcome; page: number },
  runId: string | null = null,
) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const batch = await db.importBatch.findFirst({
    where: { id, userId: person.id, runId, documentId: null },
    select: listed,
  })
  if (!batch) return null
  const kept = await db.importWritten.findFirst({ where: { batchId: id }, select: { rowId: true } })
  const of = asked.outcome ? Prisma.sql`line->>'outcome' = ${asked.outcome}` : Prisma.sql`true`
  const rows = await db.$queryRaw<{ line: unknown }[]>`
    SELECT line FROM import_batch, jsonb_array_elements(plan) WITH ORDINALITY AS each(line, place)
     WHERE id = ${id}::uuid AND ${of} ORDER BY place
     LIMIT ${importRowsAPage} OFFSET ${(asked.page - 1) * importRowsAPage}`
  const applied = batch.state === 'APPLIED'
  return {
    ...batch,
    /** its written rows are known, so that it can be taken back */
    canGoBack: applied && kept !== null,
    /** it wrote something before written rows were kept */
    beforeKept: applied && kept === null && batch.added + batch.changed > 0,
    counts: storedCounts.parse(batch.counts),
    rows: rows.map(({ line }) => shownRow(storedPlanRow.parse(line))),
  }
}

/** An import as its page shows it. */
export type ImportedSheet = NonNullable<Awaited<ReturnType<typeof importSheet>>>

/** A row with the file's headings beside its changes, its faults, and the notes on its cells. */
const shownRow = ({ changes, refusals, notes = [], ...row }: PlanRow) => ({
  ...row,
  changes: changes.map((change) => ({ ...change, heading: change.heading ?? change.column })),
  refusals: refusals.map(shownWrong),
  notes: notes.map(shownWrong),
})
const shownWrong = ({ heading, value, ...refusal }: Wrong) => ({
  refusal,
  heading: heading ?? null,
  value: value ?? null,
})

/** A row of an import as its page shows it. */
export type ShownRow = ReturnType<typeof shownRow>

/** The refused rows as in the file, with its headings and the faults of each; null = not the person's. */
export async function refusedRows(db: Db, person: Person, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const batch = await db.importBatch.findFirst({ where: { id, userId: person.id, documentId: null } })
  if (!batch) return null
  const matching = storedMatching(null, batch.matching)
  const cells = storedSheets.parse(batch.sheets)[matching?.sheet ?? 0]?.rows ?? []
  const plan = storedPlan.parse(batch.plan)
  return {
    kind: batch.kind,
    headings: cells[(matching?.row ?? 1) - 1] ?? [],
    rows: plan
      .filter(({ outcome }) => outcome === 'REFUSED')
      .map((row) => ({ ...shownRow(row), cells: cells[row.row - 1] ?? [] })),
  }
}

/** One's own file whose columns can still be matched, with what it says about its target. */
export const matchedFile = (db: Db, person: Person, id: string) =>
  /^[0-9a-f-]{36}$/.test(id)
    ? db.importBatch.findFirst({
        where: { id, userId: person.id, state: { in: ['MATCHING', 'PREVIEW'] } },
        select: {
          id: true,
          kind: true,
          runId: true,
          documentId: true,
          fileName: true,
          sheets: true,
          matching: true,
          counts: true,
        },
      })
    : Promise.resolve(null)
/** One's own file of persons for a document whose columns are known; null = there is none, or it was added already. */
export const personsFile = (db: Db, person: Person, documentId: string, id: string) =>
  /^[0-9a-f-]{36}$/.test(id)
    ? db.importBatch.findFirst({
        where: { id, userId: person.id, documentId, state: 'PREVIEW' },
        select: { id: true, fileName: true, added: true },
      })
    : Promise.resolve(null)
type MatchedFile = NonNullable<Awaited<ReturnType<typeof matchedFile>>>

/** How many values of a column are shown beside it, and how many first rows to choose the headings from. */
const shown = { values: 3, rows: 20 }

/** A file's columns with their first values beside the proposed matching, for the chosen sheet and row. */
export async function matchingSheet(
  db: Db,
  person: Person,
  { sheets: kept, matching: before, counts }: MatchedFile,
  { form, scope }: { form: FileForm; scope: string },
  asked: { sheet?: number; row?: number },
) {
  const sheets = storedSheets.parse(kept)
  const keptFor = await keptMatchings({ db, person }, scope)
  const found = findMatching(form, sheets, keptFor)
  const last = storedMatching(form, before)
  const sheet = asked.sheet !== undefined && sheets[asked.sheet] ? asked.sheet : undefined
  const chosen =
    sheet !== undefined || asked.row !== undefined
      ? findMatching(form, sheets, keptFor, { sheet: sheet ?? last?.sheet ?? 0, row: asked.row }).matching
      : (last ?? found.matching)
  const { rows } = sheets[chosen.sheet] ?? { rows: [] }
  const headings = rows[chosen.row - 1] ?? []
  const width = Math.max(
    headings.length,
    ...rows.slice(chosen.row, chosen.row + shown.rows).map((row) => row.length),
  )
  return {
    sheet: chosen.sheet,
    row: chosen.row,
    sheets: sheets.flatMap(({ name, hidden, rows: held }, index) =>
      held.some((row) => !row.every(isBlank)) ? [{ index, name, hidden }] : [],
    ),
    rows: rows
      .slice(0, shown.rows)
      .flatMap((row, index) => (row.every(isBlank) ? [] : [{ row: index + 1, text: lineText(row) }])),
    columns: Array.from({ length: width }, (_, at) => ({
      heading: shownCell(headings[at]),
      values: rows
        .slice(chosen.row)
        .map((row) => shownCell(row[at]))
        .filter(Boolean)
        .slice(0, shown.values),
      is: chosen.columns[at] ?? null,
    })),
    choices: form.wanted.map((column) => ({
      column,
      heading: form.columns[column]!.heading,
    })),
    names: splitsNames(form) ? wholeNames : [],
    required: form.required,
    fixed: chosen.fixed,
    notes: storedCounts.parse(counts).notes,
    asks: [...found.asks.filter(({ ask }) => ask !== 'missing'), ...missingOf(form, chosen)],
  }
}
export type MatchingSheet = Awaited<ReturnType<typeof matchingSheet>>

const lineText = (row: readonly Cell[]) => row.map(shownCell).filter(Boolean).join(' · ').slice(0, 80)
