import { Prisma } from './generated/client'
import { mostCounted, type PageAsked } from './paging'

/** The order of a list: all upwards or all `down`; no two rows share the last. One index has to hold them. */
type Order = { by: readonly Prisma.Sql[]; down?: boolean }

/**
 * A page of a list as parts of its statement: `within` for its WHERE, `order`, `limit`, `offset`. `row`: tables and
 * condition of the row `rowAsked`, under the aliases of the order. Fetches one row more than a page holds, by which
 * `pageOf` sees whether more follow; none for a number behind `mostCounted`.
 */
export function pageParts({ by, down = false }: Order, asked: PageAsked, perPage: number, row: Prisma.Sql) {
  const falls = down !== (asked.before !== undefined)
  const linked = rowAsked(asked) !== null
  const skipped = (asked.page - 1) * perPage
  const key = Prisma.sql`(${Prisma.join([...by])})`
  const limit = Prisma.sql`(SELECT ${Prisma.join([...by])} FROM ${row})`
  return {
    within: linked
      ? falls
        ? Prisma.sql`${key} < ${limit}`
        : Prisma.sql`${key} > ${limit}`
      : Prisma.sql`true`,
    order: inOrder({ by, down: falls }),
    limit: linked || skipped < mostCounted ? perPage + 1 : 0,
    offset: linked || skipped >= mostCounted ? 0 : skipped,
  }
}

/** The whole list's order, for its ORDER BY. */
export const inOrder = ({ by, down }: Order) =>
  Prisma.join(down ? by.map((each) => Prisma.sql`${each} DESC`) : [...by])

/** The id of the row that the page precedes or follows; null for one asked by its number. */
export const rowAsked = ({ before, after }: PageAsked) => before ?? after ?? null
