'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { Link } from './link'

/**
 * The filters of a list as a plain form that asks for the same address with other parameters, so the address
 * always reproduces the list. `end` stands at the right: the count and the file.
 */
export function FilterBar({
  label,
  action,
  submit,
  clear,
  end,
  children,
}: {
  label: string
  /** The list's own address, without parameters. */
  action: string
  /** "Otsi" */
  submit: string
  clear?: { href: string; text: string }
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <form className="filters" role="search" aria-label={label} action={action}>
      {children}
      <Button>{submit}</Button>
      {clear ? (
        <Link href={clear.href} className="py-1.5">
          {clear.text}
        </Link>
      ) : null}
      {end ? <div className="end py-1.5">{end}</div> : null}
    </form>
  )
}
