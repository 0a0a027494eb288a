'use client'

import { Fragment } from 'react'
import { Link } from '@/components/ui/link'
import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { Table, Th } from '@/components/ui/table'
import { WarningLine } from '@/components/ui/warning-line'
import { Button } from '@/components/ui/button'
import { useDocumentForm } from './form'
import type { Column, PersonRow } from './person-row'

/**
 * Persons with the fields of their rows. A page has fifty of them with five inputs each, so inputs carry only what is
 * necessary: their accessible names combine the column's label and the person's name.
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
  texts: Record<'caption' | 'person' | 'pickAll' | 'pick' | 'remove' | 'removePicked' | 'unchanged', string>
  selection: SelectionTexts
  /** Only rows with warnings are shown: "all" then means those. */
  flagged: boolean
  /** The boxes are ticked at first. */
  picked: boolean
  /** The key of the row that the link named. */
  wanted: string
}) {
  const { rows } = useDocumentForm()
  return (
    <Selection
      // A new key replaces the boxes, so that they start ticked.
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
                  {row.cancels ? <div className="sub">{row.cancels}</div> : null}
                </th>
                {columns.map((column, at) => (
                  <Cell key={column.field} row={row} column={column} at={at} unchanged={texts.unchanged} />
                ))}
              </tr>
              {row.lines.length + row.notes.length > 0 || row.changed ? (
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

/** On a phone these fields take the whole line. */
const spans: readonly Column['look'][] = ['account', 'name', 'choice', 'long']

function Cell({
  row,
  column,
  at,
  unchanged,
}: {
  row: PersonRow
  column: Column
  at: number
  unchanged: string
}) {
  const { errorOf } = useDocumentForm()
  const name = `rows.${row.key}.${column.field}`
  const value = row.values[at]!
  const error = errorOf(name)
  const choices = column.field === 'grantId' ? row.grants : column.choices
  const wiring = {
    name,
    // Links lead to a missing or wrong value.
    id: error || value === '' ? name : undefined,
    'aria-labelledby': `l${at} n${row.place}`,
    ...(error ? { 'aria-invalid': true, 'aria-describedby': `${name}-error` } : {}),
  }
  return (
    <td
      data-l={column.head}
      className={column.look === 'amount' ? 'n' : spans.includes(column.look) ? 'span' : undefined}
    >
      {choices ? (
        <select {...wiring} className="in in-name" defaultValue={value} data-kept={value}>
          <option value="">{unchanged}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      ) : column.look === 'long' ? (
        <textarea {...wiring} className="in in-long" rows={2} defaultValue={value} />
      ) : (
        <input
          {...wiring}
          inputMode={column.look === 'date' || column.look === 'amount' ? 'decimal' : undefined}
          className={`in in-${column.look}`}
          defaultValue={value}
        />
      )}
      {row.before?.[at] ? <div className="sub">{row.before[at]}</div> : null}
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
      {row.lines.map(({ stop, text, advice, evidence, kept, repair }, at) => (
        <WarningLine
          key={at}
          stop={stop}
          text={text}
          advice={
            kept || advice || evidence ? (
              <>
                {kept ?? advice} {evidence ? <Evidence {...evidence} /> : null}
              </>
            ) : null
          }
          repair={
            <span className="flex flex-wrap justify-end">
              {repair ? (
                <Link className="btn btn-bare btn-small" href={repair.href}>
                  {repair.text}
                </Link>
              ) : null}
              <button className="btn btn-bare btn-small" name="keys" value={row.key}>
                {remove}
              </button>
            </span>
          }
        />
      ))}
      {row.changed ? <div className="sub mt-1">{row.changed}</div> : null}
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
