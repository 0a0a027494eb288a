import type { Day } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import type { Cell, FileSheet } from '../cells'
import { isBlank, shownCell, textOf, type CellRead, type FileForm, type Read } from './form'
import { isWholeName, type Matching, type WholeName } from './matching'
import { plainText as plain } from './plain-text'
import { textIn } from './reads'

/** A row of a file: its values in their written forms, and the unreadable cells by column. */
export type LineRead<Column extends string = string> = {
  row: number
  values: Partial<Record<Column, string>>
  refusals: Refusal[]
  /** how a cell was understood that could also be read in another way */
  notes?: Refusal[]
}

/** Why a row of a file names nobody: it is reported, never dropped silently. */
export type Passed = { row: number; as: 'TOTAL' | 'NOTE' | 'HEADINGS' | 'EXAMPLE'; text: string }

/** The file's lines besides its rows: `lines` = all of them, up to the last non-empty one. */
export type LineCounts = { lines: number; above: number; blank: number; passed: Passed[]; notes?: Refusal[] }

/** The rows below a sheet's headings, read by the matching. Row numbers are those of the file. */
export function readLines<Column extends string>(
  form: FileForm<Column>,
  sheet: FileSheet,
  matching: Matching<Column>,
  today: Day,
): { rows: LineRead<Column>[]; counts: LineCounts; unread: string[] } {
  const headings = sheet.rows[matching.row - 1] ?? []
  const counts: LineCounts = {
    lines: lastFilled(sheet),
    above: Math.max(0, matching.row - 1),
    blank: 0,
    passed: [],
  }
  const rows: LineRead<Column>[] = []
  for (let index = matching.row; index < counts.lines; index += 1) {
    const cells = sheet.rows[index] ?? []
    if (cells.every(isBlank)) {
      counts.blank += 1
      continue
    }
    const as = passedAs(form, headings, matching, cells)
    if (as)
      counts.passed.push({
        row: index + 1,
        as,
        text: cells
          .filter((cell) => !isBlank(cell))
          .map(shownCell)
          .join('; ')
          .slice(0, 120),
      })
    else rows.push(readLine(form, cells, index + 1, matching, today))
  }
  const unread = headings.flatMap((cell, at) =>
    isBlank(cell) || matching.columns[at] ? [] : [shownCell(cell)],
  )
  return { rows, counts, unread }
}

function lastFilled({ rows }: FileSheet): number {
  for (let index = rows.length; index > 0; index -= 1)
    if (rows[index - 1]!.some((cell) => !isBlank(cell))) return index
  return 0
}

/** Totals, notes under a table, repeated headings and the template's own example name nobody. */
function passedAs(
  form: FileForm,
  headings: readonly Cell[],
  { columns, row }: Matching,
  cells: readonly Cell[],
): Passed['as'] | null {
  const filled = cells.flatMap((cell, at) => (isBlank(cell) ? [] : [{ at, text: textOf(cell).trim() }]))
  const readOf = filled.filter(({ at }) => columns[at])
  // Without headings nothing tells a note from a person.
  if (row === 0) return null
  if (readOf.length === 0) return 'NOTE'
  if (filled.length > 1 && filled.every(({ at, text }) => plain(textOf(headings[at])) === plain(text)))
    return 'HEADINGS'
  const [first] = filled
  const wide = columns.filter(Boolean).length > 1
  const rest = filled.slice(1).every(({ text }) => /^[\d\s.,€]+$/.test(text) && !/\d{11}/.test(text))
  if (wide && total.test(first!.text) && rest) return 'TOTAL'
  if (wide && filled.length === 1 && (note.test(first!.text) || first!.text.split(/\s+/).length > 4))
    return 'NOTE'
  return isExample(form, columns, cells) ? 'EXAMPLE' : null
}

