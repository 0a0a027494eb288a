import type { Person } from '@/lib/access/rights'
import { byNames, matches } from '@/lib/learners/queries/names'
import {
  areMany,
  mostLookedAt,
  namedOrder,
  walked,
  type NamedOrder,
} from '@/lib/learners/queries/named-order'
import { stands } from '@/lib/learners/reserved'
import type { PlaceFilter } from '@/lib/learners/schema'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Level } from '@/lib/shared/generated/enums'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import {
  countLimit,
  mostApiece,
  mostCounted,
  mostElsewhere,
  pageOf,
  type PageAsked,
} from '@/lib/shared/paging'
import type { Snapshot } from '@/lib/shared/snapshot'
import type { LearnerFilter } from '../schema/learners'
import { inScope, learnerScope, partsOf, seenPlace, type LearnerScope } from '../scope'
import { fits, termsOn } from '../search'

export const learnersAPage = 50
/** The most study places that can be added to a document at once (spec 2 "The document form"). */
const mostAdded = 5_000

export type ListedPlace = {
  id: string
  curriculum: string | null
  level: Level
  unitCode: string
  unitName: string
  load: string | null
  funding: string | null
  mainState: string | null
}
/** A line of the register; users who see name and grants only get no codes and no study places. */
export type ListedLearner = {
  id: string
  firstName: string
  lastName: string
  personalCode: string | null
  otherCode: string | null
  places: ListedPlace[]
}

/**
 * Learners whose pages the person may see, in Estonian order, those sought by name in the order of `namedOrder`, one page;
 * study places as of the filter's day, else today. `total` counts all that match, up to `learnersLimit`; `more` of them
 * follow. Two statements, of a name three.
 */
