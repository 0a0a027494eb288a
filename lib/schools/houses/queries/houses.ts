import type { Person } from '@/lib/access/rights'
import { housesToldApart } from '@/lib/schools/rules/names'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import { ownHouse, wayOf } from '@/lib/schools/scope'
import type { Day } from '@/lib/shared/dates'
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

/**
 * The houses with which the person works, one page or (`all`) every one; `count`: all that match. One statement, which
 * counts the pupils of the page's houses alone, unless the list is in their order.
 */
export async function houseList(db: Db | Tx, person: Person, filter: HousesFilter, today: Day, all = false) {
  const pupils = Prisma.sql`(SELECT count(*)::int FROM placement p WHERE p.house_id = h.id AND p.voided_at IS NULL
      AND p.from_on <= ${today}::date AND p.to_on >= ${today}::date)`
  const found = await db.$queryRaw<(ListedHouse & { count: number })[]>`
    SELECT h.id, h.name, h.kind, h.ehis_id AS "ehisId", h.branch_code AS "branchCode", h.closed_on::text AS "closedOn",
           ${pupils} AS pupils, h.count,
           (SELECT count(*)::int FROM school_class c WHERE c.house_id = h.id AND c.year = ${schoolYearOf(today)}) AS classes
      FROM (SELECT h.*, count(*) OVER ()::int AS count FROM house h
             WHERE ${ownHouse(person)} AND ${filter.kind ? Prisma.sql`h.kind = ${filter.kind}::"SchoolKind"` : Prisma.sql`true`}
               AND ${filter.q ? Prisma.sql`position(lower(${filter.q}) IN lower(h.name)) > 0` : Prisma.sql`true`}
             ORDER BY ${inOrder(filter.sort, pupils)} LIMIT ${all ? null : aPage} OFFSET ${all ? 0 : (filter.page - 1) * aPage}) h
     ORDER BY ${inOrder(filter.sort, pupils)}`
  const [first] = found
  return { houses: found.map(({ count: _, ...house }) => house), count: first?.count ?? 0 }
}

const inOrder = (sort: HousesFilter['sort'], pupils: Prisma.Sql) =>
  sort === 'name' || sort === '-name'
    ? Prisma.sql`h.name COLLATE estonian ${wayOf(sort)}, h.id ${wayOf(sort)}`
    : Prisma.sql`${pupils} ${wayOf(sort)}, h.name COLLATE estonian, h.id`

/** A house to choose, named apart from its namesakes. */
export type OfferedHouse = { id: string; name: string; kind: SchoolKind }

/** The person's houses to choose from, of these kinds alone, if any are named; one statement a fetch. */
export const houseOffers =
  (client: Db | Tx, person: Person, kinds: readonly SchoolKind[] = schoolKinds): Offers<OfferedHouse> =>
  async ({ id, q, most }) => {
    const which = id
      ? Prisma.sql`AND same_name(name) = (SELECT same_name(o.name) FROM house o WHERE o.id = ${id}::uuid)`
      : q
        ? Prisma.sql`AND position(plain(${q}) IN plain(name || ', ' || registry_code)) > 0
            ORDER BY plain(name) <> plain(${q}), name, registry_code`
        : Prisma.empty
    const found = await client.$queryRaw<(OfferedHouse & { registryCode: string })[]>`
      SELECT id, name, kind, registry_code AS "registryCode" FROM house h
       WHERE ${ownHouse(person)} AND kind = ANY(${[...kinds]}::"SchoolKind"[]) ${which} LIMIT ${most}`
    return housesToldApart(found).map(({ registryCode: _, ...house }) => house)
  }

/** The house that an address asks for, and what can be chosen instead. At most three statements. */
export const houseChoice = (client: Db | Tx, person: Person, asked: unknown, kinds?: readonly SchoolKind[]) =>
  askedChoice(asked, houseOffers(client, person, kinds))
