'use client'

import { useState, type ComponentProps } from 'react'

/** The browser's own file input under words of ours: its own words follow the browser's language, not the page's. */
export function FilePick({
  choose,
  none,
  ...input
}: { choose: string; none: string } & ComponentProps<'input'>) {
  const [names, setNames] = useState('')
  return (
    <div className="file">
      <span className="btn btn-small" aria-hidden>
        {choose}
      </span>
      <span className="name" aria-live="polite">
        {names || none}
      </span>
      <input
        {...input}
        type="file"
        onChange={(event) => setNames([...(event.target.files ?? [])].map((file) => file.name).join(', '))}
      />
    </div>
  )
}
