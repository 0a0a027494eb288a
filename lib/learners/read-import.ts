import { maskPersonalCode } from '@/lib/shared/personal-code'
import type { Refusal } from '@/lib/shared/refusal'
import {
  importColumns,
  importKinds,
  plain,
  type ImportColumn,
  type ImportKind,
  type ImportRow,
  type ImportValues,
  type Kind,
} from './import-columns'

/**
 * The rows of a file below its headings, with what can't be read refused at its column (`field`). The headings may
 * stand in any order; a missing or doubled one refuses the whole file. Row numbers are those of the file; empty rows
 * are passed over. `unread` names the headings we do not know.
 */
export function readImport(
  kind: ImportKind,
  sheet: readonly (readonly string[])[],
): { rows: ImportRow[]; unread: string[] } | { refusals: Refusal[] } {
  const top = sheet.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const headings = sheet[top] ?? []
  const at = placesOf(kind, headings)
  const refusals = objections(kind, headings, at)
  if (refusals.length > 0) return { refusals }

  const known = new Set(at.values())
  return {
    rows: sheet
      .map((cells, index) => ({ cells, row: index + 1 }))
      .slice(top + 1)
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ cells, row }) => readRow(kind, cells, row, at)),
    unread: headings.filter((heading, index) => heading.trim() !== '' && !known.has(index)).map(showHeading),
  }
}

function placesOf(kind: ImportKind, headings: readonly string[]) {
  const written = headings.map(plain)
  const columns: readonly ImportColumn[] = importKinds[kind].columns
  return new Map(
    columns
      .map((column) => [column, written.indexOf(plain(importColumns[column].heading))] as const)
      .filter(([, index]) => index >= 0),
  )
}

function objections(kind: ImportKind, headings: readonly string[], at: Map<ImportColumn, number>): Refusal[] {
  const { columns, required }: Kind = importKinds[kind]
  const named = (column: ImportColumn) => importColumns[column].heading
  const missing = required.filter((column) => !at.has(column)).map(named)
  if (columns.includes('personalCode') && !at.has('personalCode') && !at.has('otherCode')) {
    missing.push(named('personalCode'))
  }
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

function readRow(
  kind: ImportKind,
  cells: readonly string[],
  row: number,
  at: Map<ImportColumn, number>,
): ImportRow {
  const required: readonly ImportColumn[] = importKinds[kind].required
  const values: ImportValues = {}
  const refusals: Refusal[] = []
  for (const [column, index] of at) {
    const cell = cells[index]?.trim() ?? ''
    if (cell === '') {
      if (required.includes(column)) refusals.push({ code: 'import.cellEmpty', field: column })
      continue
    }
    const read = importColumns[column].read(cell)
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
