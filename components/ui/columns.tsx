import type { ReactNode } from 'react'

/** Two columns: the work, and beside it useful facts; one below the other where there is no room. */
export function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className="columns">
      <div>{children}</div>
      <div>{side}</div>
    </div>
  )
}
