import { changesOf, type Changed } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { GroupKind } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { toldApart } from '@/lib/shared/told-apart'
import { classLabel } from '../rules/school-year'
import { ownHouse, usesHouse } from '../scope'
import { groupSubject } from './group-places'

export const groupsAPage = 50
export type ListedGroup = { id: string; name: string; kind: GroupKind; house: string; places: number }

/**
 * Groups of one of the person's houses or of all, one page; `places`: the number on that day; `total`: all of them. Two
 * statements.
 */
export async function groupList(
  db: Db,
  person: Person,
  filter: { house?: string; page: number },
  on: Day,
): Promise<{ groups: ListedGroup[]; total: number }> {
  const matching = Prisma.sql`school_group g JOIN house h ON h.id = g.house_id
    WHERE ${ownHouse(person)} AND ${filter.house ? Prisma.sql`h.id = ${filter.house}::uuid` : Prisma.sql`true`}`
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM ${matching}`
  const groups = await db.$queryRaw<ListedGroup[]>`
    SELECT g.*, (SELECT count(*)::int FROM group_place p WHERE p.group_id = g.id AND p.from_on <= ${on}::date
                    AND (p.to_on IS NULL OR p.to_on >= ${on}::date)) AS places
      FROM (SELECT g.id, g.name, g.kind, h.name AS house FROM ${matching} ORDER BY h.name, g.name, g.id
             LIMIT ${groupsAPage} OFFSET ${(filter.page - 1) * groupsAPage}) g
     ORDER BY g.house, g.name, g.id`
  return { groups, total }
}

export type ShownPlace = { id: string; pupilId: string; name: string; from: Day; to: Day | null }
export type GroupSheet = {
  id: string
  name: string
  kind: GroupKind
  house: { id: string; name: string }
  /** on that day or later, then the earlier ones */
  places: ShownPlace[]
  /** pupils who can get a place: those in the house on that day; none for a hobby school, which takes anybody */
  pupils: { id: string; name: string }[]
  changes: Changed[]
}

/** A group with its places, those over on that day last. Null: not in the person's houses. */
export async function groupSheet(db: Db, person: Person, id: string, on: Day): Promise<GroupSheet | null> {
  if (!isUuid(id)) return null
  const group = await db.group.findUnique({
    where: { id },
    include: { house: true, places: { include: { pupil: true } } },
  })
  if (!group || !usesHouse(person, group.house)) return null
  const places = group.places.map(({ id, pupilId, pupil, fromOn, toOn }) => ({
    id,
    pupilId,
    name: nameOf(pupil),
    from: dayFromDate(fromOn),
    to: toOn && dayFromDate(toOn),
  }))
  const over = ({ to }: ShownPlace) => to !== null && to < on
  const { id: houseId, name } = group.house
  return {
    id,
    name: group.name,
    kind: group.kind,
    house: { id: houseId, name },
    places: places.toSorted(
      (a, b) =>
        Number(over(a)) - Number(over(b)) || a.name.localeCompare(b.name, 'et') || (a.from < b.from ? -1 : 1),
    ),
    pupils: group.kind === 'HOBBY_SCHOOL' ? [] : await pupilsOfHouse(db, houseId, on),
    changes: await changesOf(db, groupSubject(id)),
  }
}

async function pupilsOfHouse(db: Db, houseId: string, on: Day) {
  const day = new Date(`${on}T00:00:00Z`)
  const placements = await db.placement.findMany({
    where: { houseId, voidedAt: null, fromOn: { lte: day }, toOn: { gte: day } },
    include: { pupil: true, class: true },
  })
  const names = toldApart(
    placements,
    ({ pupil, class: own }) => `${nameOf(pupil)}, ${classLabel(own)}`,
    ({ pupil }) => pupil.personalCode,
  )
  return placements
    .map(({ pupil }, at) => ({ id: pupil.id, name: names[at]! }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`
