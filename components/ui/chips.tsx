'use client'

import type { ReactNode } from 'react'
import { Link } from './link'
import { Mark } from './mark'

export interface Chip {
  href: string
  text: string
  /** The present choice, or the count; in bold after the text. */
  value?: string | number
  on?: boolean
  /** Said when the link takes this filter away ("Eemalda filter"); shows a cross. */
  removes?: string
}

/**
 * Filters as links: each one is an address that gives that list again. `clear` takes all of them away; `end` stands at the
 * right: the count.
 */
export function Chips({
  label,
  chips,
  clear,
  end,
}: {
  label: string
  chips: readonly Chip[]
  clear?: { href: string; text: string }
  end?: ReactNode
}) {
  return (
    <nav className="chips" aria-label={label}>
      {chips.map((chip) => (
        <Link
          key={chip.href + chip.text}
          href={chip.href}
          className="chip"
          scroll={false}
          {...(chip.on && { 'aria-current': true })}
        >
          {chip.removes ? <span className="sr-only">{chip.removes} </span> : null}
          {chip.text}
          {chip.value === undefined ? null : <b>{chip.value}</b>}
          {chip.removes ? <Mark name="cross" /> : null}
        </Link>
      ))}
      {clear ? (
        <Link href={clear.href} className="py-1">
          {clear.text}
        </Link>
      ) : null}
      {end ? <div className="end">{end}</div> : null}
    </nav>
  )
}