export async function searchLearners(
  db: Db,
  person: Person,
  filter: LearnerFilter,
  now: Date,
): Promise<{ learners: ListedLearner[]; total: number; more: boolean; grantsOnly: boolean }> {
  const search = searchOf(person, filter, now, await fewNamed(db, filter))
  const all = { order: Prisma.sql`l.id`, within: Prisma.sql`true`, limit: learnersLimit(person, filter) }
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM (${search.chosen(search.named ? all : { ...all, order: inOrder(search.order) })}) l`
  const { learners, more } = await pageOfLearners(db, search, filter, learnersAPage)
  return { learners, total, more, grantsOnly: search.scope.grantsOnly }
}

/** How far the list is counted; a clerk's learners of several units are met place by place. */
export const learnersLimit = (person: Person, filter: LearnerFilter) => {
  const { q, unit, load, funding, curriculum, mainState } = filter
  if (load || funding || curriculum || mainState) return countLimit(filter, mostElsewhere)
  return countLimit(filter, q || (!unit && partsOf(learnerScope(person))) ? mostApiece : mostCounted)
}

/** The first so many learners of the same list, and whether there are more. At most two statements. */
export const firstLearners = async (db: Db, person: Person, filter: LearnerFilter, now: Date, most: number) =>
  pageOfLearners(db, searchOf(person, filter, now, await fewNamed(db, filter)), filter, most)

/** Whether so few have the name that each is looked at, whatever else is asked; no statement without a name. */
async function fewNamed(db: Db, { q }: LearnerFilter): Promise<boolean> {
  if (!q) return false
  const named = namedOrder('l', q)
  if (!named) return true
  const many = areMany(named, Prisma.sql`learners_learner l`, matches(q), mostLookedAt)
  const [answer] = await db.$queryRaw<[{ many: boolean }]>`SELECT ${many} AS many`
  return !answer.many
}

async function pageOfLearners(
  db: Db,
  { scope, on, order, chosen }: Search,
  filter: LearnerFilter,
  perPage: number,
) {
  const row = Prisma.sql`learners_learner l WHERE l.id = ${rowAsked(filter)}::uuid`
  const page = pageParts(order, filter, perPage, row)
  const first = chosen({ ...page, limit: page.limit + page.offset, from: { asked: filter, row } })
  const fetched = await db.$queryRaw<ListedLearner[]>`
    SELECT ${listed} FROM (SELECT * FROM (${first}) l ORDER BY ${page.order} LIMIT ${page.limit} OFFSET ${page.offset}) found
           JOIN learners_learner l ON l.id = found.id
           ${withPlaces(scope, on)} ORDER BY ${page.order}`
  const { rows, more } = pageOf(fetched, filter, perPage)
  return { learners: scope.grantsOnly ? rows.map(nameOnly) : rows, more }
}

/** The same learners in the same order, all of them, in pieces. */
export async function learnersForFile(rows: Snapshot, person: Person, filter: LearnerFilter, now: Date) {
  const { scope, on, named, order, chosen } = searchOf(person, filter, now)
  const found = chosen({ order: inOrder(order), within: Prisma.sql`true`, limit: null })
  const learners = rows.$streamRaw<ListedLearner>`
    SELECT ${listed} FROM (${found}) found JOIN learners_learner l ON l.id = found.id
           ${withPlaces(scope, on)} ORDER BY ${inOrder(named ? order : { ...order, by: byNamesFound })}`
  return { learners, grantsOnly: scope.grantsOnly }
}

/** The names of those found: in their order they are met, and put in no other, so that the first of a million is there at once. */
const byNamesFound = [
  Prisma.sql`found.last_name COLLATE "et-x-icu"`,
  Prisma.sql`found.first_name COLLATE "et-x-icu"`,
  Prisma.sql`found.id`,
]

type Search = ReturnType<typeof searchOf>

type Chosen = {
  order: Prisma.Sql
  /** a condition on `learner l` */
  within: Prisma.Sql
  limit: number | null
  /** the page's own beginning, if a page is asked for: `within` for the places of a name's order */
  from?: { asked: PageAsked; row: Prisma.Sql }
}

/**
 * What is searched. `chosen`: the learners who match, as (id, last_name, first_name), in an order, within a condition, at
 * most so many. Whoever sees some units, or asks for a unit or level, reads their study places in the order of names;
 * others the register in that order, or of a name in that of the name. `few`: those of the name are few and begun with.
 */
function searchOf(person: Person, filter: LearnerFilter, now: Date, few = false) {
  const scope = learnerScope(person)
  const on = filter.on ?? dayInTallinn(now)
  const down = filter.sort === '-name'
  const named = namedOrder('l', filter.q, down)
  // Whoever asks for a unit of the person's own is seen by that alone.
  const own = scope.units !== 'ALL' && filter.unit !== undefined && scope.units.includes(filter.unit)
  const seen = own ? null : partsOf(scope)
  const parts = seen ?? askedParts(filter, scope, on)
  const fitting = seen || !parts ? ofPlaces(filter, scope, on) : Prisma.sql`true`
  const chosen = ({ order, within, limit, from }: Chosen) => {
    const where = Prisma.sql`${fitting} AND ${within}`
    if (few)
      return Prisma.sql`SELECT l.id, l.last_name, l.first_name FROM (SELECT * FROM learners_learner l WHERE ${matches(filter.q)} OFFSET 0) l
                         WHERE ${inScope(scope)} AND ${ofPlaces(filter, scope, on)} AND ${within} ORDER BY ${order} LIMIT ${limit}`
    if (!parts) {
      const seenAll = Prisma.sql`learners_learner l WHERE ${inScope(scope)} AND ${fitting}`
      if (named && limit !== null)
        return Prisma.sql`SELECT * FROM ${metByName(named, filter, seenAll, { limit, from })} l ORDER BY ${order} LIMIT ${limit}`
      return Prisma.sql`SELECT l.id, l.last_name, l.first_name FROM ${seenAll} AND ${matches(filter.q)} AND ${within}
                         ORDER BY ${order} LIMIT ${limit}`
    }
    // In the order of a name no index holds these.
    if (named) {
      const found = parts.map(
        (part) =>
          Prisma.sql`SELECT l.id, l.last_name, l.first_name FROM ${namedOf(part, filter)} WHERE ${where}`,
      )
      return Prisma.sql`SELECT * FROM (${Prisma.join(found, ' UNION ')}) l ORDER BY ${order} LIMIT ${limit}`
    }
    const found = Prisma.join(
      parts.map(
        (
          part,
        ) => Prisma.sql`(SELECT DISTINCT ON (${key}) l.id, l.last_name, l.first_name FROM ${namedOf(part, filter)}
                                       WHERE ${where} ORDER BY ${order} LIMIT ${limit})`,
      ),
      ' UNION ALL ',
    )
    return Prisma.sql`SELECT DISTINCT ON (${key}) * FROM (${found}) l ORDER BY ${order} LIMIT ${limit}`
  }
  return { scope, on, named, order: { by: named?.by ?? byNames, down }, chosen }
}

/** Of many who have the name, the next ones of those seen, met in the order of their names. */
function metByName(
  named: NamedOrder,
  { q }: LearnerFilter,
  seen: Prisma.Sql,
  { limit, from }: { limit: number; from?: Chosen['from'] },
) {
  return walked(named, {
    asked: from?.asked ?? null,
    row: from?.row ?? Prisma.empty,
    // An index of the words would fetch them all.
    met: Prisma.sql`${seen} AND (${matches(q)}) IS TRUE`,
    collected: Prisma.sql`${seen} AND ${matches(q)}`,
    most: limit,
  })
}

const key = Prisma.join(byNames)

/** Study places of the filter's unit or level that fit it, in parts like those of the scope; null if it names neither. */
const askedParts = (filter: LearnerFilter, { grantsOnly }: LearnerScope, on: Day) =>
  (filter.unit || filter.level) && !grantsOnly
    ? [
        Prisma.sql`SELECT sp.learner_id AS id, sp.last_name, sp.first_name FROM learners_study_place sp WHERE ${fits(filter, on)}`,
      ]
    : null

/** Who of a part has the name or code, as `l`. */
const namedOf = (part: Prisma.Sql, { q }: LearnerFilter) =>
  q
    ? Prisma.sql`(SELECT p.* FROM (${part}) p JOIN learners_learner l ON l.id = p.id WHERE ${matches(q)}) l`
    : Prisma.sql`(${part}) l`

/** The filter's part about study places as a condition on `learner l`. */
const ofPlaces = (filter: LearnerFilter, scope: LearnerScope, on: Day) =>
  Object.keys(placePart(filter)).length > 0 && !scope.grantsOnly
    ? Prisma.sql`EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND ${seenPlace(scope)} AND ${fits(filter, on)})`
    : Prisma.sql`true`

const listed = Prisma.sql`l.id, l.first_name AS "firstName", l.last_name AS "lastName", l.personal_code AS "personalCode",
           l.other_code AS "otherCode", coalesce(held.places, '[]') AS places`

/** Joins to `learner l` its study places as the person sees them on the day. */
const withPlaces = (scope: LearnerScope, on: Day) => Prisma.sql`
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('id', sp.id, 'curriculum', ${studied}, 'level', sp.level,
                 'unitCode', u.code, 'unitName', u.name, 'load', now.load, 'funding', now.funding,
                 'mainState', now.main_state) ORDER BY sp.started_on DESC, sp.id) AS places
          FROM learners_study_place sp JOIN settings_unit u ON u.id = sp.unit_id ${termsOn(on)}
         WHERE sp.learner_id = l.id AND ${seenPlace(scope)} AND ${stands}) held ON true`

/** The curriculum of `study_place sp`; of continuing education the programme. */
const studied = Prisma.sql`coalesce(now.curriculum, (SELECT p.name FROM registrants_registrant r JOIN registrants_run run ON run.id = r.run_id
  JOIN registrants_programme p ON p.id = run.programme_id WHERE r.id = sp.registrant_id))`

const nameOnly = (learner: ListedLearner) => ({ ...learner, personalCode: null, otherCode: null, places: [] })

const placePart = ({ unit, curriculum, level, load, funding, mainState }: PlaceFilter) =>
  Object.fromEntries(
    Object.entries({ unit, curriculum, level, load, funding, mainState }).filter(([, value]) => value),
  )

type RegisterFilter = PlaceFilter & { q: string }

/** A study place in the search of `Lisa isikuid`: the whole register, but no code and no contact data. */
export type RegisterPlace = ListedPlace & { learnerId: string; firstName: string; lastName: string }

/**
 * Study places of the whole register for adding persons to a document, by name or beginning of a code and by filter, one
 * page; `total` counts all that match, up to `countLimit`. Only for those who draft documents.
 */
export async function registerSearch(
  db: Db,
  filter: RegisterFilter,
  now: Date,
  page = 1,
): Promise<{ places: RegisterPlace[]; total: number }> {
  const on = dayInTallinn(now)
  const order = Prisma.join(placesByName(filter))
  const skipped = (page - 1) * learnersAPage
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM (SELECT ${registerPlaces(filter, on)} LIMIT ${countLimit({})}) AS found`
  const places = await db.$queryRaw<RegisterPlace[]>`
    SELECT sp.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", now.curriculum,
           sp.level::text AS level, u.code AS "unitCode", u.name AS "unitName", now.load, now.funding,
           now.main_state AS "mainState"
      FROM (SELECT sp.id ${registerPlaces(filter, on)} ORDER BY ${order}
             LIMIT ${skipped < mostCounted ? learnersAPage : 0} OFFSET ${Math.min(skipped, mostCounted)}) found
      JOIN learners_study_place sp ON sp.id = found.id JOIN learners_learner l ON l.id = sp.learner_id
      JOIN settings_unit u ON u.id = sp.unit_id ${termsOn(on)}
     ORDER BY ${order}`
  return { places, total }
}

