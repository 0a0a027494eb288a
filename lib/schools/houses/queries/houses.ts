import type { Person } from '@/lib/access/rights'
import { byEstonian, housesToldApart } from '@/lib/schools/rules/names'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import { housesWhere } from '@/lib/schools/scope'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import { askedChoice, type Offers } from '@/lib/shared/asked-choice'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { SchoolKind } from '@/lib/shared/generated/enums'
import { aPage, schoolKinds, type HousesFilter } from '../schema/lists'

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

/** A house to choose, named apart from its namesakes. */
export type OfferedHouse = { id: string; name: string; kind: SchoolKind }

/** The person's houses to choose from, of these kinds alone, if any are named; one statement a fetch. */
export const houseOffers =
  (client: Db | Tx, { schools }: Person, kinds: readonly SchoolKind[] = schoolKinds): Offers<OfferedHouse> =>
  async ({ id, q, most }) => {
    const which = id
      ? Prisma.sql`AND same_name(name) = (SELECT same_name(name) FROM house WHERE id = ${id}::uuid)`
      : q
        ? Prisma.sql`AND position(plain(${q}) IN plain(name || ', ' || registry_code)) > 0
            ORDER BY plain(name) <> plain(${q}), name, registry_code`
        : Prisma.empty
    const found = await client.$queryRaw<(OfferedHouse & { registryCode: string })[]>`
      SELECT id, name, kind, registry_code AS "registryCode" FROM house
       WHERE (municipality_id = ANY(${[...schools.municipalities]}::uuid[]) OR id = ANY(${[...schools.houses]}::uuid[]))
         AND kind = ANY(${[...kinds]}::"SchoolKind"[]) ${which} LIMIT ${most}`
    return housesToldApart(found).map(({ registryCode: _, ...house }) => house)
  }

/** The house that an address asks for, and what can be chosen instead. At most three statements. */
export const houseChoice = (client: Db | Tx, person: Person, asked: unknown, kinds?: readonly SchoolKind[]) =>
  askedChoice(asked, houseOffers(client, person, kinds))
