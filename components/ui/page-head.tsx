'use client'

import type { ReactNode } from 'react'
import { Link } from './link'
import { StickyHeight } from './sticky-height'

export interface Crumb {
  text: string
  href?: string
}

/**
 * What this page is, its state, the one primary act (`main`) and the rest: `acts` beside it, `menu` at the end.
 * Stays in view while the page scrolls; `below` (a state strip, notices) does not.
 */
export function PageHead({
  crumbs,
  crumbsLabel,
  title,
  badge,
  acts,
  main,
  menu,
}: {
  crumbs?: readonly Crumb[]
  crumbsLabel?: string
  title: ReactNode
  badge?: ReactNode
  acts?: ReactNode
  main?: ReactNode
  menu?: ReactNode
}) {
  return (
    <>
      {crumbs ? (
        <nav className="crumbs" aria-label={crumbsLabel}>
          <ol>
            {crumbs.map(({ text, href }) => (
              <li key={text}>{href ? <Link href={href}>{text}</Link> : text}</li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="page-head">
        <StickyHeight />
        <h1>{title}</h1>
        {badge}
        {acts || main || menu ? (
          <div className="acts">
            {acts}
            {main}
            {menu}
          </div>
        ) : null}
      </div>
    </>
  )
}
