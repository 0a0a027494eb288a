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
  wide,
  children,
}: {
  /** What the table holds, read out before it. */
  caption: string
  /** Tables of persons fold into cards on a phone; each cell then needs `data-l`, the word of its column. */
  fold?: boolean
  /** Wider than a page can be: scrolls inside its own sheet. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div {...(wide ? wideSheet(caption) : { className: 'sheet' })}>
      <table className={fold ? 'table table-fold' : 'table'}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

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
