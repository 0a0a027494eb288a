import type { ReactNode } from 'react'

/**
 * One warning at a person: amber, or red (`stop`) for the one that goes with a refusal. `repair` stands at the
 * end: a form with a bare small button, or a link.
 */
export function WarningLine({
  stop,
  text,
  advice,
  repair,
}: {
  stop?: boolean
  text: string
  /** What to do, when the warning's own words don't say it, and which fact says so. */
  advice?: ReactNode
  repair?: ReactNode
}) {
  return (
    <div className={stop ? 'warning warning-stop' : 'warning'}>
      <span>
        {stop ? <b>{text}</b> : text}
        {advice ? <small> {advice}</small> : null}
      </span>
      {repair}
    </div>
  )
}
