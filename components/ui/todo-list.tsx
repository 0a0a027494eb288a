import type { ReactNode } from 'react'
import { Link } from './link'
import { Mark, type MarkName } from './mark'

export interface Todo {
  key: string
  icon?: MarkName
  href?: string
  title: string
  /** Stands after a linked title in the same line ("registreeriti"). */
  after?: string
  /** What has happened and what to do. */
  note?: ReactNode
  /** A day or moment as it is shown, or an act. */
  end?: ReactNode
}

/** What waits, what comes, what was done: a line each. Without `icons` the lines begin at the edge. */
export function TodoList({ items, icons = true }: { items: readonly Todo[]; icons?: boolean }) {
  return (
    <ul className={icons ? 'todo' : 'todo todo-plain'}>
      {items.map(({ key, icon, href, title, after, note, end }) => (
        <li key={key}>
          {icons ? icon ? <Mark name={icon} /> : <span /> : null}
          <div>
            <b>
              {href ? <Link href={href}>{title}</Link> : title}
              {after ? ` ${after}` : null}
            </b>
            {note ? <small>{note}</small> : null}
          </div>
          {typeof end === 'string' ? <time>{end}</time> : end}
        </li>
      ))}
    </ul>
  )
}
