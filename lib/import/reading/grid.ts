import type { Cell, FileSheet } from '../cells.ts'
import { columnName, fileLimits, Unreadable } from './limits.ts'

/** How many cells and letters the sheets of a file may still have, together. */
export type Room = { cells: number; letters: number }
export const wholeRoom = (): Room => ({ cells: fileLimits.cells, letters: fileLimits.letters })

/** A sheet while it is filled: blank cells are skipped, so that they count towards no limit, wherever they are. */
export class Grid {
  private readonly rows: Cell[][] = []
  private tooFar: string | null = null
  private readonly room: Room

  constructor(room: Room) {
    this.room = room
  }

  /**
   * Puts a cell; `row` and `column` count from 0. Of cells beyond the limits, only the place of the first is kept, for
   * `sheet`.
   */
  put(row: number, column: number, cell: Cell) {
    if (isBlank(cell)) return
    if (row >= fileLimits.rows || column >= fileLimits.columns) {
      this.tooFar ??= columnName(column) + (row + 1)
      return
    }
    this.room.cells -= 1
    this.room.letters -= typeof cell === 'string' ? cell.length : 10
    if (this.room.cells < 0 || this.room.letters < 0) throw new Unreadable('sheet.endless')
    while (this.rows.length <= row) this.rows.push([])
    const cells = this.rows[row]!
    while (cells.length < column) cells.push('')
    cells[column] = cell
  }

  /** Throws Unreadable if a cell with a value was beyond the limits. */
  sheet(name: string, hidden: boolean): FileSheet {
    if (this.tooFar) throw tooMany(this.tooFar)
    return { name, hidden, rows: this.rows }
  }
}

export const isBlank = (cell: Cell) => typeof cell === 'string' && cell.trim() === ''

export const tooMany = (cell: string) =>
  new Unreadable('sheet.tooMany', { rows: fileLimits.rows - 1, columns: fileLimits.columns, cell })
