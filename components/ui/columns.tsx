import type { ReactNode } from 'react'

/** Two columns: what is worked on, and beside it what it is good to know; one under another where there is no room. */
export function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className="columns">
      <div>{children}</div>
      <div>{side}</div>
    </div>
  )
}
