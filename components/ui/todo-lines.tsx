'use client'

import type { ReactNode } from 'react'
import { Link } from './link'
import { Mark, type MarkName } from './mark'

/** The lines of a `TodoList` by columns; '' = nothing there. `noted`: the place of each line's note among the notes. */
export function TodoLines({
  icons,
  hrefs,
  titles,
  afters,
  notes,
  noted,
  ends,
}: {
  icons: readonly (MarkName | '')[] | null
  hrefs: readonly string[]
  titles: readonly string[]
  afters: readonly string[]
  notes: readonly string[]
  noted: readonly number[]
  ends: readonly ReactNode[]
}) {
  return (
    <ul className={icons ? 'todo' : 'todo todo-plain'}>
      {titles.map((title, at) => {
        const [icon, href, after] = [icons?.[at], hrefs[at], afters[at]]
        const [note, end] = [notes[noted[at]!], ends[at]]
        return (
          <li key={`${href}${title}${at}`}>
            {icons ? icon ? <Mark name={icon} /> : <span /> : null}
            <div>
              <b>
                {href ? <Link href={href}>{title}</Link> : title}
                {after ? ` ${after}` : null}
              </b>
              {note ? <small>{note}</small> : null}
            </div>
            {typeof end === 'string' && end ? <time>{end}</time> : end}
          </li>
        )
      })}
    </ul>
  )
}
