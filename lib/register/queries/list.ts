import type { Person } from '@/lib/access/rights'
import { byName, byNames, matches } from '@/lib/learners/queries/names'
import { stands } from '@/lib/learners/reserved'
import type { PlaceFilter } from '@/lib/learners/schema'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Level } from '@/lib/shared/generated/enums'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, pageOf } from '@/lib/shared/paging'
import type { Snapshot } from '@/lib/shared/snapshot'
import type { LearnerFilter } from '../schema/learners'
import { inScope, learnerScope, seenPlace, type LearnerScope } from '../scope'
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
 * Learners whose pages the person may see, in Estonian order, one page; study places as of the filter's day, else today.
 * `total` counts all that match, up to `countLimit`; `more` of them follow.
 */
export async function searchLearners(
  db: Db,
  person: Person,
  filter: LearnerFilter,
  now: Date,
): Promise<{ learners: ListedLearner[]; total: number; more: boolean; grantsOnly: boolean }> {
  const scope = await learnerScope(db, person)
  const on = filter.on ?? dayInTallinn(now)
  const where = asked(filter, scope, on)
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM (SELECT FROM learners_learner l WHERE ${where} LIMIT ${countLimit(filter)}) l`
  const page = pageParts(
    orderOf(filter),
    filter,
    learnersAPage,
    Prisma.sql`learners_learner l WHERE l.id = ${rowAsked(filter)}::uuid`,
  )
  const learners = await db.$queryRaw<ListedLearner[]>`
    SELECT ${listed} FROM (SELECT * FROM learners_learner l WHERE ${where} AND ${page.within} ORDER BY ${page.order}
                            LIMIT ${page.limit} OFFSET ${page.offset}) l
           ${withPlaces(scope, on)} ORDER BY ${page.order}`
  const { rows, more } = pageOf(learners, filter, learnersAPage)
  return {
    learners: scope.grantsOnly ? rows.map(nameOnly) : rows,
    total,
    more,
    grantsOnly: scope.grantsOnly,
  }
}

/** The same learners in the same order, all of them, in pieces. */
export async function learnersForFile(rows: Snapshot, person: Person, filter: LearnerFilter, now: Date) {
  const scope = await learnerScope(rows, person)
  const on = filter.on ?? dayInTallinn(now)
  const order = inOrder(orderOf(filter))
  const learners = rows.$streamRaw<ListedLearner>`
    SELECT ${listed} FROM (SELECT * FROM learners_learner l WHERE ${asked(filter, scope, on)} ORDER BY ${order}) l
           ${withPlaces(scope, on)} ORDER BY ${order}`
  return { learners, grantsOnly: scope.grantsOnly }
}

const orderOf = ({ sort }: LearnerFilter) => ({ by: byNames, down: sort === '-name' })

/** The filter as a condition on `learner l`. */
function asked(filter: LearnerFilter, scope: LearnerScope, on: Day): Prisma.Sql {
  const placeAsked = Object.keys(placePart(filter)).length > 0
  return Prisma.sql`${inScope(scope)} AND ${matches(filter.q)} AND ${
    placeAsked && !scope.grantsOnly
      ? Prisma.sql`EXISTS (SELECT FROM learners_study_place sp WHERE sp.learner_id = l.id AND ${seenPlace(scope)} AND ${fits(filter, on)})`
      : Prisma.sql`true`
  }`
}

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
 * Study places of the whole register for adding persons to a document, by name or beginning of a code and by filter.
 * `all`: ids of all that match up to 5,000, in the same order. Only for those who draft documents.
 */
export async function registerSearch(
  db: Db,
  filter: RegisterFilter,
  now: Date,
  page = 1,
): Promise<{ places: RegisterPlace[]; total: number }> {
  const on = dayInTallinn(now)
  const where = registerWhere(filter, on)
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM learners_study_place sp JOIN learners_learner l ON l.id = sp.learner_id WHERE ${where}`
  const places = await db.$queryRaw<RegisterPlace[]>`
    SELECT sp.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", now.curriculum,
           sp.level::text AS level, u.code AS "unitCode", u.name AS "unitName", now.load, now.funding,
           now.main_state AS "mainState"
      FROM learners_study_place sp JOIN learners_learner l ON l.id = sp.learner_id JOIN settings_unit u ON u.id = sp.unit_id
           ${termsOn(on)}
     WHERE ${where} ORDER BY ${byName()}, sp.id
     LIMIT ${learnersAPage} OFFSET ${(page - 1) * learnersAPage}`
  return { places, total }
}

/** Ids of the study places that match, at most 5,000. */
export async function registerPlaceIds(db: Db, filter: RegisterFilter, now: Date): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT sp.id FROM learners_study_place sp JOIN learners_learner l ON l.id = sp.learner_id WHERE ${registerWhere(filter, dayInTallinn(now))}
     ORDER BY ${byName()}, sp.id LIMIT ${mostAdded}`
  return found.map(({ id }) => id)
}

const registerWhere = (filter: RegisterFilter, on: Day) =>
  Prisma.sql`${matches(filter.q)} AND ${fits(filter, on)}`

/** The choices of lists' filters: units and the curricula in use, by code. */
export async function filterChoices(db: Db) {
  const units = await db.settingsUnit.findMany({ select: { code: true, name: true } })
  const curricula = await db.learnersCurriculum.findMany()
  const inOrder = <Named extends { name: string }>(list: Named[]) =>
    list.toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
  return { units: inOrder(units), curricula: inOrder(curricula) }
}
