import type { ReactNode } from 'react'

/** What is being done, how many of how many, and whether one may leave. Without `value` the end is not known. */
export function Progress({
  label,
  value,
  max,
  note,
}: {
  /** "Lisatakse isikuid: 1200 / 4120" */
  label: string
  value?: number
  max: number
  note?: ReactNode
}) {
  return (
    <div role="status">
      <div className="mb-1 font-strong">{label}</div>
      <progress className="progress" aria-label={label} value={value} max={max} />
      {note ? <div className="mt-1 text-small text-ink-3">{note}</div> : null}
    </div>
  )
}
