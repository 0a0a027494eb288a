'use client'

import { Link } from './link'

/** The pages of a list: how many rows there are in all is always told; links keep the list's filters. */
export function Pagination({
  page,
  pages,
  href,
  texts,
}: {
  /** From 1. */
  page: number
  pages: number
  /** The list's address with its filters and `{page}` in the place of the number. */
  href: string
  /** `summary`: "51–100 / 4120 õppijast"; `label`: "Lehed"; `previous`: "Eelmine"; `next`: "Järgmine". */
  texts: { summary: string; label: string; previous: string; next: string }
}) {
  const to = (wanted: number) => href.replace('{page}', String(wanted))
  return (
    <nav className="pages" aria-label={texts.label}>
      <span>{texts.summary}</span>
      {pages > 1 ? (
        <ul>
          {page > 1 ? <Step to={to(page - 1)} text={texts.previous} /> : null}
          {shownPages(page, pages).map((each, index, shown) => (
            <li key={each} className="flex">
              {index > 0 && shown[index - 1] !== each - 1 ? <span className="gap">…</span> : null}
              <Link href={to(each)} aria-current={each === page ? 'page' : undefined}>
                {each}
              </Link>
            </li>
          ))}
          {page < pages ? <Step to={to(page + 1)} text={texts.next} /> : null}
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

/** The first, the last, and those around the present one. */
function shownPages(page: number, pages: number) {
  const wanted = [1, page - 1, page, page + 1, pages]
  return [...new Set(wanted)].filter((each) => each >= 1 && each <= pages)
}
