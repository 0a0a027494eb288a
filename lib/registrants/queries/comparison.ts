import type { Person } from '@/lib/access/rights'
import { readSettings } from '@/lib/settings/settings'
import type { Db, Tx } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { refreshFacts } from '../refreshing/facts'
import {
  differenceKey,
  differencesOf,
  isFresh,
  staleKey,
  unanswered,
  type LastTold,
} from '../rules/differences'
import { mayKeep, visibleProgrammes } from '../scope'
import { registrantsOf, twinPairs } from './registrants'

/**
 * A linked run compared with Juhan's last complete answer, whether or not it was applied; `told` is false if there
 * never was one. A fixed number of statements. Null when there is no such run or it isn't linked.
 */
export async function differencesNow(db: Db | Tx, runId: string, now: Date) {
  const run = await db.run.findUnique({ where: { id: runId }, select: { juhanId: true, refreshedAt: true } })
  if (!run?.juhanId) return null
  const { juhanFreshMinutes: minutes } = await readSettings(db)
  const last = await db.refresh.findFirst({
    where: { runId, rows: { some: {} } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  const told = last
    ? await db.$queryRaw<LastTold[]>`
        SELECT juhan_id AS "juhanId", name, juhan_status::text AS status FROM refresh_row
         WHERE refresh_id = ${last.id}::uuid AND juhan_status IS NOT NULL ORDER BY position`
    : []
  const ours = await refreshFacts(db, runId, [])
  const reasons = await db.differenceReason.findMany({
    where: { runId },
    orderBy: [{ at: 'asc' }, { about: 'asc' }],
  })
  const compared = differencesOf(told, ours)
  const { refreshedAt } = run
  const fresh = isFresh(refreshedAt, now, minutes)
  const [stale, differing] = [staleKey(refreshedAt), compared.differences.map(differenceKey)]
  const open = unanswered([...(fresh ? [] : [stale]), ...differing], reasons)
  return {
    ...compared,
    told: refreshedAt !== null,
    refreshedAt,
    minutes,
    fresh,
    /** differences without a reason so far, and the reasons for the rest */
    open: {
      ...open,
      stale: open.about.includes(stale),
      names: compared.differences
        .filter((each) => open.about.includes(differenceKey(each)))
        .map(({ name }) => name),
    },
  }
}

/** The comparison page of a run; null when the person can't see the run, or it isn't linked. */
export async function comparisonSheet(db: Db, person: Person, runId: string, now: Date) {
  if (!isUuid(runId)) return null
  const run = await db.run.findFirst({
    where: { id: runId, juhanId: { not: null }, programme: visibleProgrammes(person) },
    include: { programme: true },
  })
  const compared = run && (await differencesNow(db, runId, now))
  if (!compared) return null
  const twins = twinPairs(await registrantsOf(db, runId))
  return { run, ...compared, twins, may: mayKeep(person, run.programme.unitId) }
}
