'use client'

import { Fragment } from 'react'
import { Link } from '@/components/ui/link'
import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { Table, Th } from '@/components/ui/table'
import { WarningLine } from '@/components/ui/warning-line'
import { Button } from '@/components/ui/button'
import { useDocumentForm } from './form'

export type Column = {
  field: string
  head: string
  label: string
  look: 'date' | 'amount' | 'code' | 'account'
}
export type PersonLine = {
  stop?: true
  text: string
  advice?: string
  evidence?: { text: string; href?: string }
}
export type PersonRow = {
  key: string
  /** its place on the document, from 1 */
  place: number
  name: string
  href?: string
  code: string
  about: string
  /** by the columns, in their order */
  values: string[]
  lines: PersonLine[]
  notes: { text: string; href?: string }[]
}

/**
 * Persons with the fields of their rows. There are fifty of them with five inputs each, so inputs carry only what they
 * can't do without: their names are put together from the column's label and the person's name.
 */
export function PersonRows({
  columns,
  texts,
  selection,
  flagged,
  picked,
  wanted,
}: {
  columns: readonly Column[]
  texts: Record<'caption' | 'person' | 'pickAll' | 'pick' | 'remove' | 'removePicked', string>
  selection: SelectionTexts
  /** Only rows with warnings are shown: "all" then means those. */
  flagged: boolean
  /** The boxes come ticked. */
  picked: boolean
  /** The key of the row that a link led to. */
  wanted: string
}) {
  const { rows } = useDocumentForm()
  return (
    <Selection
      // Boxes that come ticked are new boxes.
      key={String(picked)}
      texts={selection}
      acts={
        <Button size="small" type="submit">
          {texts.removePicked}
        </Button>
      }
    >
      {flagged ? <input type="hidden" name="flagged" value="1" /> : null}
      {columns.map(({ field, label }, at) => (
        <span key={field} id={`l${at}`} hidden>
          {label}
        </span>
      ))}
      <Table caption={texts.caption} fold>
        <thead>
          <tr>
            <th>
              <PickAllBox label={texts.pickAll} />
            </th>
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
              <tr id={row.key === wanted ? 'row' : `r${row.place}`}>
                <td>
                  <PickBox
                    name="picked"
                    value={row.key}
                    label={texts.pick.replace('{name}', row.name)}
                    defaultChecked={picked || undefined}
                  />
                </td>
                <th scope="row">
                  {row.href ? (
                    <Link href={row.href} className="name" id={`n${row.place}`}>
                      {row.name}
                    </Link>
                  ) : (
                    <b id={`n${row.place}`}>{row.name}</b>
                  )}{' '}
                  <span className="sub">{row.code}</span>
                  <div className="sub">{row.about}</div>
                </th>
                {columns.map((column, at) => (
                  <Cell key={column.field} {...{ row, column, at }} />
                ))}
              </tr>
              {row.lines.length + row.notes.length > 0 ? (
                <tr className="under">
                  <td />
                  <td colSpan={columns.length + 1}>
                    <Lines row={row} remove={texts.remove} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </Table>
    </Selection>
  )
}

function Cell({ row, column, at }: { row: PersonRow; column: Column; at: number }) {
  const { errorOf } = useDocumentForm()
  const name = `rows.${row.key}.${column.field}`
  const value = row.values[at]!
  const error = errorOf(name)
  return (
    <td
      data-l={column.head}
      className={column.look === 'amount' ? 'n' : column.look === 'account' ? 'span' : undefined}
    >
      <input
        name={name}
        // What is missing or wrong is linked to.
        id={error || value === '' ? name : undefined}
        aria-labelledby={`l${at} n${row.place}`}
        inputMode={column.look === 'date' || column.look === 'amount' ? 'decimal' : undefined}
        className={`in in-${column.look}`}
        defaultValue={value}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${name}-error` } : {})}
      />
      {error ? (
        <div className="error" id={`${name}-error`}>
          {error}
        </div>
      ) : null}
    </td>
  )
}

function Lines({ row, remove }: { row: PersonRow; remove: string }) {
  return (
    <>
      {row.lines.map(({ stop, text, advice, evidence }, at) => (
        <WarningLine
          key={at}
          stop={stop}
          text={text}
          advice={
            advice || evidence ? (
              <>
                {advice} {evidence ? <Evidence {...evidence} /> : null}
              </>
            ) : null
          }
          repair={
            <button className="btn btn-bare btn-small" name="keys" value={row.key}>
              {remove}
            </button>
          }
        />
      ))}
      {row.notes.map(({ text, href }, at) => (
        <div key={at} className="sub mt-1">
          {href ? <Link href={href}>{text}</Link> : text}
        </div>
      ))}
    </>
  )
}

const Evidence = ({ text, href }: { text: string; href?: string }) =>
  href ? <Link href={href}>{text}</Link> : `(${text})`
