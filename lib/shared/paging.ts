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

/**
 * What is sought by a name is counted so far: each that has it is looked at for that, and as many as this are also few
 * enough to be fetched before they are put in order. No index counts the words of a name alone.
 */
export const mostNamed = 1_000

/** `countLimit` of a list in which something may be typed. */
export const soughtLimit = ({ count, q }: { count?: 'all'; q?: string }) =>
  count ? null : (q?.trim() ? mostNamed : mostCounted) + 1

/** The most rows to count: one more than `mostCounted` tells that there are more; null for all of them. */
export const countLimit = ({ count }: { count?: 'all' }) => (count ? null : mostCounted + 1)

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
