'use client'

import { Link } from './link'

export interface Tab {
  href: string
  text: string
  count?: number
  on?: boolean
}

/** Parts of one subject, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ href, text, count, on }) => (
        <Link key={href} href={href} scroll={false} {...(on && { 'aria-current': 'page' })}>
          {text}
          {count === undefined ? null : <span className="count">{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
