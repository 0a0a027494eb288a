'use client'

import { useSyncExternalStore } from 'react'
import { StateBadge, type BadgeState } from './badge'
import { Link } from './link'
import { PickAllBox, PickBox } from './pick-box'
import { Table, Th } from './table'
import type { Column } from './list-column'

/** What a cell shows: a text, perhaps with a second, grey one, or a document's state. */
export type Shown = string | readonly [text: string, second: string, state?: BadgeState]

/** A column's cells; a number is an index of `often`. Without `cells`, every cell is the first of `often`. */
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
  /** Ids of rows that can't be chosen. */
  not?: readonly string[]
}

/** The rows' ids; UUIDs as one text of 22 characters for each, where they would be 41 in the page. */
export type PackedIds = string | readonly string[]

type PackedColumn = Omit<Column, 'words'> & Packed

/** The rows of a `ListTable` as it has packed them. */
export function ListRows({
  caption,
  ids,
  columns,
  pick,
}: {
  caption: string
  ids: PackedIds
  columns: readonly PackedColumn[]
  pick?: Pick
}) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const boxes = pick !== undefined && (scripted || pick.sent)
  const rows = typeof ids === 'string' ? (ids.match(/.{22}/g) ?? []).map(uuidOf) : ids
  const labels = columns.map(({ head, labelled }) => labelled && head)
  const named = columns.find(({ kind }) => kind === 'name')
  return (
    <Table
      caption={caption}
      fold
      labels={boxes ? [undefined, ...labels] : labels}
      columns={columnClasses(columns, boxes ? 2 : 1) + (pick && !boxes ? ' unboxed' : '')}
    >
      <thead>
        <tr>
          {pick && boxes ? (
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
        {rows.map((id, row) => (
          <tr key={id}>
            {pick && boxes ? (
              <td>
                {pick.not?.includes(id) ? null : (
                  <PickBox
                    name={pick.name}
                    value={id}
                    label={pick.one.replace('{name}', named ? textOf(shownIn(named, row)) : '')}
                  />
                )}
              </td>
            ) : null}
            {columns.map((column) =>
              cellOf(column.leads ? column.leads[row]! : id, column, shownIn(column, row)),
            )}
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
    <td key={head}>
      {state ? (
        <StateBadge state={state} label={text} />
      ) : href && id ? (
        <Link href={href.replace('{id}', id)}>{text}</Link>
      ) : (
        text
      )}
      {sub && ' '}
      {sub}
    </td>
  )
}

/** Which columns hold figures and which dates, for the table: "n5 d7". */
const columnClasses = (columns: readonly PackedColumn[], first: number) =>
  columns
    .flatMap(({ kind }, at) =>
      kind && kind !== 'name' ? [`${kind === 'number' ? 'n' : 'd'}${at + first}`] : [],
    )
    .join(' ')

const uuidOf = (short: string) =>
  [...atob(short)]
    .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