/** Ids of the study places that match, at most 5,000. */
export async function registerPlaceIds(db: Db, filter: RegisterFilter, now: Date): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT sp.id ${registerPlaces(filter, dayInTallinn(now))} ORDER BY ${Prisma.join(placesByName(filter))} LIMIT ${mostAdded}`
  return found.map(({ id }) => id)
}

/**
 * Whoever has the name is found by its index, and then that person's study places; those of a unit or level alone by theirs,
 * which has the names too.
 */
const registerPlaces = (filter: RegisterFilter, on: Day) =>
  filter.q || !(filter.unit || filter.level)
    ? Prisma.sql`
      FROM ${filter.q ? Prisma.sql`(SELECT * FROM learners_learner l WHERE ${matches(filter.q)} OFFSET 0) l` : Prisma.sql`learners_learner l`}
      JOIN learners_study_place sp ON sp.learner_id = l.id WHERE ${fits(filter, on)}`
    : Prisma.sql`FROM learners_study_place sp WHERE ${fits(filter, on)}`

/** The same order by the index of the study places of a unit or level, or by that of the learners. */
const placesByName = ({ unit, level }: RegisterFilter) =>
  unit || level
    ? [
        Prisma.sql`sp.last_name COLLATE "et-x-icu"`,
        Prisma.sql`sp.first_name COLLATE "et-x-icu"`,
        Prisma.sql`sp.learner_id`,
        Prisma.sql`sp.id`,
      ]
    : [...byNames, Prisma.sql`sp.id`]
