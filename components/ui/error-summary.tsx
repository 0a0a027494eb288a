'use client'

import { useEffect, useRef } from 'react'

export interface ErrorLine {
  text: string
  /** The name of the field; the line then leads to it. */
  field?: string
  /** Where the field is, when it isn't on this page. */
  href?: string
}

/**
 * The faults of a sent form, above it. Takes focus when it appears, each line leads to its field, and the page's title
 * begins with `titleMark` ("Viga:") while it is shown.
 */
export function ErrorSummary({
  title,
  titleMark,
  errors,
  answer,
}: {
  title: string
  titleMark: string
  errors: readonly ErrorLine[]
  /** The act's answer: a new answer takes focus again, merely rendering the page anew doesn't. */
  answer?: object
}) {
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => box.current?.focus(), [answer])
  useEffect(() => {
    // The router may write the title again while the summary is shown.
    const mark = () => {
      if (!document.title.startsWith(titleMark)) document.title = `${titleMark} ${document.title}`
    }
    mark()
    const rewritten = new MutationObserver(mark)
    rewritten.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      rewritten.disconnect()
      document.title = document.title.replace(`${titleMark} `, '')
    }
  }, [titleMark])

  return (
    <div className="notice notice-stop" role="alert" tabIndex={-1} ref={box}>
      <div>
        <b>{title}</b>
        <ul>
          {errors.map(({ text, field, href }) => (
            <li key={field + text}>
              {field ? (
                <a href={href ?? `#${field}`} onClick={(event) => goTo(event, field)}>
                  {text}
                </a>
              ) : (
                text
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** A link to a field puts the cursor into it, which the browser alone does not do. */
function goTo(event: { preventDefault(): void }, field: string) {
  const control = document.getElementById(field)
  if (!control) return
  event.preventDefault()
  control.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
}
