'use client'

import { StateBadge, type BadgeState } from './badge'
import { Link } from './link'
import { PickAllBox, PickBox } from './pick-box'
import { Table, Th } from './table'

/** A cell: its text or number, or a text with a second, grey one; or a key of its column's words. */
export type Cell = string | number | null | readonly [string, string]

export interface Column {
  head: string
  /** `name`: the row's own name, a link and the row's head; one column has it. */
  kind?: 'text' | 'name' | 'number' | 'date' | 'state' | 'word'
  sort?: { href: string; now?: 'ascending' | 'descending' }
  /** Of a `name`: where it leads, with `{id}` in the place of the row's id. */
  href?: string
  /** Of a `state` and of a `word` that repeats in many rows: what stands for each key. */
  /** Where the list folds into cards, the head is said beside the value. */
  labelled?: boolean
  words?: Readonly<Record<string, { label: string; state?: BadgeState }>>
}

/** A row: its id and the cells in the order of the columns. */
export type Row = readonly [id: string, ...cells: Cell[]]

/**
 * A list of many rows. The columns come once and the rows as bare values, so that the page carries its fifty rows
 * as text and as a few numbers and not, as server-rendered rows would, twice in full: a list page may weigh 40 kB.
 * With `pick` (in a `Selection`) each row has a box: `label` is "Vali {name}".
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
  pick?: { name: string; label: string; all: string }
}) {
  const naming = columns.findIndex(({ kind }) => kind === 'name')
  return (
    <Table caption={caption} fold>
      <thead>
        <tr>
          {pick ? (
            <th>
              <PickAllBox label={pick.all} />
            </th>
          ) : null}
          {columns.map(({ head, kind, sort }) => (
            <Th key={head} num={kind === 'number'} sort={sort}>
              {head}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([id, ...cells]) => (
          <tr key={id}>
            {pick ? (
              <td>
                <PickBox
                  name={pick.name}
                  value={id}
                  label={pick.label.replace('{name}', words(cells[naming])[0])}
                />
              </td>
            ) : null}
            {columns.map((column, at) => (
              <ListCell key={column.head} id={id} column={column} cell={cells[at] ?? null} />
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function ListCell({ id, column, cell }: { id: string; column: Column; cell: Cell }) {
  const [text, second] = words(cell)
  if (column.kind === 'name')
    return (
      <th>
        <Link href={(column.href ?? '').replace('{id}', id)}>{text}</Link>
        <Second text={second} />
      </th>
    )
  const word = column.words?.[text]
  return (
    <td
      className={cellClass[column.kind ?? 'text']}
      data-l={column.labelled && text ? column.head : undefined}
    >
      {word?.state ? <StateBadge state={word.state} label={word.label} /> : (word?.label ?? text)}
      <Second text={second} />
    </td>
  )
}

const cellClass = { text: undefined, number: 'n', date: 'd', state: undefined, word: undefined } as const

function Second({ text }: { text?: string }) {
  return text ? (
    <>
      {' '}
      <span className="sub">{text}</span>
    </>
  ) : null
}

function words(cell: Cell | undefined): readonly [string, string?] {
  return cell === null || cell === undefined ? [''] : typeof cell === 'object' ? cell : [String(cell)]
}
