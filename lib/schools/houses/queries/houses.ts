import type { Person } from '@/lib/access/rights'
import { byEstonian, housesToldApart } from '@/lib/schools/rules/names'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import { housesWhere } from '@/lib/schools/scope'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { SchoolKind } from '@/lib/shared/generated/enums'
import { aPage, type HousesFilter } from '../schema/lists'

export type ListedHouse = {
  id: string
  name: string
  kind: SchoolKind
  ehisId: string
  branchCode: string
  closedOn: Day | null
  /** of the present school year */
  classes: number
  /** who study there today */
  pupils: number
}

/** The houses with which the person works, one page or (`all`) every one; `count`: all that match. One statement. */
export async function houseList(db: Db, person: Person, filter: HousesFilter, today: Day, all = false) {
  const on = dateFromDay(today)
  const found = await db.house.findMany({
    where: {
      AND: [
        housesWhere(person),
        filter.kind ? { kind: filter.kind } : {},
        filter.q ? { name: { contains: filter.q, mode: 'insensitive' } } : {},
      ],
    },
    include: {
      _count: {
        select: {
          classes: { where: { year: schoolYearOf(today) } },
          placements: { where: { voidedAt: null, fromOn: { lte: on }, toOn: { gte: on } } },
        },
      },
    },
  })
  const houses = found
    .map(({ _count, id, name, kind, ehisId, branchCode, closedOn }): ListedHouse => ({
      id,
      name,
      kind,
      ehisId,
      branchCode,
      closedOn: closedOn && dayFromDate(closedOn),
      classes: _count.classes,
      pupils: _count.placements,
    }))
    .toSorted(orders[filter.sort])
  const first = (filter.page - 1) * aPage
  return { houses: all ? houses : houses.slice(first, first + aPage), count: houses.length }
}

const byName = (a: ListedHouse, b: ListedHouse) => byEstonian(a.name, b.name)
const orders: Record<HousesFilter['sort'], (a: ListedHouse, b: ListedHouse) => number> = {
  name: byName,
  '-name': (a, b) => byName(b, a),
  pupils: (a, b) => a.pupils - b.pupils || byName(a, b),
  '-pupils': (a, b) => b.pupils - a.pupils || byName(a, b),
}

/** The person's houses by name, for filters. */
export async function houseChoices(db: Db, person: Person): Promise<{ id: string; name: string }[]> {
  const select = { id: true, name: true, registryCode: true }
  return housesToldApart(await db.house.findMany({ where: housesWhere(person), select }))
}
