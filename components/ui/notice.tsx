import type { ReactNode } from 'react'

export type Tone = 'done' | 'warn' | 'stop' | 'info'

/**
 * An outcome, a warning or a refusal that stays on the page, with the next step in it. What is refused and
 * what was just done are also read out when they appear.
 */
export function Notice({
  tone = 'info',
  title,
  children,
  act,
}: {
  tone?: Tone
  /** The first words, in bold: "Enne väljastamist:". */
  title?: string
  children?: ReactNode
  /** The next step, at the end of the line. */
  act?: ReactNode
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      <div>
        {title ? <b>{title} </b> : null}
        {children}
      </div>
      {act}
    </div>
  )
}
