import { storedProblems, storedRowDetails } from '../stored'
import type { Person } from '@/lib/access/rights'
import { breath, inBreaths } from '@/lib/shared/breath'
import type { Db } from '@/lib/shared/db'
import type { Refresh, RefreshRow } from '@/lib/shared/generated/client'
import type { RefreshState } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import type { Problem } from '../refreshing/move'
import { changedSince, planAgain } from '../refreshing/facts'
import { detailsOf, planDigest, type RowDetails } from '../refreshing/store'
import { isOver } from '../rules/refresh-lifecycle'
import {
  countedAs,
  needsYes,
  ofBoth,
  sumsOf,
  type PlanRow,
  type StudyStanding,
  type Step,
  type Sums,
} from '../rules/sync-plan'
import { mostTicked, rowGroups, type RefreshAsked, type RowGroup } from '../schema/refresh'
import { mayKeep, visibleProgrammes } from '../scope'

export const refreshRowsAPage = 100
/** A row of a refresh as its page shows it. `place`: the person's standing with us at the time of the plan. */
export type ShownRow = Pick<PlanRow, 'juhanId' | 'name' | 'step'> & {
  status: RefreshRow['juhanStatus']
  registrantId: string | null
  agreed: boolean | null
  /** waits for a yes */
  open: boolean
  /** the answer given before Juhan was asked anew; null = none yet */
  answered: boolean | null
  /** the user may say yes: for a change of two runs' lists, may edit both */
  mine: boolean
  details: RowDetails
  place: StudyStanding['place'] | 'REMOVED' | null
}

const withRun = { run: { include: { programme: true } } } as const

/** A refresh: its progress, the plan as it would be applied now, or the result; null when the person can't see it. */
export async function refreshSheet(
  db: Db,
  person: Person,
  at: { run: string; refresh: string },
  asked: RefreshAsked,
) {
  if (!isUuid(at.run) || !isUuid(at.refresh)) return null
  const found = await db.refresh.findFirst({
    where: { id: at.refresh, runId: at.run, run: { programme: visibleProgrammes(person) } },
    include: withRun,
  })
  if (!found) return null
  const { run, ...refresh } = found
  const latest =
    refresh.state === 'DISCARDED'
      ? await db.refresh.findFirst({
          where: { runId: run.id },
          orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
          select: { id: true },
        })
      : null
  const problems = storedProblems.parse(refresh.problems)
  const named = problems.flatMap(({ params }) => (params?.id ? String(params.id) : []))
  const about =
    named.length > 0
      ? await db.registrant.findFirst({ where: { juhanId: named[0], runId: run.id }, select: { id: true } })
      : null
  const kept = await db.refreshRow.findMany({
    where: { refreshId: refresh.id },
    orderBy: { position: 'asc' },
  })
  const plan = refresh.state === 'PLANNED' ? await planAgain(db, run.id, kept) : null
  const answers = new Map(kept.map(({ juhanId, step, agreed }) => [`${juhanId} ${step}`, agreed]))
  const isMine = ({ elsewhere }: RowDetails) => mayKeep(person, elsewhere?.unitId ?? run.programme.unitId)
  const shownPlan = (row: PlanRow): ShownRow => {
    const answered = answers.get(`${row.juhanId} ${row.step}`) ?? null
    const shown = { ...planned(row), answered, mine: isMine(detailsOf(row)) }
    // A change of two runs' lists needs somebody who may edit both.
    return ofBoth(row) && !shown.mine ? { ...shown, open: false, agreed: false } : shown
  }
  const shownDone = (row: RefreshRow): ShownRow => {
    const shown = done(row)
    return { ...shown, mine: isMine(shown.details) }
  }
  const rows = plan
    ? 'rows' in plan
      ? pressing(await inBreaths(plan.rows, shownPlan))
      : []
    : await inBreaths(kept, shownDone)
  await breath()
  const seen = plan && 'rows' in plan ? planDigest(plan.rows) : ''
  const counts = countsOf(rows)
  const ofGroup = asked.group ? rows.filter((row) => groupsOf(row).includes(asked.group!)) : rows
  const from = (asked.page - 1) * refreshRowsAPage
  // All boxes are on one page: leaving a page would lose its ticks.
  const shown =
    asked.group === 'open' ? ofGroup.slice(0, mostTicked) : ofGroup.slice(from, from + refreshRowsAPage)
  return {
    refresh: { ...refresh, problems },
    run,
    counts,
    all: rows.length,
    total: ofGroup.length,
    from,
    rows: shown,
    /** the registrant with us whose registration prevents the refresh */
    about: about?.id ?? null,
    /** it has ended: applied, failed or dropped */
    over: isOver(refresh.state),
    /** the run's last refresh */
    latest: latest?.id ?? refresh.id,
    may: mayKeep(person, run.programme.unitId),
    sums: sumsOf(rows),
    plan: plan && {
      stale: 'problem' in plan,
      seen,
      changed: 'rows' in plan ? changedSince(kept, plan.rows) : [],
    },
  }
}
export type RefreshSheet = NonNullable<Awaited<ReturnType<typeof refreshSheet>>>

