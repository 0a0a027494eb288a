import type { ReactNode } from 'react'

export interface Step {
  label: string
  /** Who and when, or what must come and who must do it. */
  note?: ReactNode
  /** `past` and `now` are reached, `coming` is not, `struck` will not be: the document was cancelled. */
  at: 'past' | 'now' | 'coming' | 'struck'
}

/** The states a document passes, and at the end what belongs to the whole: saved state, versions, PDF. */
export function StateStrip({
  label,
  steps,
  aside,
}: {
  label: string
  steps: readonly Step[]
  aside?: ReactNode
}) {
  return (
    <ol className="strip" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} className={step.at} aria-current={step.at === 'now' ? 'step' : undefined}>
          <b>{step.label}</b>
          {step.note ? <small>{step.note}</small> : null}
        </li>
      ))}
      {aside ? <li className="aside">{aside}</li> : null}
    </ol>
  )
}
