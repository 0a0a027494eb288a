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
 * How many rows the plan has read of tables and indexes, those that it threw away included, and those that a join compared
 * in vain.
 */
export function rowsRead(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0)
  const kept = plan['Relation Name'] || plan['Node Type'] === 'Bitmap Index Scan' ? plan['Actual Rows'] : 0
  const removed =
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0) +
    (plan['Rows Removed by Join Filter'] ?? 0)
  const own = Math.round((kept + removed) * plan['Actual Loops'])
  // It fetches the rows that its indexes have found, once more.
  return plan['Node Type'] === 'Bitmap Heap Scan' ? Math.max(own, below) : own + below
}
