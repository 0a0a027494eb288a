import type { Person } from '@/lib/access/rights'
import { startsOf, wordsOf } from '@/lib/learners/queries/names'
import { namedOrder, walked } from '@/lib/learners/queries/named-order'
import { classLabel } from '@/lib/schools/rules/school-year'
import type { PlacementState } from '@/lib/schools/rules/states'
import { housesWhere, ownHouses } from '@/lib/schools/scope'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, mostApiece, mostCounted, pageOf } from '@/lib/shared/paging'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import type { Snapshot } from '@/lib/shared/snapshot'
import { pupilsAPage, type PupilFilter } from '../schema/pupils'

export type ListedPupil = {
  id: string
  firstName: string
  lastName: string
  /** masked if the pupil is no longer in the person's houses */
  personalCode: string
  house: string
  class: string
  year: number
  state: Exclude<PlacementState, 'VOID'>
  from: Day
  to: Day
}

/**
 * Pupils with a past, present or future placement in a house of the person's, in Estonian order, sought by name in that
 * of `namedOrder`, one page; each with the placement that fits the filter best on the filter's day, else today. `total`
 * counts all that match, up to `pupilsLimit`; `more` of them follow. Two statements.
 */
export async function searchPupils(
  db: Db,
  person: Person,
  filter: PupilFilter & { code?: string },
  now: Date,
): Promise<{ pupils: ListedPupil[]; total: number; more: boolean }> {
  const fits = placementFits(person, filter, dayOf(filter, now))
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM (SELECT FROM ${eachOnce(filter, fits)} LIMIT ${pupilsLimit(filter)}) u`
  const page = pageParts({ by: orderOf(filter) }, filter, pupilsAPage, ofRow(filter))
  const named = namedOrder('u', filter.q)
  const those =
    total <= (named ? mostApiece : mostCounted)
      ? few(filter, fits)
      : named
        ? Prisma.sql`(SELECT u.* FROM ${walked(named, {
            asked: filter,
            row: ofRow(filter),
            // An index of the words would fetch them all.
            met: Prisma.sql`pupil u ${placed(fits)} WHERE (${matches(filter)}) IS TRUE`,
            collected: Prisma.sql`pupil u ${placed(fits)} WHERE ${matches(filter)}`,
            most: page.limit + page.offset,
          })} next JOIN pupil u ON u.id = next.id)`
        : many(filter, fits)
  const found = await db.$queryRaw<Found[]>`
    SELECT ${listed(person, filter, now)}
      FROM (SELECT * FROM ${those} u WHERE ${page.within} ORDER BY ${page.order}
             LIMIT ${page.limit} OFFSET ${page.offset}) u ${withPlacement(person, filter, now)}
     ORDER BY ${page.order}`
  const { rows, more } = pageOf(found, filter, pupilsAPage)
  return { pupils: rows.map(pupilOf), total, more }
}

/** How far the list is counted. */
export const pupilsLimit = (filter: { count?: 'all'; q: string }) =>
  countLimit(filter, filter.q.trim() ? mostApiece : mostCounted)

/** All pupils of the list in its order, in pieces. */
export async function* pupilsForFile(rows: Snapshot, person: Person, filter: PupilFilter, now: Date) {
  const order = inOrder({ by: orderOf(filter) })
  const found = rows.$streamRaw<Found>`
    SELECT ${listed(person, filter, now)}
      FROM (SELECT * FROM ${many(filter, placementFits(person, filter, dayOf(filter, now)))} u ORDER BY ${order}) u
           ${withPlacement(person, filter, now)}
     ORDER BY ${order}`
  for await (const piece of found) yield piece.map(pupilOf)
}

type Found = Omit<ListedPupil, 'class'> & { number: number; parallel: string; known: boolean }

const pupilOf = ({ number, parallel, personalCode, known, ...pupil }: Found): ListedPupil => ({
  ...pupil,
  class: classLabel({ number, parallel }),
  personalCode: known ? personalCode : maskPersonalCode(personalCode),
})

const dayOf = ({ on }: PupilFilter, now: Date) => on ?? dayInTallinn(now)

const listed = (person: Person, filter: PupilFilter, now: Date) => Prisma.sql`
  u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.personal_code AS "personalCode",
  h.name AS house, c.number, c.parallel, p.year, ${stateOn(dayOf(filter, now))} AS state, p.from_on::text AS from, p.to_on::text AS to,
  EXISTS (SELECT FROM placement p WHERE p.pupil_id = u.id AND ${hasOrAwaits(person, now)}) AS known`

/** Joins to `pupil u` the placement that fits best, its house and class. */
const withPlacement = (person: Person, filter: PupilFilter, now: Date) => Prisma.sql`
     CROSS JOIN LATERAL (SELECT * FROM placement p WHERE p.pupil_id = u.id AND ${placementFits(person, filter, dayOf(filter, now))}
                          ORDER BY ${nearest(dayOf(filter, now))} LIMIT 1) p
      JOIN house h ON h.id = p.house_id JOIN school_class c ON c.id = p.class_id`

const ofRow = (asked: PupilFilter) => Prisma.sql`pupil u WHERE u.id = ${rowAsked(asked)}::uuid`

/*
 * The database can't know whether few pupils fit or many, and each needs another way: few are found by what is asked of
 * them and then put in order; of many, the next ones are soon met on the way through the order. `LIMIT 1` has it look at one
 * pupil's placements at a time, instead of fetching everybody's.
 */
const placed = (fits: Prisma.Sql) =>
  Prisma.sql`CROSS JOIN LATERAL (SELECT FROM placement p WHERE p.pupil_id = u.id AND ${fits} LIMIT 1) AS placed`

const many = (filter: Sought, fits: Prisma.Sql) =>
  Prisma.sql`(SELECT u.* FROM pupil u ${placed(fits)} WHERE ${matches(filter)})`

const few = (filter: Sought, fits: Prisma.Sql) =>
  isNamed(filter)
    ? Prisma.sql`(SELECT u.* FROM (SELECT * FROM pupil u WHERE ${matches(filter)} OFFSET 0) u ${placed(fits)} OFFSET 0)`
    : Prisma.sql`(SELECT * FROM pupil u WHERE u.id = ANY(ARRAY(SELECT p.pupil_id FROM placement p WHERE ${fits})) OFFSET 0)`

/** A row for each pupil who fits: by the names, else by the first of the placements that fit; no two begin on one day. */
const eachOnce = (filter: Sought, fits: Prisma.Sql) =>
  isNamed(filter)
    ? few(filter, fits)
    : Prisma.sql`(SELECT p.pupil_id, p.from_on FROM placement p WHERE ${fits} OFFSET 0) AS first
        LEFT JOIN LATERAL (SELECT p.id FROM placement p WHERE p.pupil_id = first.pupil_id AND p.from_on < first.from_on
                              AND ${fits} LIMIT 1) AS earlier ON true
       WHERE earlier.id IS NULL`

type Sought = { q: string; code?: string }
const isNamed = ({ q, code }: Sought) => Boolean(code) || q.trim() !== ''

/**
 * `placement p` is one by which a house of the person's has or awaits the pupil; `gone` of lib/schools/rules/stays.ts
 * as SQL.
 */
export const hasOrAwaits = (person: Person, now: Date) => Prisma.sql`
  ${inHouses(person)} AND p.voided_at IS NULL AND (p.to_on >= ${dayInTallinn(now)}::date
    OR (p.ended_by IS NULL AND NOT EXISTS (
      SELECT FROM placement l WHERE l.pupil_id = p.pupil_id AND l.voided_at IS NULL AND l.from_on > p.from_on
         AND (l.house_id, l.stay_id) IS DISTINCT FROM (p.house_id, p.stay_id))))`

/** `placement p` is in a house of the person's. */
const inHouses = (person: Person) => Prisma.sql`p.house_id = ANY(${ownHouses(person)})`

/** The search as a condition on `pupil u`: starts of names ignoring accents and case, or the beginning of a code. */
function matches({ q: typed, code }: Sought): Prisma.Sql {
  if (code) return Prisma.sql`u.personal_code LIKE ${`${code}%`}`
  const words = wordsOf(typed)
  if (words.length > 0) return Prisma.sql`u.search_words @@ ${startsOf(words)}`
  return typed.trim() === '' ? Prisma.sql`true` : Prisma.sql`false`
}

const orderOf = ({ q }: Sought) => namedOrder('u', q)?.by ?? byName

/** The index pupil_in_order_idx holds them. */
const byName = [
  Prisma.sql`u.last_name COLLATE "et-x-icu"`,
  Prisma.sql`u.first_name COLLATE "et-x-icu"`,
  Prisma.sql`u.id`,
]

/** The filter as a condition on `placement p` as of a day, within the person's houses. */
function placementFits(person: Person, { house, class: classId, year, state }: PupilFilter, on: Day) {
  return Prisma.join(
    [
      Prisma.sql`p.voided_at IS NULL`,
      inHouses(person),
      ...(house ? [Prisma.sql`p.house_id = ${house}::uuid`] : []),
      ...(classId ? [Prisma.sql`p.class_id = ${classId}::uuid`] : []),
      ...(year ? [Prisma.sql`p.year = ${year}`] : []),
      // Without a year or state in the filter: present and future placements.
      ...(state === undefined && !year ? [Prisma.sql`p.to_on >= ${on}::date`] : []),
      ...(state && state !== 'ALL' ? [inState(state, on)] : []),
    ],
    ' AND ',
  )
}

/** placementState (lib/schools/rules/states.ts) as SQL, for a `placement p` that isn't void. */
const stateOn = (on: Day) => Prisma.sql`
  CASE WHEN p.to_on < ${on}::date THEN CASE WHEN p.ended_by IS NULL THEN 'OVER' ELSE 'LEFT' END
       WHEN ${on}::date < p.from_on THEN 'COMING'
       WHEN p.ended_by IS NULL THEN 'STUDYING' ELSE 'LEAVING' END`

/** The same as a condition, which indexes can answer. */
function inState(state: Exclude<PlacementState, 'VOID'>, on: Day): Prisma.Sql {
  const now = Prisma.sql`p.from_on <= ${on}::date AND p.to_on >= ${on}::date`
  const conditions = {
    COMING: Prisma.sql`p.from_on > ${on}::date AND p.to_on >= ${on}::date`,
    STUDYING: Prisma.sql`p.ended_by IS NULL AND ${now}`,
    LEAVING: Prisma.sql`p.ended_by IS NOT NULL AND ${now}`,
    LEFT: Prisma.sql`p.ended_by IS NOT NULL AND p.to_on < ${on}::date`,
    OVER: Prisma.sql`p.ended_by IS NULL AND p.to_on < ${on}::date`,
  }
  return conditions[state]
}

/** The placement of the day, else the next one, else the last one. */
const nearest = (on: Day) => Prisma.sql`
  CASE WHEN p.to_on < ${on}::date THEN 2 WHEN ${on}::date < p.from_on THEN 1 ELSE 0 END,
  CASE WHEN ${on}::date < p.from_on THEN p.from_on END, p.to_on DESC`

/** The classes of the filtered house, in the filtered year if any; without a house, none. */
export async function classChoices(db: Db, person: Person, { house, year }: PupilFilter) {
  if (!house) return []
  const classes = await db.schoolClass.findMany({
    where: { house: { AND: [housesWhere(person), { id: house }] }, ...(year ? { year } : {}) },
    orderBy: [{ year: 'desc' }, { number: 'asc' }, { parallel: 'asc' }],
  })
  return classes.map((one) => ({ id: one.id, year: one.year, label: classLabel(one) }))
}

/** The result of a search of pupils: names lead to the list, a code to the pupils who have it. */
export type FoundPupils =
  { by: 'NAME'; q: string } | { by: 'CODE'; q: string; pupils: ListedPupil[]; total: number }
