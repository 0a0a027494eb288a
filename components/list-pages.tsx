import type { Say } from '@/lib/messages/say'
import { mostCounted } from '@/lib/shared/paging'
import { Pagination } from './ui/pagination'

/**
 * The rows of a list: the page from 1, the rows per full page, on this page and in total; of more than `mostCounted`
 * one more than that, unless all were to be counted. `ends`, of a list that is paged by its rows: the ids of the first
 * and last one shown, and whether more follow.
 */
export type Rows = {
  page: number
  perPage: number
  shown: number
  count: number
  /** where counting stopped, if not behind `mostCounted`; null: nowhere */
  limit?: number | null
  ends?: { first?: string; last?: string; more: boolean }
}

/** The rows of a list by what is shown of it and what `pageOf` says. */
export const rowsShown = (
  rows: Omit<Rows, 'shown' | 'ends'>,
  shown: readonly { id: string }[],
  more: boolean,
): Rows => ({ ...rows, shown: shown.length, ends: { first: shown[0]?.id, last: shown.at(-1)?.id, more } })

/** Which rows are shown, and the other pages; `href` contains `{page}`. `counted`: "120 õppijat". */
export function ListPages({
  say,
  rows: { page, perPage, shown, count, limit, ends },
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
  if (count <= perPage && page === 1)
    return (
      <nav className="pages" aria-label={label}>
        <span>{summary}</span>
      </nav>
    )
  return (
    <Pagination
      page={page}
      pages={count > mostCounted || count === limit ? undefined : Math.ceil(count / perPage)}
      href={href}
      ends={ends}
      texts={{
        summary,
        label,
        previous: say('lists.previous'),
        next: say('lists.next'),
      }}
    />
  )
}
