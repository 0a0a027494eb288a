import type { ReactNode } from 'react'

/** Nothing here yet, or nothing found: says which, and what to do first. */
export function EmptyState({
  title,
  children,
  act,
}: {
  title: string
  children?: ReactNode
  act?: ReactNode
}) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children ? <p>{children}</p> : null}
      {act ? <div className="acts">{act}</div> : null}
    </div>
  )
}
