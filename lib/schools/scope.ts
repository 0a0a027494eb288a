import type { Person } from '@/lib/access/rights'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { PlacementEnd } from '@/lib/shared/generated/enums'
import { firstDayOf, lastDayOf, schoolYearOf } from './rules/school-year'

/**
 * The schools with which a person works: for an official the own municipality's, for a representative the listed
 * houses.
 */

export const housesWhere = ({ schools }: Person) => ({
  OR: [{ municipalityId: { in: [...schools.municipalities] } }, { id: { in: [...schools.houses] } }],
})

/** The same as a condition on `house h`. */
export const ownHouse = ({ schools }: Person) => Prisma.sql`
  (h.municipality_id = ANY(${[...schools.municipalities]}::uuid[]) OR h.id = ANY(${[...schools.houses]}::uuid[]))`

/** The ids of those houses, as an array. */
export const ownHouses = (person: Person) =>
  Prisma.sql`ARRAY(SELECT h.id FROM house h WHERE ${ownHouse(person)})`

/** The same, fetched. One statement. */
export const ownHouseIds = async (db: Db | Tx, person: Person) =>
  (await db.house.findMany({ where: housesWhere(person), select: { id: true } })).map(({ id }) => id)

/** The direction of an order: "-name" falls. */
export const wayOf = (sort: string) => (sort.startsWith('-') ? Prisma.sql`DESC` : Prisma.sql`ASC`)

/** Whether the person may work with the pupils of a house. */
export const usesHouse = ({ schools }: Person, house: { id: string; municipalityId: string }) =>
  schools.houses.includes(house.id) || schools.municipalities.includes(house.municipalityId)

export const isOfficialOf = ({ schools }: Person, municipalityId: string) =>
  schools.municipalities.includes(municipalityId)

/** Whether a class is of the school year before the one that the day is in. */
export const isLastYears = ({ year }: { year: number }, today: Day) => year + 1 === schoolYearOf(today)

/**
 * Placements of a class from which pupils can go on, into another house or next year's class: those that aren't over;
 * and, in last year's class, those that only the year's end ended, until the pupil is in a class of the new year. On 1
 * September that placement too may still move to another house (a move of that very day).
 */
export function takenOnFrom(
  { id, year }: { id: string; year: number },
  today: Day,
): Prisma.PlacementWhereInput {
  const held = { classId: id, voidedAt: null }
  if (!isLastYears({ year }, today)) return { ...held, toOn: { gte: dateFromDay(today) } }
  const over = { ...held, endedBy: null, toOn: dateFromDay(lastDayOf(year)) }
  return today === firstDayOf(year + 1)
    ? over
    : { ...over, pupil: { placements: { none: { year: year + 1, voidedAt: null } } } }
}

/**
 * The same of a placement in last year's class, if it isn't void: that only the year's end ended it; `goesOn`: the pupil is
 * in a class of the new year.
 */
export const isTakenOn = (
  { year, to, endedBy }: { year: number; to: Day; endedBy: PlacementEnd | null },
  { goesOn }: { goesOn: boolean },
  today: Day,
) =>
  isLastYears({ year }, today) &&
  endedBy === null &&
  to === lastDayOf(year) &&
  (today === firstDayOf(year + 1) || !goesOn)
