import type { Day } from '@/lib/shared/dates'

/**
 * A cell of an office's file. A text stands as it is (its written form); if the spreadsheet turned the typed text into
 * something else, the cell says into what: in a column of texts that is a refusal, never a guess.
 */
export type Cell =
  | string
  /** a date cell, whatever its format shows */
  | { day: Day }
  /** a number as one would type it: '38911040213', '660.5' */
  | { number: string }
  /** #N/A and the like, TRUE and FALSE too */
  | { error: string }
  /** a formula without a stored result; its own text isn't kept */
  | { formula: string }

/** One sheet of a file; the first row of the file is row 1. A CSV file is one sheet. */
export type FileSheet = { name: string; hidden: boolean; rows: Cell[][] }
