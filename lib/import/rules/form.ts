import type { Refusal } from '@/lib/shared/refusal'
import type { Day } from '@/lib/shared/dates'
import type { Cell } from '../cells'
import { maskPersonalCode } from '@/lib/shared/personal-code'

/** The key and parameters of a refusal's sentence, without its place. */
export type Sentence = { code: string; params?: Refusal['params'] }

/**
 * The result of reading a cell: its value in the written form, perhaps with a note on how it was understood; or why it
 * is unreadable.
 */
export type CellRead = string | { value: string; note: Sentence } | Sentence

/** Reads a cell that isn't empty; `today` is Estonia's day. Pure; never throws, whatever the cell. */
export type Read = (cell: Cell, today: Day) => CellRead

/** Columns by name: our heading and the reader of the cells; the example is shown in the template. */
export type Columns<Column extends string> = Readonly<
  Record<Column, { heading: string; read: Read; example?: string }>
>

/** The columns of a file of one kind. */
export type FileForm<Column extends string = string> = {
  columns: Columns<Column>
  /** in the order of the template */
  wanted: readonly Column[]
  /** must be there, and no cell may be empty */
  required: readonly Column[]
  /** one of these must be there, if there are any: without it nobody could be found */
  oneOf: readonly Column[]
  /** the content of a list without headings: personal codes in its only column of such */
  bare?: Column
}

/** A cell's content, as one would type it. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if ('day' in cell) return cell.day
  if ('number' in cell) return cell.number
  return 'error' in cell ? cell.error : cell.formula
}

export const isBlank = (cell: Cell | undefined) => typeof cell !== 'object' && textOf(cell).trim() === ''

/** A cell for display: under a wrong heading any cell can hold personal codes. */
export const shownCell = (cell: Cell | undefined) =>
  textOf(cell)
    .trim()
    .replace(personalCode, (code) => maskPersonalCode(code.replace(/\D/g, '')))
    .slice(0, 60)

/** Eleven digits, in groups too; not a part of a longer number. */
const personalCode = /(?<!\d)\d(?:[\s\u00a0]?\d){10}(?![\s\u00a0]?\d)/g
