import type { Refusal } from '@/lib/shared/refusal'
import type { Cell } from './cells'
import { readFile, type FileRead } from './read'

type Rows = { rows: Cell[][] } | { refusal: Refusal }

/** The rows of the first sheet of a file that isn't hidden and isn't empty. */
export async function readSheet(file: Uint8Array, words: readonly string[] = []): Promise<Rows> {
  const read = await readFile(file, words)
  return 'refusal' in read ? read : firstSheet(read)
}

/** The same of a file that was read. */
export function firstSheet(read: FileRead): { rows: Cell[][] } {
  const filled = read.sheets.filter(({ rows }) => rows.length > 0)
  return filled.find(({ hidden }) => !hidden) ?? filled[0]!
}

/** What stands in a cell, as one would type it. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if ('day' in cell) return cell.day
  if ('number' in cell) return cell.number
  return 'error' in cell ? cell.error : cell.formula
}
