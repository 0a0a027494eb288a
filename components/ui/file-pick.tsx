'use client'

import { useState, type ComponentProps } from 'react'

/** A larger file isn't taken: `text` is shown at once, because a request that is too big gets no answer. */
export type FileMost = { bytes: number; text: string }

/** The browser's own file input under words of ours: its own words follow the browser's language, not the page's. */
export function FilePick({
  choose,
  none,
  most,
  ...input
}: { choose: string; none: string; most: FileMost } & ComponentProps<'input'>) {
  const [names, setNames] = useState('')
  const [tooBig, setTooBig] = useState(false)
  const pick = (picked: HTMLInputElement) => {
    const files = [...(picked.files ?? [])]
    const over = files.some((file) => file.size > most.bytes)
    if (over) picked.value = ''
    setTooBig(over)
    setNames(over ? '' : files.map((file) => file.name).join(', '))
  }
  return (
    <>
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
          onChange={(event) => pick(event.target)}
          // A file may have been chosen before the script came.
          ref={(field) => (field?.files?.length ? pick(field) : undefined)}
        />
      </div>
      <div role="alert">{tooBig ? <div className="error">{most.text}</div> : null}</div>
    </>
  )
}
