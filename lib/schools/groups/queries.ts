import { changesOf, type Changed } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { GroupKind } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { toldApart } from '@/lib/shared/told-apart'
import { classLabel } from '../rules/school-year'
import { ownHouse } from '../scope'
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

/** A group with its places, those over on that day last. Null: not in the person's houses. Three statements. */
export async function groupSheet(db: Db, person: Person, id: string, on: Day): Promise<GroupSheet | null> {
  if (!isUuid(id)) return null
  const [group] = await db.$queryRaw<Omit<GroupSheet, 'pupils' | 'changes'>[]>`
    SELECT g.id, g.name, g.kind, json_build_object('id', h.id, 'name', h.name) AS house,
           (SELECT coalesce(json_agg(json_build_object('id', p.id, 'pupilId', u.id, 'name', u.first_name || ' ' || u.last_name,
                      'from', p.from_on, 'to', p.to_on)), '[]')
              FROM group_place p JOIN pupil u ON u.id = p.pupil_id WHERE p.group_id = g.id) AS places
      FROM school_group g JOIN house h ON h.id = g.house_id WHERE g.id = ${id}::uuid AND ${ownHouse(person)}`
  if (!group) return null
  const over = ({ to }: ShownPlace) => to !== null && to < on
  return {
    ...group,
    places: group.places.toSorted(
      (a, b) =>
        Number(over(a)) - Number(over(b)) || a.name.localeCompare(b.name, 'et') || (a.from < b.from ? -1 : 1),
    ),
    pupils: group.kind === 'HOBBY_SCHOOL' ? [] : await pupilsOfHouse(db, group.house.id, on),
    changes: await changesOf(db, groupSubject(id)),
  }
}

async function pupilsOfHouse(db: Db, houseId: string, on: Day) {
  type Found = {
    id: string
    firstName: string
    lastName: string
    personalCode: string
    number: number
    parallel: string
  }
  const pupils = await db.$queryRaw<Found[]>`
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.personal_code AS "personalCode", c.number, c.parallel
      FROM placement p JOIN pupil u ON u.id = p.pupil_id JOIN school_class c ON c.id = p.class_id
     WHERE p.house_id = ${houseId}::uuid AND p.voided_at IS NULL AND p.from_on <= ${on}::date AND p.to_on >= ${on}::date`
  const names = toldApart(
    pupils,
    (pupil) => `${nameOf(pupil)}, ${classLabel(pupil)}`,
    ({ personalCode }) => personalCode,
  )
  return pupils
    .map(({ id }, at) => ({ id, name: names[at]! }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`
