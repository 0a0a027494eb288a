import { ListRows, type Packed, type PackedIds, type Pick, type Shown } from './list-rows'
import type { BadgeState } from './badge'

/** A cell: its text or number, or a text with a second, grey one; or a key of its column's words. */
export type Cell = string | number | null | readonly [string, string]

export interface Column {
  head: string
  /** `name`: the row's own name, a link and the row's head; one column has it. */
  kind?: 'name' | 'number' | 'date'
  sort?: { href: string; now?: 'ascending' | 'descending' }
  /** Where its cells lead, with `{id}` in the place of the row's id. */
  href?: string
  /** Where the list folds into cards, the head is said beside the value. */
  labelled?: boolean
  /** What stands for each key, where the cells are keys; with a `state` it is a document's state. */
  words?: Readonly<Record<string, { label: string; state?: BadgeState }>>
}

/** A row: its id and the cells in the order of the columns. */
export type Row = readonly [id: string, ...cells: Cell[]]

/**
 * A list of many rows. Server-rendered rows would stand in the page twice in full, and a list page may weigh 40 kB: so
 * they go to the browser as bare values, column by column, and a value that repeats in its column goes once.
 */
export function ListTable({
  caption,
  columns,
  rows,
  pick,
}: {
  caption: string
  columns: readonly Column[]
  rows: readonly Row[]
  /** Rows can be chosen: the list stands in a `Selection`. */
  pick?: Pick
}) {
  return (
    <ListRows
      caption={caption}
      pick={pick}
      ids={packIds(rows.map(([id]) => id))}
      columns={columns.map(({ words, ...column }, at) => ({
        ...column,
        ...pack(rows.map((row) => shown(row[at + 1] ?? '', words))),
      }))}
    />
  )
}

function shown(cell: NonNullable<Cell>, words: Column['words']): Shown {
  const [text, second = ''] = typeof cell === 'object' ? cell : [String(cell)]
  const { label, state } = words?.[text] ?? { label: text, state: undefined }
  return state ? [label, second, state] : second ? [label, second] : label
}

/** What repeats in the column, and the cells, where a number stands for one that does; no cells where all are the same. */
function pack(column: Shown[]): Packed {
  const keys = column.map((cell) => JSON.stringify(cell))
  const repeated = [...new Set(keys)].filter((key) => keys.indexOf(key) !== keys.lastIndexOf(key))
  const often = repeated.map((key) => column[keys.indexOf(key)]!)
  if (repeated.length === 1 && keys.every((key) => key === repeated[0])) return { often }
  const places = new Map(repeated.map((key, place) => [key, place]))
  return { often, cells: column.map((cell, at) => places.get(keys[at]!) ?? cell) }
}

const packIds = (ids: readonly string[]): PackedIds =>
  ids.every((id) => uuid.test(id))
    ? ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64').slice(0, 22)).join('')
    : ids

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
