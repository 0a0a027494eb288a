import type { ComponentProps, ReactNode } from 'react'
import { Link } from './link'

/**
 * A table on its sheet. The head stays in view, and so does the first column where the table is wider than
 * the page: give each row's name to a `<th scope="row">`. Rows and plain cells are the browser's own `<tr>`
 * and `<td>` with short classes, because they come by the hundred: `n` figures, `d` dates, `sub` a second line.
 */
export function Table({
  caption,
  fold,
  labels,
  columns,
  wide,
  children,
}: {
  /** What the table holds, read out before it. */
  caption: string
  /** Tables of persons fold into cards on a phone; each cell then needs `data-l`, the word of its column. */
  fold?: boolean
  /** The words of the columns, said once for the whole table instead of in each cell; not of columns that need none. */
  labels?: readonly (string | undefined | false)[]
  /** Which columns hold figures and which dates, said once for all their cells: "n5 d7". */
  columns?: string
  /** Wider than a page can be: scrolls inside its own sheet. */
  wide?: boolean
  children: ReactNode
}) {
  const classes = ['table', fold && 'table-fold', columns].filter(Boolean).join(' ')
  return (
    <div {...(wide ? wideSheet(caption) : { className: 'sheet' })}>
      <table className={classes} style={labels && labelled(labels)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

/** For table.css: what stands before a value of the column where the table folds, and that it takes half the width. */
const labelled = (labels: readonly (string | undefined | false)[]) =>
  Object.fromEntries(
    labels.flatMap((label, at) =>
      label
        ? [
            [`--label-${at + 1}`, JSON.stringify(label)],
            [`--span-${at + 1}`, 'auto'],
          ]
        : [],
    ),
  )

/** What scrolls by itself must be reachable and named for those who scroll by keyboard. */
function wideSheet(caption: string) {
  return { className: 'sheet sheet-wide', role: 'group', 'aria-label': caption, tabIndex: 0 }
}

/** A column's head. With `sort` it is a link that sorts, and says how the column is sorted now. */
export function Th({
  num,
  sort,
  children,
  ...props
}: ComponentProps<'th'> & {
  num?: boolean
  sort?: { href: string; now?: 'ascending' | 'descending' }
}) {
  return (
    <th scope="col" {...props} className={num ? 'n' : undefined} aria-sort={sort?.now}>
      {sort ? (
        <Link href={sort.href} scroll={false}>
          {children}
        </Link>
      ) : (
        children
      )}
    </th>
  )
}
