'use client'

import { Fragment } from 'react'

/** The count of a list, and links to all of it. */
export const ListEnd = ({
  counted,
  links,
}: {
  counted: string
  links: readonly { href: string; text: string; label?: string }[]
}) => (
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
