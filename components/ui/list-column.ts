import type { BadgeState } from './badge'

/** A cell: its text or number, or a text with a second, grey one; or a key of its column's words. */
export type Cell = string | number | null | readonly [string, string]

export interface Column {
  head: string
  /** `name`: the row's own name, a link and the row's head; one column has it. */
  kind?: 'name' | 'number' | 'date'
  sort?: { href: string; now?: 'ascending' | 'descending' }
  /** Where its cells lead, with `{id}` in the place of the row's id and `{to}` in that of its `leads`. */
  href?: string
  /** Ids of what its cells lead to besides the row, one for each row; '' = nothing. */
  leads?: readonly string[]
  /** Where the list folds into cards, the head is said beside the value. */
  labelled?: boolean
  /** What is shown for each key, if the cells are keys; with a `state` it is a document's state. */
  words?: Readonly<Record<string, { label: string; state?: BadgeState }>>
}

/** A row: its id and the cells in the order of the columns. */
export type Row = readonly [id: string, ...cells: Cell[]]
