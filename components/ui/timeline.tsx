import type { ReactNode } from 'react'

export interface Entry {
  key: string
  what: ReactNode
  /** Who and when, as shown. */
  who: ReactNode
  detail?: ReactNode
}

/** What has happened, newest first. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, what, who, detail }) => (
        <li key={key}>
          {what}
          <small>{who}</small>
          {detail}
        </li>
      ))}
    </ol>
  )
}
