import type { Cell, Column, Row } from './list-column'
import { ListRows, type Packed, type PackedColumn, type PackedIds, type Pick } from './list-rows'

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
      {...(pick && { pick })}
      ids={packIds(rows.map(([id]) => id))}
      columns={columns.map((column, at) =>
        packed(
          column,
          rows.map((row) => row[at + 1] ?? ''),
        ),
      )}
    />
  )
}

/** A column with its cells; their second texts apart, because they seldom repeat where the first ones do. */
function packed({ words = {}, leads, ...column }: Column, cells: readonly NonNullable<Cell>[]): PackedColumn {
  const texts = cells.map((cell) => (typeof cell === 'object' ? cell[0] : String(cell)))
  const seconds = cells.map((cell) => (typeof cell === 'object' ? cell[1] : ''))
  const states = texts.flatMap((text) => (words[text]?.state ? [[words[text].label, words[text].state]] : []))
  return {
    ...column,
    ...(leads && { leads: packIds(leads) }),
    ...pack(texts.map((text) => words[text]?.label ?? text)),
    ...(seconds.some(Boolean) && { second: pack(seconds) }),
    ...(states.length > 0 && { states: Object.fromEntries(states) }),
  }
}

/** What repeats in the column, and the cells, where a number stands for one that does; no cells where all are the same. */
function pack(column: readonly string[]): Packed {
  const often = [...new Set(column)].filter((text) => column.indexOf(text) !== column.lastIndexOf(text))
  if (often.length === 1 && column.every((text) => text === often[0])) return { often }
  const places = new Map(often.map((text, place) => [text, place]))
  return { often, cells: column.map((text) => places.get(text) ?? text) }
}

const packIds = (ids: readonly string[]): PackedIds =>
  ids.every((id) => number.test(id) || uuid.test(id)) ? ids.map(shortOf).join(' ') : ids

const shortOf = (id: string) =>
  number.test(id) ? id : Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64').slice(0, 22)

const number = /^\d{0,20}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
