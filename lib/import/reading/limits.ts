import type { Refusal } from '@/lib/shared/refusal'

/** Limits of an upload. A cell without a value never counts towards one. */
export const fileLimits = {
  /** of the file as it is sent */
  bytes: 5_000_000,
  /** bytes that a packed file may be unpacked to while it is read; they are never in memory all at once */
  unpacked: 1_000_000_000,
  /** the last row and the last column with a value */
  rows: 20_001,
  columns: 100,
  /** cells with a value, of all sheets together, and their letters */
  cells: 1_000_000,
  letters: 20_000_000,
  /** letters of one cell: no spreadsheet holds more */
  cellLetters: 32_767,
  sheets: 100,
} as const

/** The refusal of a file larger than `fileLimits.bytes`. */
export const fileTooBig = {
  code: 'sheet.tooBig',
  field: 'file',
  params: { megabytes: fileLimits.bytes / 1_000_000 },
} satisfies Refusal

/** Thrown while a file is read, to refuse it: the key of the sentence (`refusal.sheet.…`) and its parameters. */
export class Unreadable extends Error {
  readonly code: string
  readonly params: Record<string, string | number>

  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** 0 → 'A', 27 → 'AB', as spreadsheets name their columns. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
