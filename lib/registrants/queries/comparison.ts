import type { Person } from '@/lib/access/rights'
import { readSettings } from '@/lib/settings/settings'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import {
  differenceKey,
  differencesOf,
  isFresh,
  staleKey,
  unanswered,
  type LastTold,
} from '../rules/differences'
import { mayKeep, visibleProgrammes } from '../scope'
import { registrantsOf, twinPairs, type ListedRegistrant } from './registrants'

/**
 * A linked run compared with Juhan's last complete answer, whether or not it was applied; `told` is false if there
 * never was one. Null when there is no such run or it isn't linked. `listed`: the run's registrants, where they were read
 * already. Two statements, and one for the registrants.
 */
export async function differencesNow(
  db: Db | Tx,
  runId: string,
  now: Date,
  listed?: readonly ListedRegistrant[],
) {
  const run = await db.run.findUnique({ where: { id: runId }, select: againstJuhan })
  if (!run?.juhanId) return null
  const { juhanFreshMinutes: minutes } = await readSettings(db)
  const told = run.refreshes.flatMap(({ rows }) =>
    rows.map(({ juhanStatus, ...row }): LastTold => ({ ...row, status: juhanStatus! })),
  )
  const compared = differencesOf(told, listed ?? (await registrantsOf(db, runId)))
  const { refreshedAt, reasons } = run
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

/** Juhan's last answer with its registrations, and the reasons given for differences from it. */
const againstJuhan = {
  juhanId: true,
  refreshedAt: true,
  refreshes: {
    where: { rows: { some: {} } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 1,
    select: {
      rows: {
        where: { juhanStatus: { not: null } },
        orderBy: { position: 'asc' },
        select: { juhanId: true, name: true, juhanStatus: true },
      },
    },
  },
  reasons: { orderBy: [{ at: 'asc' }, { about: 'asc' }] },
} as const satisfies Prisma.RunSelect

/** The comparison page of a run; null when the person can't see the run, or it isn't linked. */
export async function comparisonSheet(db: Db, person: Person, runId: string, now: Date) {
  if (!isUuid(runId)) return null
  const run = await db.run.findFirst({
    where: { id: runId, juhanId: { not: null }, programme: visibleProgrammes(person) },
    include: { programme: true },
  })
  if (!run) return null
  const listed = await registrantsOf(db, runId)
  const compared = await differencesNow(db, runId, now, listed)
  if (!compared) return null
  return { run, ...compared, twins: twinPairs(listed), may: mayKeep(person, run.programme.unitId) }
}
