/** A step of a plan, as EXPLAIN (ANALYZE, FORMAT JSON) tells it. */
export type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: Plan[]
}

/**
 * How many rows the plan has read of the table of which it reads the most (or of its indexes), those that it threw away
 * included. Rows that joins compared in vain count as one more table. By table, because what fetches something from five
 * others for each row of a page reads no more of any of them when they grow.
 */
export function rowsRead(plan: Plan): number {
  const read = new Map<string, number>()
  count(plan, read)
  return Math.max(0, ...read.values())
}

function count(plan: Plan, read: Map<string, number>) {
  const add = (table: string, rows: number) =>
    read.set(table, (read.get(table) ?? 0) + Math.round(rows * plan['Actual Loops']))
  const { 'Relation Name': table, Plans: below = [] } = plan
  add('compared in vain', plan['Rows Removed by Join Filter'] ?? 0)
  if (table) {
    const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
    // What its indexes have found, a bitmap scan fetches once more.
    const found = below.reduce((sum, each) => sum + foundBy(each), 0)
    add(table, Math.max(plan['Actual Rows'] + removed, found))
  } else add('a filter above', plan['Rows Removed by Filter'] ?? 0)
  for (const each of below) count(each, read)
}

/** What the index scans below a bitmap scan have found. */
const foundBy = (plan: Plan): number =>
  (plan['Node Type'] === 'Bitmap Index Scan' ? plan['Actual Rows'] : 0) +
  (plan.Plans ?? []).reduce((sum, each) => sum + foundBy(each), 0)
