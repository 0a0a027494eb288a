import type { Person } from '@/lib/access/rights'
import { aPage, type LogFilter } from '@/lib/schools/houses/schema/lists'
import { housesWhere } from '@/lib/schools/scope'
import { dayAfter, dayFromDate, startInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { PlacementAct } from '@/lib/shared/generated/enums'
import { writtenName } from '@/lib/shared/written'

export type LogLine = {
  id: string
  at: Date
  who: string
  act: PlacementAct
  pupil: { id: string; firstName: string; lastName: string }
  from: { house: string; class: string } | null
  to: { house: string; class: string } | null
  day: Day
  dayBefore: Day | null
  transferId: string | null
}

/** Lines of the placement log that concern the person's houses; `count`: all that match. Four statements. */
export async function logList(db: Db, person: Person, filter: LogFilter, all = false) {
  const houses = await db.house.findMany({ where: housesWhere(person), select: { id: true } })
  const ids = houses.map(({ id }) => id)
  const where = conditions(ids, filter)
  const [lines, count] = [
    await db.placementLog.findMany({
      where,
      orderBy: { id: filter.sort === 'at' ? 'asc' : 'desc' },
      skip: all ? 0 : (filter.page - 1) * aPage,
      take: all ? 100_000 : aPage,
      include: { pupil: { select: { id: true, firstName: true, lastName: true, mergedIntoId: true } } },
    }),
    await db.placementLog.count({ where }),
  ]
  const told = new Set(
    lines.flatMap(({ fromHouseId, toHouseId }) => [fromHouseId ?? [], toHouseId ?? []].flat()),
  )
  const named = await db.house.findMany({
    where: { id: { in: [...told] } },
    select: { id: true, name: true },
  })
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const place = (houseId: string | null, label: string) =>
    houseId ? { house: names.get(houseId) ?? '', class: label } : null
  return {
    count,
    lines: lines.map((line): LogLine => ({
      id: String(line.id),
      at: line.at,
      who: line.who,
      act: line.act,
      pupil: { ...line.pupil, id: line.pupil.mergedIntoId ?? line.pupil.id },
      from: place(line.fromHouseId, line.fromClass),
      to: place(line.toHouseId, line.toClass),
      day: dayFromDate(line.day),
      dayBefore: line.dayBefore && dayFromDate(line.dayBefore),
      transferId: line.transferId,
    })),
  }
}

function conditions(ids: string[], filter: LogFilter): Prisma.PlacementLogWhereInput {
  const among = (of: string[]) => ({ OR: [{ fromHouseId: { in: of } }, { toHouseId: { in: of } }] })
  const words = writtenName(filter.q).split(' ').filter(Boolean).slice(0, 10)
  const starts = (word: string) => ({ startsWith: word, mode: 'insensitive' as const })
  return {
    AND: [
      among(ids),
      ...(filter.house ? [among([filter.house])] : []),
      ...(filter.act ? [{ act: filter.act }] : []),
      ...(filter.transfer ? [{ transferId: filter.transfer }] : []),
      ...(filter.from ? [{ at: { gte: startInTallinn(filter.from) } }] : []),
      ...(filter.to ? [{ at: { lt: startInTallinn(dayAfter(filter.to)) } }] : []),
      ...words.map((word) => ({
        pupil: { OR: [{ firstName: starts(word) }, { lastName: starts(word) }] },
      })),
    ],
  }
}
