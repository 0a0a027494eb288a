import type { Person } from '@/lib/access/rights'
import { hasOrAwaits } from '@/lib/schools/pupils/queries/pupils'
import { byEstonian, byLastName } from '@/lib/schools/rules/names'
import { classLabel, firstDayOf, lastDayOf, schoolYearOf, yearLabel } from '@/lib/schools/rules/school-year'
import { placementState, type PlacementState } from '@/lib/schools/rules/states'
import { isOfficialOf, isTakenOn, ownHouse, wayOf } from '@/lib/schools/scope'
import { dayInTallinn, earliest, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { PlacementEnd } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { countLimit } from '@/lib/shared/paging'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { aPage, type ClassAsked, type ClassesFilter } from '../schema/lists'

export type ListedClass = {
  id: string
  label: string
  number: number
  house: string
  houseId: string
  pupils: number
}

/** The day on which to look at a school year: today if it is within the year, else the year's nearest day. */
export const dayWithin = (year: number, today: Day): Day =>
  today < firstDayOf(year) ? firstDayOf(year) : earliest(today, lastDayOf(year))

/**
 * Classes of a school year in the person's houses, with the number of pupils in each, one page or (`all`) every one;
 * `count`: all matching classes, up to `countLimit`. Two statements.
 */
export async function classList(db: Db | Tx, person: Person, filter: ClassesFilter, today: Day, all = false) {
  const year = filter.year ?? schoolYearOf(today)
  const on = dayWithin(year, today)
  const matching = Prisma.sql`house h JOIN school_class c ON c.house_id = h.id
    WHERE ${ownHouse(person)} AND c.year = ${year}
      AND ${filter.house ? Prisma.sql`h.id = ${filter.house}::uuid` : Prisma.sql`true`}
      AND ${filter.number ? Prisma.sql`c.number = ${filter.number}` : Prisma.sql`true`}`
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM ${matching} LIMIT ${countLimit(filter)}) c`
  const pupils = Prisma.sql`(SELECT count(*)::int FROM placement p WHERE p.class_id = c.id AND p.voided_at IS NULL
      AND p.from_on <= ${on}::date AND p.to_on >= ${on}::date)`
  const found = await db.$queryRaw<(Omit<ListedClass, 'label'> & { parallel: string })[]>`
    SELECT c.*, ${pupils} AS pupils
      FROM (SELECT c.id, c.number, c.parallel, h.id AS "houseId", h.name AS house
              FROM ${matching} ORDER BY ${inOrder(filter.sort, pupils)}
             LIMIT ${all ? null : aPage} OFFSET ${all ? 0 : (filter.page - 1) * aPage}) c`
  const classes = found.map(({ parallel, ...each }): ListedClass => ({
    ...each,
    label: classLabel({ number: each.number, parallel }),
  }))
  return { classes, count, year }
}

/** The order of classes: `pupils` counts those of `class c`; `way`: upwards or downwards. */
const inOrder = (sort: ClassesFilter['sort'], pupils: Prisma.Sql) => {
  const way = wayOf(sort)
  const byPlace = Prisma.sql`h.name COLLATE estonian ${way}, c.number ${way}, c.parallel COLLATE estonian ${way}, c.id ${way}`
  if (sort === 'name' || sort === '-name') return byPlace
  return Prisma.sql`${pupils} ${way}, h.name COLLATE estonian, c.number, c.parallel COLLATE estonian, c.id`
}

/** School years that the person's houses have classes in, the newest first. One statement, a look at each year. */
export async function classYears(db: Db, person: Person): Promise<number[]> {
  const years = await db.$queryRaw<{ year: number }[]>`
    SELECT y.year FROM generate_series((SELECT min(year) FROM school_class), (SELECT max(year) FROM school_class)) AS y(year)
     CROSS JOIN LATERAL (SELECT FROM school_class c JOIN house h ON h.id = c.house_id
                          WHERE c.year = y.year AND ${ownHouse(person)} LIMIT 1) c
     ORDER BY y.year DESC`
  return years.map(({ year }) => year)
}

/** The same with the present year, for the list of classes. */
export async function yearChoices(db: Db, person: Person, today: Day) {
  const years = new Set([schoolYearOf(today), ...(await classYears(db, person))])
  return [...years].toSorted((a, b) => b - a).map((year) => ({ year, label: yearLabel(year) }))
}

export type ClassSheet = {
  id: string
  label: string
  number: number
  parallel: string
  year: number
  yearLabel: string
  house: { id: string; name: string; municipalityId: string }
  /** the user is an official of the municipality, not a representative */
  official: boolean
}

/** A class of the person's houses; null when there is none. */
export async function classSheet(db: Db, person: Person, id: string): Promise<ClassSheet | null> {
  if (!isUuid(id)) return null
  const [found] = await db.$queryRaw<Omit<ClassSheet, 'label' | 'yearLabel' | 'official'>[]>`
    SELECT c.id, c.number, c.parallel, c.year,
           json_build_object('id', h.id, 'name', h.name, 'municipalityId', h.municipality_id) AS house
      FROM school_class c JOIN house h ON h.id = c.house_id WHERE c.id = ${id}::uuid AND ${ownHouse(person)}`
  if (!found) return null
  return {
    ...found,
    label: classLabel(found),
    yearLabel: yearLabel(found.year),
    official: isOfficialOf(person, found.house.municipalityId),
  }
}

export type ClassPupil = {
  /** the pupil's id */
  id: string
  firstName: string
  lastName: string
  /** masked if the pupil is no longer in the person's houses */
  personalCode: string
  /** day and hobby groups in which the pupil has a place on that day */
  groups: string[]
  state: PlacementState
  from: Day
  to: Day
  /**
   * can be moved to another house and copied to next year: hasn't left by today, or the class is last year's
   * (`takenOnFrom`)
   */
  pickable: boolean
  /** has a class of the same number in the house next year: repeats the grade */
  repeats: boolean
}

/**
 * Pupils of a class as of a day, whether past, present or future, each once: by the placement of that day, or else by
 * the nearest one. Void placements don't count. One statement, even for a class of 5,000.
 */
export async function classPupils(
  db: Db,
  person: Person,
  classId: string,
  asked: { on: Day; state: ClassAsked['state']; sort?: ClassAsked['sort'] },
  now: Date,
): Promise<ClassPupil[]> {
  const today = dayInTallinn(now)
  type Stood = { from: Day; to: Day; endedBy: PlacementEnd | null; year: number }
  type Found = Pick<ClassPupil, 'id' | 'firstName' | 'lastName' | 'personalCode' | 'groups' | 'repeats'> & {
    placements: Stood[]
    known: boolean
    goesOn: boolean
  }
  const found = await db.$queryRaw<Found[]>`
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.personal_code AS "personalCode", s.placements,
           (SELECT coalesce(json_agg(g.name), '[]') FROM group_place x JOIN school_group g ON g.id = x.group_id
             WHERE x.pupil_id = u.id AND g.kind IN ('DAY', 'HOBBY') AND x.from_on <= ${asked.on}::date
               AND (x.to_on IS NULL OR x.to_on >= ${asked.on}::date)) AS groups,
           EXISTS (SELECT FROM placement p WHERE p.pupil_id = u.id AND ${hasOrAwaits(person, now)}) AS known,
           EXISTS (SELECT FROM placement n WHERE n.pupil_id = u.id AND n.year = c.year + 1 AND n.voided_at IS NULL) AS "goesOn",
           EXISTS (SELECT FROM placement n JOIN school_class x ON x.id = n.class_id
                    WHERE n.pupil_id = u.id AND n.house_id = c.house_id AND n.year = c.year + 1 AND n.voided_at IS NULL
                      AND x.number = c.number) AS repeats
      FROM school_class c
     CROSS JOIN LATERAL (
       SELECT p.pupil_id, json_agg(json_build_object('from', p.from_on, 'to', p.to_on, 'endedBy', p.ended_by, 'year', p.year)
                ORDER BY p.from_on, p.id) AS placements
         FROM placement p WHERE p.class_id = c.id AND p.voided_at IS NULL GROUP BY p.pupil_id) s
      JOIN pupil u ON u.id = s.pupil_id
     WHERE c.id = ${classId}::uuid`
  const latest = asked.on > today ? asked.on : today
  const pupils = found.map(({ placements, known, goesOn, personalCode, groups, ...pupil }): ClassPupil => {
    const each = placements.find(({ to }) => to >= asked.on) ?? placements.at(-1)!
    const last = placements.at(-1)!
    const stands = placementState({ ...last, voided: false }, latest)
    return {
      ...pupil,
      personalCode: known ? personalCode : maskPersonalCode(personalCode),
      from: each.from,
      to: each.to,
      groups: groups.toSorted(byEstonian),
      state: placementState({ ...each, voided: false }, asked.on),
      pickable:
        (stands !== 'LEFT' && stands !== 'OVER') ||
        placements.some((placement) => isTakenOn(placement, { goesOn }, today)),
    }
  })
  const shown = pupils.filter(({ state }) => shows[asked.state].includes(state)).toSorted(byLastName)
  return asked.sort === '-name' ? shown.reverse() : shown
}

/** Pupils of classes who have a class of the same number in the same house next year. One statement. */
export async function repeatersOf(db: Db, classIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.pupil_id AS id FROM placement p JOIN school_class c ON c.id = p.class_id
      JOIN placement n ON n.pupil_id = p.pupil_id AND n.house_id = p.house_id AND n.year = p.year + 1
       AND n.voided_at IS NULL
      JOIN school_class x ON x.id = n.class_id AND x.number = c.number
     WHERE p.class_id = ANY(${[...classIds]}::uuid[]) AND p.voided_at IS NULL`
  return new Set(rows.map(({ id }) => id))
}

const shows: Record<ClassAsked['state'], readonly PlacementState[]> = {
  STUDYING: ['STUDYING', 'LEAVING'],
  COMING: ['COMING'],
  LEFT: ['LEFT', 'OVER'],
  ALL: ['STUDYING', 'LEAVING', 'COMING', 'LEFT', 'OVER'],
}
