import { maskPersonalCode } from '@/lib/shared/personal-code'
import type { Refusal } from '@/lib/shared/refusal'
import {
  importColumns,
  importKinds,
  plain,
  type ImportColumn,
  type ImportKind,
  type ImportRow,
  type Kind,
  type Read,
} from './import-columns'

/** Columns by name: how each is headed and read. */
export type Columns<Column extends string> = Readonly<Record<Column, { heading: string; read: Read }>>
type Wanted<Column> = { columns: readonly Column[]; required: readonly Column[] }
type RowRead<Column extends string> = {
  row: number
  values: Partial<Record<Column, string>>
  refusals: Refusal[]
}

/** The rows of a file of the register. Without a column of codes nobody could be found. */
export function readImport(
  kind: ImportKind,
  sheet: readonly (readonly string[])[],
): { rows: ImportRow[]; unread: string[] } | { refusals: Refusal[] } {
  const wanted: Kind = importKinds[kind]
  const coded = wanted.columns.includes('personalCode') ? (['personalCode', 'otherCode'] as const) : []
  return readRows<ImportColumn>(importColumns, wanted, sheet, coded)
}

/**
 * The rows of a file below its headings, with what can't be read refused at its column (`field`). The headings may
 * stand in any order; a missing or doubled one refuses the whole file, as does a file with none of `oneOf`. Row numbers
 * are those of the file; empty rows are passed over. `unread` names the headings we do not know.
 */
export function readRows<Column extends string>(
  columns: Columns<Column>,
  wanted: Wanted<Column>,
  sheet: readonly (readonly string[])[],
  oneOf: readonly Column[] = [],
): { rows: RowRead<Column>[]; unread: string[] } | { refusals: Refusal[] } {
  const top = sheet.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const headings = sheet[top] ?? []
  const at = placesOf(columns, wanted, headings)
  const refusals = objections(columns, wanted, headings, at, oneOf)
  if (refusals.length > 0) return { refusals }

  const known = new Set(at.values())
  return {
    rows: sheet
      .map((cells, index) => ({ cells, row: index + 1 }))
      .slice(top + 1)
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ cells, row }) => readRow(columns, wanted, cells, row, at)),
    unread: headings.filter((heading, index) => heading.trim() !== '' && !known.has(index)).map(showHeading),
  }
}

function placesOf<Column extends string>(
  columns: Columns<Column>,
  wanted: Wanted<Column>,
  headings: readonly string[],
) {
  const written = headings.map(plain)
  return new Map(
    wanted.columns
      .map((column) => [column, written.indexOf(plain(columns[column].heading))] as const)
      .filter(([, index]) => index >= 0),
  )
}

function objections<Column extends string>(
  columns: Columns<Column>,
  { required }: Wanted<Column>,
  headings: readonly string[],
  at: Map<Column, number>,
  oneOf: readonly Column[],
): Refusal[] {
  const named = (column: Column) => columns[column].heading
  const missing = required.filter((column) => !at.has(column)).map(named)
  if (oneOf.length > 0 && !oneOf.some((column) => at.has(column))) missing.push(named(oneOf[0]!))
  const doubled = [...at.keys()].filter(
    (column) => headings.filter((heading) => plain(heading) === plain(named(column))).length > 1,
  )
  return [
    ...(missing.length > 0
      ? [{ code: 'import.columnsMissing', params: { columns: missing.join(', ') }, field: 'file' }]
      : []),
    ...doubled.map((column) => ({
      code: 'import.columnTwice',
      params: { column: named(column) },
      field: 'file',
    })),
  ]
}

function readRow<Column extends string>(
  columns: Columns<Column>,
  { required }: Wanted<Column>,
  cells: readonly string[],
  row: number,
  at: Map<Column, number>,
): RowRead<Column> {
  const values: Partial<Record<Column, string>> = {}
  const refusals: Refusal[] = []
  for (const [column, index] of at) {
    const cell = cells[index]?.trim() ?? ''
    if (cell === '') {
      if (required.includes(column)) refusals.push({ code: 'import.cellEmpty', field: column })
      continue
    }
    const read = columns[column].read(cell)
    if (typeof read === 'string') values[column] = read
    else refusals.push({ ...read, field: column })
  }
  return { row, values, refusals }
}

/** A heading as it may be shown: where a file has no headings, its first row can hold personal codes. */
const showHeading = (heading: string) =>
  heading
    .trim()
    .slice(0, 40)
    .replace(/\d{11}/g, maskPersonalCode)
