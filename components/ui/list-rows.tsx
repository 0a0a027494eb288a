'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { BadgeState } from './badge'
import { PickAllBox } from './pick-box'
import { boxHtml, rowHtml, type CellShown } from './rows-html'
import { Table, Th } from './table'
import type { Column } from './list-column'

/** The texts of a column's cells; a number is an index of `often`. Without `cells`, every cell is the first of `often`. */
export interface Packed {
  often: readonly string[]
  cells?: readonly (string | number)[]
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

/** Ids of rows; UUIDs and numbers as one text, a UUID with 23 characters where it would have 41 in the page; '' for none. */
export type PackedIds = string | readonly string[]

export type PackedColumn = Omit<Column, 'words' | 'leads'> &
  Packed & {
    leads?: PackedIds
    /** the second, grey texts */
    second?: Packed
    /** the states of documents that some of the texts name */
    states?: Readonly<Record<string, BadgeState>>
  }

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
  const labels = columns.map(({ head, labelled }) => labelled && head)
  const html = rowsHtml(ids, columns, boxes ? pick : undefined)
  // One object as long as the rows are the same: React writes them anew for another one, and chosen boxes would be empty.
  const written = useMemo(() => ({ __html: html }), [html])
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
      <tbody dangerouslySetInnerHTML={written} />
    </Table>
  )
}

const never = () => () => {}

function rowsHtml(ids: PackedIds, columns: readonly PackedColumn[], pick?: Pick): string {
  const leads = columns.map((column) => column.leads && unpacked(column.leads))
  const named = columns.find(({ kind }) => kind === 'name')
  const boxOf = (id: string, row: number, { name, one, not }: Pick) =>
    not?.includes(id)
      ? ''
      : boxHtml({ name, value: id, label: one.replace('{name}', named ? shownIn(named, row) : '') })
  return unpacked(ids)
    .map((id, row) => {
      const cells = columns.map((column, at) => cellOf({ id, to: leads[at]?.[row] }, column, row))
      return rowHtml(cells, pick && boxOf(id, row, pick))
    })
    .join('')
}

function shownIn({ often, cells }: Packed, row: number): string {
  const cell = cells ? cells[row]! : 0
  return typeof cell === 'number' ? often[cell]! : cell
}

function cellOf({ id, to }: { id: string; to?: string }, column: PackedColumn, row: number): CellShown {
  const { kind, href = '', states } = column
  const text = shownIn(column, row)
  return {
    text,
    second: column.second && shownIn(column.second, row),
    href: to === '' ? '' : href.replace('{id}', id).replace('{to}', to ?? ''),
    ...(kind === 'name' ? { name: true } : { state: states?.[text] }),
  }
}

/** Which columns hold figures and which dates, for the table: "n5 d7". */
const columnClasses = (columns: readonly PackedColumn[], first: number) =>
  columns
    .flatMap(({ kind }, at) =>
      kind && kind !== 'name' ? [`${kind === 'number' ? 'n' : 'd'}${at + first}`] : [],
    )
    .join(' ')

const unpacked = (ids: PackedIds) =>
  typeof ids === 'string' ? ids.split(' ').map((short) => (short.length < 22 ? short : uuidOf(short))) : ids

const uuidOf = (short: string) =>
  [...atob(short)]
    .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