const planned = (row: PlanRow): Omit<ShownRow, 'answered' | 'mine'> => ({
  juhanId: row.juhanId,
  name: row.name,
  step: row.step,
  status: row.told?.status ?? null,
  agreed: null,
  registrantId: row.registrant?.id ?? null,
  open: needsYes(row.step),
  details: detailsOf(row),
  place: row.registrant && (row.registrant.removed ? 'REMOVED' : row.registrant.standing.place),
})

/** The most pressing rows first: those that need a yes, those that need a person, changes; each by name. */
const pressing = (rows: readonly ShownRow[]) => rows.toSorted((a, b) => urgency(a) - urgency(b))
const urgency = (row: ShownRow) => (row.open ? 0 : 1 + order.indexOf(countedAs(row)))
const order = ['kept', 'removed', 'changed', 'added', 'nothing'] as const

const done = ({
  juhanId,
  name,
  step,
  juhanStatus,
  registrantId,
  agreed,
  details,
}: RefreshRow): Omit<ShownRow, 'mine'> => ({
  juhanId,
  name,
  step: step as Step,
  status: juhanStatus,
  agreed,
  place: null,
  registrantId,
  open: false,
  answered: agreed,
  details: storedRowDetails.parse(details),
})

const groupsOf = (row: ShownRow): RowGroup[] => (row.open ? ['open', countedAs(row)] : [countedAs(row)])

function countsOf(rows: readonly ShownRow[]) {
  const counts = Object.fromEntries(rowGroups.map((group) => [group, 0])) as Record<RowGroup, number>
  for (const group of rows.flatMap(groupsOf)) counts[group] += 1
  return counts
}

/** A run's refreshes, newest first, with their sums; null when the person can't see the run. */
export async function refreshHistory(db: Db, person: Person, runId: string, page: number) {
  if (!isUuid(runId)) return null
  const run = await db.run.findFirst({
    where: { id: runId, programme: visibleProgrammes(person) },
    include: { programme: true },
  })
  if (!run) return null
  const of = { runId: run.id }
  const [count, refreshes] = await Promise.all([
    db.refresh.count({ where: of }),
    db.refresh.findMany({
      where: of,
      orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
      take: refreshRowsAPage,
      skip: (page - 1) * refreshRowsAPage,
    }),
  ])
  const sums = await sumsByRefresh(
    db,
    refreshes.map(({ id }) => id),
  )
  return {
    run,
    count,
    may: mayKeep(person, run.programme.unitId),
    refreshes: refreshes.map((refresh) => ({ ...lineOf(refresh), sums: sums.get(refresh.id) ?? null })),
  }
}

const lineOf = ({
  problems,
  ...refresh
}: Refresh): Omit<Refresh, 'problems'> & { state: RefreshState; problems: Problem[] } => ({
  ...refresh,
  problems: storedProblems.parse(problems),
})

/** The sums of several refreshes in one statement. */
async function sumsByRefresh(db: Db, ids: string[]): Promise<Map<string, Sums>> {
  const groups = await db.refreshRow.groupBy({
    by: ['refreshId', 'step', 'agreed'],
    where: { refreshId: { in: ids } },
    _count: true,
  })
  const sums = new Map<string, Sums>()
  for (const { refreshId, step, agreed, _count } of groups) {
    const sum = sums.get(refreshId) ?? sumsOf([])
    sum[countedAs({ step: step as Step, agreed })] += _count
    sums.set(refreshId, sum)
  }
  return sums
}

/** A person's standing in one refresh. */
export type Stood = { status: RefreshRow['juhanStatus']; step: Step; agreed: boolean | null } | null
export type ComparedRow = { juhanId: string; name: string; then: Stood; since: Stood }

/**
 * The people who differ between two refreshes of a run: in status, in outcome (added once and unchanged since is no
 * difference), or in being there; at most one page, with the total. null unless both belong to this run.
 */
export async function comparedRefreshes(db: Db, runId: string, ids: readonly [string, string]) {
  const both = await db.refresh.findMany({
    where: { runId, id: { in: [...ids] } },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
  })
  const [then, since] = both
  if (!then || !since) return null
  const rows = await db.$queryRaw<(ComparedRow & { count: number })[]>`
    WITH row AS (SELECT r.*, coalesce(nullif(juhan_id, ''), registrant_id::text) AS who,
                         CASE WHEN step IN ('ADD', 'RETURN', 'CHANGE', 'MOVE') THEN 'SAME' ELSE step END AS outcome FROM refresh_row r
                  WHERE refresh_id IN (${then.id}::uuid, ${since.id}::uuid)),
         a AS (SELECT * FROM row WHERE refresh_id = ${then.id}::uuid),
         b AS (SELECT * FROM row WHERE refresh_id = ${since.id}::uuid)
    SELECT who AS "juhanId", coalesce(b.name, a.name) AS name,
           CASE WHEN a.step IS NOT NULL THEN json_build_object('status', a.juhan_status, 'step', a.step, 'agreed', a.agreed) END AS "then",
           CASE WHEN b.step IS NOT NULL THEN json_build_object('status', b.juhan_status, 'step', b.step, 'agreed', b.agreed) END AS since,
           count(*) OVER ()::int AS count
      FROM a FULL JOIN b USING (who)
     WHERE (a.juhan_status, a.outcome, a.agreed) IS DISTINCT FROM (b.juhan_status, b.outcome, b.agreed)
     ORDER BY name, 1 LIMIT ${refreshRowsAPage}`
  return { then, since, rows, count: rows[0]?.count ?? 0 }
}
