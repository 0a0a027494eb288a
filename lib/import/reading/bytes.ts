import type { FileSheet } from '../cells.ts'
import { readCsv } from './csv.ts'
import { decode } from './encoding.ts'
import { fileLimits, fileTooBig, Unreadable } from './limits.ts'
import { refuseOtherFormats } from './other-formats.ts'
import { readXlsx, type SheetNote } from './xlsx.ts'

/** The contents of an uploaded file, or the key of the sentence that says why it is unreadable. */
export type BytesRead =
  { sheets: FileSheet[]; notes: SheetNote[] } | { code: string; params: Record<string, string | number> }

/**
 * Reads an uploaded XLSX or CSV file, told apart by their bytes and not by name; `words`: headings that it may have.
 * Never throws, whatever the bytes, but takes as much time and memory as the file demands: so it runs outside the
 * request's thread (lib/import/read.ts).
 */
export function readBytes(file: Uint8Array, words: readonly string[] = []): BytesRead {
  try {
    if (file.length === 0) throw new Unreadable('sheet.empty')
    if (file.length > fileLimits.bytes) throw new Unreadable(fileTooBig.code, fileTooBig.params)
    const read = isPacked(file) ? readXlsx(file) : readText(file, words)
    if (read.sheets.every(({ rows }) => rows.length === 0)) throw new Unreadable('sheet.empty')
    return read
  } catch (error) {
    if (error instanceof Unreadable) return { code: error.code, params: error.params }
    return { code: 'sheet.unreadable', params: {} }
  }
}

const isPacked = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b && file[2]! < 9 && file[3]! < 9

function readText(file: Uint8Array, words: readonly string[]) {
  refuseOtherFormats(file)
  return { sheets: [readCsv(decode(file), '', words)], notes: [] }
}
