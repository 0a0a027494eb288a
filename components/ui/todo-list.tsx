'use client'

import type { ReactNode } from 'react'
import type { MarkName } from './mark'
import { TodoLines } from './todo-lines'

export interface Todo {
  icon?: MarkName
  href?: string
  title: string
  /** Stands after a linked title in the same line ("registreeriti"). */
  after?: string
  /** What has happened and what to do. */
  note?: string
  /** A day or moment as it is shown, or an act. */
  end?: ReactNode
}

/**
 * What waits, what comes, what was done: a line each. Without `icons` the lines begin at the edge. They go to the browser
 * as bare values, column by column, as those of a `ListTable` do.
 */
export function TodoList({ items, icons = true }: { items: readonly Todo[]; icons?: boolean }) {
  const notes = items.map(({ note = '' }) => note)
  const often = [...new Set(notes)]
  return (
    <TodoLines
      icons={icons ? items.map(({ icon }) => icon ?? '') : null}
      hrefs={items.map(({ href = '' }) => href)}
      titles={items.map(({ title }) => title)}
      afters={items.some(({ after }) => after) ? items.map(({ after = '' }) => after) : []}
      notes={often}
      noted={notes.map((note) => often.indexOf(note))}
      ends={items.map(({ end = '' }) => end)}
    />
  )
}
