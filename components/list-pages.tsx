import type { Say } from '@/lib/messages/say'
import { Pagination } from './ui/pagination'

/** The rows of a list: the page from 1, the rows per full page, on this page and in total. */
export type Rows = { page: number; perPage: number; shown: number; count: number }

/** Which rows are shown, and the other pages; `href` contains `{page}`. `counted`: "120 õppijat". */
export function ListPages({
  say,
  rows: { page, perPage, shown, count },
  counted,
  href,
}: {
  say: Say
  rows: Rows
  counted: string
  href: string
}) {
  const first = (page - 1) * perPage
  const summary = say('lists.summary', { from: shown > 0 ? first + 1 : 0, to: first + shown, counted })
  const label = say('lists.pages')
  // A single page needs no script in the browser.
  if (count <= perPage)
    return (
      <nav className="pages" aria-label={label}>
        <span>{summary}</span>
      </nav>
    )
  return (
    <Pagination
      page={page}
      pages={Math.ceil(count / perPage)}
      href={href}
      texts={{
        summary,
        label,
        previous: say('lists.previous'),
        next: say('lists.next'),
      }}
    />
  )
}
