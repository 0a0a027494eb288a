'use client'

import { Fragment, type ReactNode } from 'react'
import { AskedFields, type FieldSent } from './asked-fields'
import { Chips, type Chip } from './ui/chips'
import { FilterBar } from './ui/filter-bar'

type Clear = { href: string; text: string }

/** What stands above a list's table, as bare values: each of its parts drawn by the server would stand in the page twice. */
export function ListHead({
  printed,
  bar,
  chosen,
  views,
  counted,
  links,
  endIn,
}: {
  /** A sentence for paper. */
  printed: string
  /** The filters; `sent` goes with them. */
  bar?: {
    label: string
    action: string
    submit: string
    clear?: Clear
    sent: readonly (readonly [name: string, value: string])[]
    fields: readonly FieldSent[] | { drawn: ReactNode }
  }
  /** A chip for each filter that is set. */
  chosen?: { label: string; chips: readonly Chip[]; clear?: Clear }
  /** Other views of the list. */
  views?: { label: string; chips: readonly Chip[] }
  /** How many there are, and links to all of them. */
  counted: string
  links: readonly { href: string; text: string; label?: string }[]
  /** The part in which these two stand. */
  endIn: 'bar' | 'chosen' | 'views'
}) {
  const end = (
    <>
      {counted}
      {links.map(({ href, text, label }) => (
        <Fragment key={href}>
          {' · '}
          <a href={href} aria-label={label}>
            {text}
          </a>
        </Fragment>
      ))}
    </>
  )
  const endOf = (part: typeof endIn) => (part === endIn ? end : undefined)
  return (
    <>
      <p className="print-only">{printed}</p>
      {bar ? (
        <FilterBar {...bar} end={endOf('bar')}>
          {bar.sent.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {'drawn' in bar.fields ? bar.fields.drawn : <AskedFields fields={bar.fields} />}
        </FilterBar>
      ) : null}
      {chosen ? <Chips {...chosen} end={endOf('chosen')} /> : null}
      {views ? <Chips {...views} end={endOf('views')} /> : null}
    </>
  )
}
