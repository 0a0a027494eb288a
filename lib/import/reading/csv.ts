import { writtenLines } from '../../shared/written.ts'
import type { FileSheet } from '../cells.ts'
import { plainText } from '../rules/plain-text.ts'
import { Grid, wholeRoom } from './grid.ts'
import { fileLimits, Unreadable } from './limits.ts'

/** The possible delimiters of cells. */
const delimiters = [';', '\t', ',', '|'] as const

/**
 * The rows of a CSV file. All three ends of a line count, also mixed; a first line `sep=;` names the delimiter, else it
 * is the one that gives the most headings of `words`; if these are as many, the one that cuts most rows into equally
 * many cells.
 */
export function readCsv(text: string, name: string, words: readonly string[]): FileSheet {
  const [told, delimiter] = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(text) ?? []
  const rows = told ? text.slice(told.length) : text
  const grid = new Grid(wholeRoom())
  const above = told ? 1 : 0
  parseRows(rows, delimiter ?? fittingDelimiter(rows, words), above, (row, column, cell) => {
    if (cell.length > fileLimits.cellLetters) throw new Unreadable('sheet.cellTooLong', { row: row + 1 })
    grid.put(row, column, writtenLines(withoutGuard(cell)))
    return true
  })
  return grid.sheet(name, false)
}

/** Our own CSV files guard cells that begin like a formula with an apostrophe (write-sheet.ts). */
const withoutGuard = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '')

/** Takes a cell at its row and column, counted from 0; false ends the reading. */
type Take = (row: number, column: number, cell: string) => boolean

/**
 * Reads cell by cell. A quote at the very beginning of a cell opens it, elsewhere it is a letter; inside such a cell,
 * two quotes stand for one. A cell whose closing quote is followed by something else, or never comes, would swallow the
 * rows after it: the file is refused, with the row where the cell begins.
 */
function parseRows(text: string, delimiter: string, firstRow: number, take: Take) {
  const end = new RegExp(`[\\r\\n\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}]`, 'g')
  let at = 0
  let row = firstRow
  let column = 0
  while (at < text.length || column > 0) {
    let cell: string
    if (text[at] === '"') {
      const closing = closingQuote(text, at, row)
      cell = text.slice(at + 1, closing).replaceAll('""', '"')
      at = closing + 1
      while (text[at] === ' ') at += 1
      if (at < text.length && text[at] !== delimiter && text[at] !== '\r' && text[at] !== '\n')
        throw new Unreadable('sheet.quote', { row: row + 1 })
    } else {
      end.lastIndex = at
      const next = end.exec(text)?.index ?? text.length
      cell = text.slice(at, next)
      at = next
    }
    if (!take(row, column, cell)) return
    if (text[at] === delimiter) {
      at += 1
      column += 1
      continue
    }
    if (at >= text.length) return
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    row += 1
    column = 0
  }
}

function closingQuote(text: string, opening: number, row: number): number {
  let at = text.indexOf('"', opening + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  if (at === -1) throw new Unreadable('sheet.quote', { row: row + 1 })
  return at
}

/** How many rows from the top are compared to find the delimiter: one of them should be the row of headings. */
const looked = 40

function fittingDelimiter(text: string, words: readonly string[]): string {
  const known = new Set(words.map(plainText))
  const measured = delimiters.map((delimiter) => ({ delimiter, ...measure(text, delimiter, known) }))
  return measured.reduce((best, next) =>
    next.headings > best.headings || (next.headings === best.headings && next.alike > best.alike)
      ? next
      : best,
  ).delimiter
}

/** The most known headings of one row, and the most cells that rows of one width (two cells or more) have in all. */
function measure(text: string, delimiter: string, known: ReadonlySet<string>) {
  const rows: string[][] = []
  try {
    parseRows(text, delimiter, 0, (row, column, cell) => {
      if (row >= looked) return false
      if (column < fileLimits.columns) (rows[row] ??= []).push(cell)
      return true
    })
  } catch (error) {
    // Another delimiter may still fit these quotes; the chosen one then reads the file strictly.
    if (!(error instanceof Unreadable)) throw error
  }
  const widths = new Map<number, number>()
  for (const row of rows) {
    if (row && row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + row.length)
  }
  return {
    headings: Math.max(0, ...rows.map((row) => row.filter((cell) => known.has(plainText(cell))).length)),
    alike: Math.max(0, ...widths.values()),
  }
}
