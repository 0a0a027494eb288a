import type { Cell, Column, Row } from './list-column'
import { ListRows, type Packed, type PackedIds, type Pick, type Shown } from './list-rows'

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
