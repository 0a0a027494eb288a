import type { Person } from '@/lib/access/rights'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { writtenCode } from '@/lib/shared/written'
import type { ProgrammesFilter } from '../schema/runs'
import { keptUnits, mayKeep, visibleProgrammes } from '../scope'
import { lastRefreshes } from './last-refresh'

export const programmesAPage = 50

const matching = ({ q, unit }: ProgrammesFilter, person: Person): Prisma.ProgrammeWhereInput => ({
  AND: [
    visibleProgrammes(person),
    unit ? { unitId: unit } : {},
    q
      ? {
          OR: [
            { name: { contains: q, mode: 'insensitive' } },
            { code: { contains: writtenCode(q), mode: 'insensitive' } },
            { runs: { some: { code: { contains: writtenCode(q), mode: 'insensitive' } } } },
          ],
        }
      : {},
  ],
})

/** Runs that the person sees, one page, latest first, with their numbers of registrants. `counts`: of both views. */
export async function runList(db: Db, person: Person, filter: ProgrammesFilter, now: Date) {
  const today = dateFromDay(dayInTallinn(now))
  const ended = { CURRENT: { endsOn: { gte: today } }, PAST: { endsOn: { lt: today } }, ALL: {} }
  const where = { programme: matching(filter, person), ...ended[filter.time] }
  const [count, runs] = await Promise.all([
    db.run.count({ where }),
    db.run.findMany({
      where,
      orderBy: [{ startsOn: 'desc' }, { code: 'asc' }],
      ...slice(filter.page),
      include: { programme: { include: { unit: true } } },
    }),
  ])
  const ids = runs.map(({ id }) => id)
  const [lasts, registrants] = [await lastRefreshes(db, ids), await registrantCounts(db, ids)]
  return {
    count,
    runs: runs.map((run) => ({
      ...run,
      startsOn: dayFromDate(run.startsOn),
      endsOn: dayFromDate(run.endsOn),
      registrants: registrants.get(run.id) ?? 0,
      last: lasts.get(run.id) ?? null,
    })),
  }
}

/** How many registrants the lists of these runs have. Prisma's own count would read the registrants of all runs. */
async function registrantCounts(db: Db, runIds: readonly string[]): Promise<Map<string, number>> {
  const counts = await db.$queryRaw<{ run: string; count: number }[]>`
    SELECT run_id AS run, count(*)::int AS count FROM registrant
     WHERE run_id = ANY(${[...runIds]}::uuid[]) AND removed_at IS NULL GROUP BY run_id`
  return new Map(counts.map(({ run, count }) => [run, count]))
}

/** Programmes that the person sees, one page, by name. */
export async function programmeList(db: Db, person: Person, filter: ProgrammesFilter, now: Date) {
  const today = dateFromDay(dayInTallinn(now))
  const open = { OR: [{ closedOn: null }, { closedOn: { gt: today } }] }
  const closed = { CURRENT: open, PAST: { closedOn: { lte: today } }, ALL: {} }
  const where = { AND: [matching(filter, person), closed[filter.time]] }
  const [count, programmes] = await Promise.all([
    db.programme.count({ where }),
    db.programme.findMany({
      where,
      orderBy: [{ name: 'asc' }, { code: 'asc' }],
      ...slice(filter.page),
      include: { unit: true },
    }),
  ])
  const runs = await db.run.groupBy({
    by: ['programmeId'],
    where: { programmeId: { in: programmes.map(({ id }) => id) } },
    _count: true,
  })
  const counts = new Map(runs.map(({ programmeId, _count }) => [programmeId, _count]))
  return {
    count,
    programmes: programmes.map((programme) => ({
      ...dated(programme),
      runs: counts.get(programme.id) ?? 0,
    })),
  }
}

const slice = (page: number) => ({ take: programmesAPage, skip: (page - 1) * programmesAPage })
const dated = <Of extends { closedOn: Date | null }>(programme: Of) => ({
  ...programme,
  closedOn: programme.closedOn && (dayFromDate(programme.closedOn) as Day),
})

/** A programme with its questions and runs; null where there is none or the person may not see it. */
export async function programmeSheet(db: Db, person: Person, id: string) {
  if (!isUuid(id)) return null
  const programme = await db.programme.findFirst({
    where: { AND: [visibleProgrammes(person), { id }] },
    include: {
      unit: true,
      questions: { orderBy: { position: 'asc' } },
      runs: {
        orderBy: { startsOn: 'desc' },
      },
    },
  })
  if (!programme) return null
  const ids = programme.runs.map(({ id }) => id)
  const [lasts, registrants] = [await lastRefreshes(db, ids), await registrantCounts(db, ids)]
  return {
    ...dated(programme),
    may: mayKeep(person, programme.unitId),
    questions: programme.questions.map(({ retiredOn, ...question }) => ({
      ...question,
      retiredOn: retiredOn && dayFromDate(retiredOn),
    })),
    runs: programme.runs.map((run) => ({
      ...run,
      startsOn: dayFromDate(run.startsOn),
      endsOn: dayFromDate(run.endsOn),
      registrants: registrants.get(run.id) ?? 0,
      last: lasts.get(run.id) ?? null,
    })),
  }
}
export type ProgrammeSheet = NonNullable<Awaited<ReturnType<typeof programmeSheet>>>

/** A run with its programme; null where there is none or the person may not see it. */
export async function runSheet(db: Db, person: Person, id: string) {
  if (!isUuid(id)) return null
  const run = await db.run.findFirst({
    where: { id, programme: visibleProgrammes(person) },
    include: {
      programme: { include: { unit: true, questions: { orderBy: { position: 'asc' } } } },
      protocol: { select: { id: true } },
    },
  })
  if (!run) return null
  return {
    ...run,
    startsOn: dayFromDate(run.startsOn),
    endsOn: dayFromDate(run.endsOn),
    may: mayKeep(person, run.programme.unitId),
  }
}
export type RunSheet = NonNullable<Awaited<ReturnType<typeof runSheet>>>

/** Units whose programmes the person sees, by name. */
export const programmeUnits = (db: Db, person: Person, most: number) =>
  db.settingsUnit.findMany({
    where: { programmes: { some: visibleProgrammes(person) } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, code: true },
    take: most,
  })

/** Open units in which the person may add a programme, by name. */
export const openUnits = (db: Db, person: Person, now: Date, most: number) =>
  db.settingsUnit.findMany({
    where: whereOpen(person, now),
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
    take: most,
  })

/** Whether there is such a unit. */
export const keepsAnyUnit = async (db: Db, person: Person, now: Date) =>
  (await db.settingsUnit.findFirst({ where: whereOpen(person, now), select: { id: true } })) !== null

const whereOpen = (person: Person, now: Date) => {
  const kept = keptUnits(person)
  return {
    ...(kept === 'ALL' ? {} : { id: { in: [...kept] } }),
    OR: [{ closedOn: null }, { closedOn: { gt: dateFromDay(dayInTallinn(now)) } }],
  }
}
