'use client'

import { Fragment } from 'react'
import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import { WarningLine } from '@/components/ui/warning-line'
import type { Column, ShownRow } from './person-row'

const cell = {
  date: 'd',
  amount: 'n',
  code: undefined,
  account: 'd',
  name: undefined,
  choice: undefined,
  long: undefined,
} as const

/**
 * Persons in their form on paper, with their warnings; nothing can be changed. Drawn in the browser too, because rows drawn
 * by the server alone would stand in the page twice in full.
 */
export function PersonTable({
  rows,
  columns,
  texts,
  wanted,
}: {
  rows: readonly ShownRow[]
  columns: readonly Column[]
  texts: Record<'caption' | 'person', string>
  /** The key of the row that the link named. */
  wanted: string
}) {
  return (
    <Table caption={texts.caption} fold>
      <thead>
        <tr>
          <Th>{texts.person}</Th>
          {columns.map(({ field, head, look }) => (
            <Th key={field} num={look === 'amount'}>
              {head}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.key}>
            <tr id={row.key === wanted ? 'row' : undefined} className={row.struck ? 'struck' : undefined}>
              <th scope="row">
                {row.href ? (
                  <Link href={row.href} className="name">
                    {row.name}
                  </Link>
                ) : (
                  <b>{row.name}</b>
                )}{' '}
                <span className="sub">{row.code}</span>
                <div className="sub">{row.about}</div>
                {row.cancels ? <div className="sub">{row.cancels}</div> : null}
                {row.struck ? (
                  <div className="sub">
                    <Link href={row.struckHref!}>{row.struck}</Link>
                  </div>
                ) : null}
              </th>
              {columns.map(({ field, head, look }, at) => (
                <td key={field} data-l={head} className={cell[look]}>
                  {row.values[at]}
                  {row.before?.[at] ? <div className="sub">{row.before[at]}</div> : null}
                </td>
              ))}
            </tr>
            {row.lines.length > 0 ? (
              <tr className="under">
                <td colSpan={columns.length + 1}>
                  {row.lines.map(({ stop, text }, at) => (
                    <WarningLine key={at} stop={stop} text={text} />
                  ))}
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}
