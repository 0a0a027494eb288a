import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { RefreshState } from '@/lib/shared/generated/enums'
import { keptSteps } from '../rules/sync-plan'

/**
 * Joined to `run r`: its last refresh that wasn't dropped as `f`, and as `kept.count` how many registrants still differ
 * from Juhan after it, the first of them by name as `kept.names`.
 */
export const lastRefresh = Prisma.sql`
    JOIN LATERAL (SELECT * FROM refresh WHERE run_id = r.id AND state <> 'DISCARDED'
                   ORDER BY started_at DESC LIMIT 1) AS f ON true
    JOIN LATERAL (SELECT count(*)::int AS count, (array_agg(w.name ORDER BY w.position))[1:3] AS names FROM refresh_row w
                   WHERE w.refresh_id = f.id AND (w.step = ANY(${keptSteps}) OR w.agreed IS FALSE)) AS kept ON true`

/** How a run's list compares with Juhan's; `count`: of an applied refresh. */
export type LastRefresh = { state: RefreshState; count: number }

/** The last refreshes of these runs, by run; none for a run without one. One statement. */
export async function lastRefreshes(db: Db, runIds: readonly string[]): Promise<Map<string, LastRefresh>> {
  const found = await db.$queryRaw<(LastRefresh & { run: string })[]>`
    SELECT r.id AS run, f.state::text AS state, kept.count FROM run r ${lastRefresh}
     WHERE r.id = ANY(${[...runIds]}::uuid[])`
  return new Map(found.map(({ run, ...last }) => [run, last]))
}