const total = /^(kokku|vahekokku|kokkuvõte|summa|total|sum)(\s*[:(=\d].*)?$/i
const note = /^(\*|nb\b|märkus|märkused|koostas|koostaja|allikas|seisuga|kinnitas|allkiri|note)|:\s*\S/i

/** The invented person of a template that was sent back unchanged. */
function isExample(form: FileForm, columns: Matching['columns'], cells: readonly Cell[]): boolean {
  const said = columns.flatMap((column, at) =>
    column && !isWholeName(column) && !isBlank(cells[at])
      ? [[column, textOf(cells[at]).trim()] as const]
      : [],
  )
  return (
    said.some(([column]) => column === 'firstName') &&
    said.some(([column]) => column === 'lastName') &&
    said.every(([column, text]) => form.columns[column]!.example === text)
  )
}

function readLine<Column extends string>(
  form: FileForm<Column>,
  cells: readonly Cell[],
  row: number,
  { columns, fixed }: Matching<Column>,
  today: Day,
): LineRead<Column> {
  const line: LineRead<Column> = { row, values: {}, refusals: [] }
  const take = (column: Column, cell: Cell) => {
    const read = readCell(form.columns[column].read, cell, today)
    // Only invisible characters: the cell is empty.
    if (read === '') empty(column)
    else if (typeof read === 'string') line.values[column] = read
    else if ('code' in read) line.refusals.push({ ...read, field: column })
    else {
      line.values[column] = read.value
      line.notes = [...(line.notes ?? []), { ...read.note, field: column }]
    }
  }
  const empty = (column: Column) => {
    if (form.required.includes(column)) line.refusals.push({ code: 'import.cellEmpty', field: column })
  }
  for (const [at, column] of columns.entries()) {
    if (!column) continue
    const cell = cells[at]
    if (isWholeName(column)) takeName(column, cell, { take, empty, line })
    else if (isBlank(cell)) empty(column)
    else take(column, cell!)
  }
  for (const [column, text] of Object.entries(fixed) as [Column, string][])
    if (text.trim() && !columns.includes(column)) take(column, text)
  return line
}

type Taking<Column extends string> = {
  take: (column: Column, cell: Cell) => void
  empty: (column: Column) => void
  line: LineRead<Column>
}

function takeName<Column extends string>(
  order: WholeName,
  cell: Cell | undefined,
  { take, empty, line }: Taking<Column>,
) {
  if (isBlank(cell)) return empty('lastName' as Column)
  const whole = textIn(cell!)
  if (typeof whole !== 'string') return line.refusals.push({ ...whole, field: order })
  const split = splitName(whole, order)
  if (!split) return line.refusals.push({ code: 'import.nameOneWord', field: order })
  take('firstName' as Column, split.firstName)
  take('lastName' as Column, split.lastName)
}

/**
 * Splits a whole name in two; null for a single word. A comma parts them (`Tamm, Mari`); otherwise the last name is one
 * word, with lower-case particles before it (`Anna van der Berg`).
 */
export function splitName(whole: string, order: WholeName): { firstName: string; lastName: string } | null {
  const text = whole.trim().replace(/\s+/g, ' ')
  const [last, first] = text.split(',').map((part) => part.trim())
  if (last && first && text.split(',').length === 2) return { firstName: first, lastName: last }
  const words = text.replaceAll(',', ' ').split(' ').filter(Boolean)
  if (words.length < 2) return null
  if (order === 'LAST_FIRST') {
    const at = words.findIndex((word) => !isParticle(word)) + 1
    if (at === 0 || at === words.length) return null
    return { lastName: words.slice(0, at).join(' '), firstName: words.slice(at).join(' ') }
  }
  if (words.every(isParticle)) return null
  let at = words.length - 1
  while (at > 1 && isParticle(words[at - 1]!)) at -= 1
  return { firstName: words.slice(0, at).join(' '), lastName: words.slice(at).join(' ') }
}

const isParticle = (word: string) => /^[\p{Ll}']+$/u.test(word)

/** A cell in its column's one written form, or why not. */
export function readCell(read: Read, cell: Cell, today: Day): CellRead {
  return read(cell, today)
}
