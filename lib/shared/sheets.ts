import { parse } from 'csv-parse/sync'
import { unzipSync, zipSync } from 'fflate'
import { readSheet as readXlsx } from 'read-excel-file/universal'
import type { Refusal } from './refusal'

/** The first sheet of an uploaded file, every cell as text, short rows as they are; row 1 = the first. */
export type Sheet = { rows: string[][] }

/** Limits of an upload, all checked before the contents are read for what they mean. */
export const sheetLimits = {
  bytes: 5_000_000,
  unpacked: 60_000_000,
  parts: 500,
  rows: 20_001,
  columns: 100,
  cells: 1_000_000,
}

/** What a file beyond `sheetLimits.bytes` is refused with. */
export const sheetTooBig: Refusal = {
  code: 'sheet.tooBig',
  field: 'file',
  params: { megabytes: sheetLimits.bytes / 1_000_000 },
}

/**
 * Reads an uploaded XLSX or CSV, told apart by their first bytes and not by name. A file that can't be read is refused
 * with its reason; never throws, whatever the bytes. Days of date cells are 'YYYY-MM-DD', numbers as one would type
 * them (38911040213, 660.5), never 3.9e10.
 */
export async function readSheet(file: Uint8Array): Promise<Sheet | { refusal: Refusal }> {
  if (file.length === 0) return refused('sheet.empty')
  if (file.length > sheetLimits.bytes) return { refusal: sheetTooBig }
  try {
    const rows = isZip(file) ? await xlsxRows(file) : csvRows(file)
    if (!rows.some((row) => row.some((cell) => cell.trim() !== ''))) return refused('sheet.empty')
    if (rows.length > sheetLimits.rows || rows.some((row) => row.length > sheetLimits.columns))
      throw new TooMany()
    return { rows }
  } catch (error) {
    if (error instanceof TooMany) {
      return refused('sheet.tooMany', { rows: sheetLimits.rows - 1, columns: sheetLimits.columns })
    }
    return refused('sheet.unreadable')
  }
}

class TooMany extends Error {}

const refused = (code: string, params?: Refusal['params']) => ({ refusal: { code, params, field: 'file' } })

const isZip = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b

async function xlsxRows(file: Uint8Array): Promise<string[][]> {
  const parts = unpack(file)
  for (const part of Object.values(parts)) assertModest(part)
  // Packed anew, uncompressed: the reader gets the very bytes that were measured.
  const checked = zipSync(parts, { level: 0 })
  const rows = await readXlsx<string>(checked.buffer as ArrayBuffer, { trim: false, parseNumber: numberText })
  return rows.map((row) => row.map(cellText))
}

/** The XML parts. None grows beyond the size it declares, and the declared sizes together stay modest. */
function unpack(file: Uint8Array) {
  let total = 0
  let count = 0
  return unzipSync(file, {
    filter({ name, originalSize }) {
      if (!name.endsWith('.xml') && !name.endsWith('.xml.rels')) return false
      total += originalSize
      count += 1
      if (total > sheetLimits.unpacked || count > sheetLimits.parts) throw new TooMany()
      return true
    },
  })
}

/**
 * The reader fills the gaps up to the farthest cell, so that one cell at XFD1048576 would take all memory: no cell
 * may lie beyond the limits, and an address must be written plainly.
 */
function assertModest(part: Uint8Array) {
  const xml = new TextDecoder().decode(part)
  if (!xml.includes('sheetData')) return
  if ((xml.match(/<(?:\w+:)?c[\s/>]/g)?.length ?? 0) > sheetLimits.cells) throw new TooMany()
  for (const [, , address] of xml.matchAll(/\sr\s*=\s*(["'])(.*?)\1/gs)) {
    const [, column, row] = /^([A-Z]*)(\d{0,7})$/.exec(address!) ?? []
    if (row === undefined || Number(row) > sheetLimits.rows || columnNumber(column!) > sheetLimits.columns)
      throw new TooMany()
  }
}

const columnNumber = (letters: string) =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

/** A number's text as one would type it; the noise of binary fractions (0.30000000000000004) is cut off. */
function numberText(written: string) {
  const number = Number(written)
  if (Number.isSafeInteger(number)) return String(number)
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') || !Number.isFinite(number) ? written : text
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

function csvRows(file: Uint8Array): string[][] {
  const text = decode(file)
  if (text.includes('\0')) throw new Error('binary')
  const firstLine = text.slice(0, 10_000).split('\n', 1)[0]!
  const marks = [';', '\t', ',']
  const delimiter = marks.reduce((best, mark) =>
    times(firstLine, mark) > times(firstLine, best) ? mark : best,
  )
  return parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    to: sheetLimits.rows + 1,
  }).map((row) => row.map(withoutGuard))
}

const times = (text: string, mark: string) => text.split(mark).length - 1

/** UTF-8 with or without its mark, Excel's "Unicode text", else the code page of the Baltic Windows. */
function decode(file: Uint8Array) {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1257').decode(file)
  }
}

/** Our own CSV files guard cells that begin like a formula with an apostrophe (write-sheet.ts). */
const withoutGuard = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '')
