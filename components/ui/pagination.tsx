'use client'

import { Link } from './link'

/** The pages of a list: how many rows there are in all is always told; links keep the list's filters. */
export function Pagination({
  page,
  pages,
  href,
  ends = { more: pages === undefined || page < pages },
  texts,
}: {
  /** From 1. */
  page: number
  /** The last page, if it is known. */
  pages?: number
  /** The list's address with its filters and `{page}` in the place of the number. */
  href: string
  /** The ids of the first and the last row shown, from which the pages before and after it are read, and whether more follow. */
  ends?: { first?: string; last?: string; more: boolean }
  /** `summary`: "51–100 / 4120 õppijast"; `label`: "Lehed"; `previous`: "Eelmine"; `next`: "Järgmine". */
  texts: { summary: string; label: string; previous: string; next: string }
}) {
  const to = (wanted: number) => {
    const address = href.replace('{page}', String(wanted))
    if (ends.last && wanted === page + 1) return `${address}&after=${ends.last}`
    // The first page begins with the first row, also with one that has come meanwhile.
    return ends.first && wanted === page - 1 && wanted > 1 ? `${address}&before=${ends.first}` : address
  }
  return (
    <nav className="pages" aria-label={texts.label}>
      <span>{texts.summary}</span>
      {page > 1 || ends.more ? (
        <ul>
          {page > 1 ? <Step to={to(page - 1)} text={texts.previous} /> : null}
          {shownPages(page, ends.more, pages).map((each, index, shown) => (
            <li key={each} className="flex">
              {index > 0 && shown[index - 1] !== each - 1 ? <span className="gap">…</span> : null}
              <Link href={to(each)} aria-current={each === page ? 'page' : undefined}>
                {each}
              </Link>
              {pages === undefined && each === page + 1 ? <span className="gap">…</span> : null}
            </li>
          ))}
          {ends.more ? <Step to={to(page + 1)} text={texts.next} /> : null}
        </ul>
      ) : null}
    </nav>
  )
}

function Step({ to, text }: { to: string; text: string }) {
  return (
    <li>
      <Link href={to}>{text}</Link>
    </li>
  )
}

/** The first, the last if it is known, and those around the present one. */
function shownPages(page: number, more: boolean, pages = page) {
  const wanted = [1, page - 1, page, ...(more ? [page + 1] : []), pages]
  return [...new Set(wanted)]
    .filter((each) => each >= 1 && each <= Math.max(pages, page + 1))
    .toSorted((a, b) => a - b)
}
