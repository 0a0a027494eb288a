/**
 * A long list is counted, and its pages are opened by their number, up to so many rows: what a page reads must not grow
 * with the register. Behind them, each page leads to the next.
 */
export const mostCounted = 10_000

/**
 * Which page of a list is asked for: its number, from 1; or, so that no row before it has to be read again, the id of
 * the row that it follows or precedes. `count`: the rows are to be counted to the last.
 */
export type PageAsked = { page: number; after?: string; before?: string; count?: 'all' }

/** Where each row has to be looked at, for the words of its name, it is counted so far: no index counts those alone. */
export const mostApiece = 1_000

/** What is sought by what stands in another table, as a person's name or a study place's term, is counted so far, and is few up to here. */
export const mostElsewhere = 300

/** The most rows to count: one more than `most` tells that there are more; null for all of them. */
export const countLimit = ({ count }: { count?: 'all' }, most = mostCounted) => (count ? null : most + 1)

/** The page's rows in the list's order, from those that `pageParts` fetched, and whether more follow. */
export function pageOf<Row>(
  fetched: readonly Row[],
  { before }: PageAsked,
  perPage: number,
): { rows: Row[]; more: boolean } {
  const rows = fetched.slice(0, perPage)
  return before === undefined
    ? { rows, more: fetched.length > perPage }
    : { rows: rows.toReversed(), more: rows.length > 0 }
}
