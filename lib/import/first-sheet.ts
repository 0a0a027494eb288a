import type { Refusal } from '@/lib/shared/refusal'
import type { Cell } from './cells'
import { readFile, type FileRead } from './read'
import { columnName } from './reading/limits'

/**
 * The first sheet of a file that isn't hidden and isn't empty, every cell as text: days as 'YYYY-MM-DD', numbers as one
 * would type them. An error or a formula without a result refuses the file by its cell.
 */
export async function readSheet(file: Uint8Array): Promise<{ rows: string[][] } | { refusal: Refusal }> {
  const read = await readFile(file)
  return 'refusal' in read ? read : firstSheet(read)
}

/** The same of a file that was read. */
export function firstSheet(read: FileRead): { rows: string[][] } | { refusal: Refusal } {
  const filled = read.sheets.filter(({ rows }) => rows.length > 0)
  const { rows } = filled.find(({ hidden }) => !hidden) ?? filled[0]!
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const place = columnName(column) + (row + 1)
      if (typeof cell === 'object' && 'error' in cell)
        return refused('sheet.cellError', { cell: place, error: cell.error })
      if (typeof cell === 'object' && 'formula' in cell) return refused('sheet.cellFormula', { cell: place })
    }
  }
  return { rows: rows.map((cells) => cells.map(textOf)) }
}

const refused = (code: string, params: Refusal['params']) => ({ refusal: { code, params, field: 'file' } })

/** What stands in a cell, as one would type it. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if ('day' in cell) return cell.day
  if ('number' in cell) return cell.number
  return 'error' in cell ? cell.error : cell.formula
}
