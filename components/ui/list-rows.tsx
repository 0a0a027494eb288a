'use client'

import { useSyncExternalStore } from 'react'
import { StateBadge, type BadgeState } from './badge'
import { Link } from './link'
import { PickAllBox, PickBox } from './pick-box'
import { Table, Th } from './table'
import type { Column } from './list-table'

/** What a cell shows: a text, perhaps with a second, grey one, or a document's state. */
export type Shown = string | readonly [text: string, second: string, state?: BadgeState]

/** A column's cells; a number stands for one of `often`, and without cells all are the first of those. */
export interface Packed {
  often: readonly Shown[]
  cells?: readonly (Shown | number)[]
}

/**
 * The boxes that choose rows: the field's name, what the box in the head says, and a row's box with `{name}`. Fifty boxes
 * weigh a fifth of a page, so they come with the script; `sent` with the page, for those without.
 */
export interface Pick {
  name: string
  all: string
  one: string
  sent: boolean
}

type PackedColumn = Omit<Column, 'words'> & Packed

/** The rows of a `ListTable` as it has packed them. */
export function ListRows({
  caption,
  ids,
  columns,
  pick,
}: {
  caption: string
  ids: readonly string[]
  columns: readonly PackedColumn[]
  pick?: Pick
}) {
  const boxes = useSyncExternalStore(
    never,
    () => true,
    () => pick?.sent ?? false,
  )
  const labels = columns.map(({ head, labelled }) => labelled && head)
  const named = columns.find(({ kind }) => kind === 'name')
  return (
    <Table caption={caption} fold labels={pick ? [undefined, ...labels] : labels}>
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
        {ids.map((id, row) => (
          <tr key={id}>
            {pick ? (
              <td>
                {boxes ? (
                  <PickBox
                    name={pick.name}
                    value={id}
                    label={pick.one.replace('{name}', named ? textOf(shownIn(named, row)) : '')}
                  />
                ) : null}
              </td>
            ) : null}
            {columns.map((column) => cellOf(id, column, shownIn(column, row)))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const never = () => () => {}

const textOf = (shown: Shown) => (typeof shown === 'string' ? shown : shown[0])

function shownIn({ often, cells }: Packed, row: number): Shown {
  const cell = cells ? cells[row]! : 0
  return typeof cell === 'number' ? often[cell]! : cell
}

/** Plain calls and no components: there are some hundred cells. */
function cellOf(id: string, { head, kind, href = '' }: PackedColumn, shown: Shown) {
  const [text, second, state] = typeof shown === 'string' ? [shown] : shown
  const sub = second ? <span className="sub">{second}</span> : null
  if (kind === 'name')
    return (
      <th key={head}>
        <Link href={href.replace('{id}', id)}>{text}</Link>
        {sub && ' '}
        {sub}
      </th>
    )
  return (
    <td key={head} className={kind && cellClass[kind]}>
      {state ? <StateBadge state={state} label={text} /> : text}
      {sub && ' '}
      {sub}
    </td>
  )
}

const cellClass = { number: 'n', date: 'd' } as const
