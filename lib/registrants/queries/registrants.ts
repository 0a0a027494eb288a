import { storedAnswers, storedOdd, storedSettledAs } from '../stored'
import { changesOf } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma, type Registrant } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { sameName } from '@/lib/shared/written'
import type { Answers } from '../rules/answers'
import { identityQuestion, type Question } from '../rules/identity'
import type { Named, Odd } from '../rules/told'
import { twinsOf, type Sameness } from '../rules/twins'
import { juhanStatuses, standingPlaces, type RegistrantsFilter } from '../schema/runs'
import {
  standingFacts,
  standingIn,
  standingsOf,
  standingTables,
  type RegistrantStanding,
  type StandingFacts,
} from '../standing'
import { runSheet } from './runs'

export type ListedRegistrant = Omit<Registrant, 'registeredOn' | 'answers' | 'odd' | 'settledAs'> & {
  registeredOn: Day | null
  answers: Answers
  odd: Odd
  standing: RegistrantStanding
  /** the open question about who this is */
  question: Question | null
  /** other registrations of the same person on the list */
  twins: ListedTwin[]
}
/** Another registration that is, or looks like, the same person's. */
export type ListedTwin = {
  id: string
  juhanId: string | null
  name: string
  email: string
  by: Sameness
  standing: RegistrantStanding
}

const nowhere: RegistrantStanding = { place: 'NOWHERE', document: null, studyPlaceId: null }

/** Everybody on the list of a run in Estonian order, each with the standing. One statement. */
export async function registrantsOf(client: Db | Tx, runId: string): Promise<ListedRegistrant[]> {
  const found = await client.$queryRaw<Found[]>`
    SELECT r.id, r.run_id AS "runId", r.juhan_id AS "juhanId", r.juhan_status AS "juhanStatus",
           r.personal_code AS "personalCode", r.first_name AS "firstName", r.last_name AS "lastName", r.email, r.phone, r.payer,
           r.registered_on AS "registeredOn", r.workplace, r.wants_paper AS "wantsPaper", r.wants_news AS "wantsNews",
           r.wants_recognition AS "wantsRecognition", r.answers, r.learner_id AS "learnerId", r.settled_as AS "settledAs",
           r.odd, r.apart, r.removed_at AS "removedAt", r.created_at AS "createdAt",
           (SELECT ${named} FROM learners_learner l WHERE l.id = r.learner_id) AS linked,
           (SELECT ${named} FROM learners_learner l WHERE l.personal_code = r.personal_code) AS bearer, row_to_json(s) AS facts
      FROM (SELECT ${standingFacts} FROM ${standingTables} WHERE r.run_id = ${runId}::uuid) s
      JOIN registrant r ON r.id = s."registrantId" WHERE r.removed_at IS NULL`
  const standings = new Map(found.map(({ id, facts }) => [id, standingIn(facts)]))
  const twins = twinsOf(
    found.map(({ bearer, ...each }) => ({ ...each, learnerId: each.learnerId ?? bearer?.id ?? null })),
  )
  return found
    .map(({ facts: _, linked, bearer, settledAs, ...registrant }) => ({
      ...registrant,
      twins: (twins.get(registrant.id) ?? []).map(({ of, by }) => ({
        id: of.id,
        juhanId: of.juhanId,
        by,
        email: of.email,
        name: `${of.firstName} ${of.lastName}`,
        standing: standings.get(of.id)!,
      })),
      registeredOn: registrant.registeredOn && dayFromDate(registrant.registeredOn),
      answers: storedAnswers.parse(registrant.answers),
      odd: storedOdd.parse(registrant.odd),
      standing: standings.get(registrant.id)!,
      question: identityQuestion(registrant, {
        linked,
        byCode: bearer,
        settledAs: storedSettledAs.parse(settledAs),
      }),
    }))
    .toSorted(byName)
}

/** A registrant's own columns, and our register's learner: the one linked to, and the one with the personal code. */
type Found = Omit<Registrant, 'answers' | 'odd' | 'settledAs'> & {
  answers: unknown
  odd: unknown
  settledAs: unknown
  linked: Learner | null
  bearer: Learner | null
  facts: StandingFacts
}
type Learner = Named & { id: string }
const named = Prisma.sql`json_build_object('id', l.id, 'firstName', l.first_name, 'lastName', l.last_name,
             'personalCode', l.personal_code)`

/** Two registrations of one list that are, or look like, one person's; each pair once, in the order of the list. */
export function twinPairs(listed: readonly ListedRegistrant[]) {
  const byId = new Map(listed.map((registrant, at) => [registrant.id, { registrant, at }]))
  return listed.flatMap((one, at) =>
    one.twins.flatMap(({ id, by }) => {
      const other = byId.get(id)!
      return at < other.at ? [{ one, other: other.registrant, by }] : []
    }),
  )
}
export type TwinPair = ReturnType<typeof twinPairs>[number]

const estonian = new Intl.Collator('et')
const byName = (a: ListedRegistrant, b: ListedRegistrant) =>
  estonian.compare(a.lastName, b.lastName) ||
  estonian.compare(a.firstName, b.firstName) ||
  (a.id < b.id ? -1 : 1)

/** Those who pass the filter, and the number of each sort. */
export function filtered(all: readonly ListedRegistrant[], filter: RegistrantsFilter) {
  const words = plain(filter.q).split(/\s+/).filter(Boolean)
  const registrants = all.filter(
    ({ firstName, lastName, standing, juhanStatus, question, twins }) =>
      words.every((word) => ` ${plain(`${firstName} ${lastName}`)}`.includes(` ${word}`)) &&
      (!filter.place || standing.place === filter.place) &&
      (!filter.juhan || juhanStatus === filter.juhan) &&
      (!filter.unsettled || question || twins.length > 0),
  )
  const many = <Value>(values: readonly Value[], of: (one: ListedRegistrant) => Value | null) =>
    values.flatMap((value) => {
      const count = all.filter((one) => of(one) === value).length
      return count > 0 ? [{ value, count }] : []
    })
  return {
    registrants,
    counts: {
      all: all.length,
      places: many(standingPlaces, ({ standing }) => standing.place),
      statuses: many(juhanStatuses, ({ juhanStatus }) => juhanStatus),
      unsettled: all.filter(({ question, twins }) => question || twins.length > 0).length,
      asked: all.filter(({ question }) => question).length,
      twins: all.filter(({ twins }) => twins.length > 0).length,
    },
  }
}

const plain = (text: string) => sameName(text).normalize('NFD').replace(/\p{M}/gu, '')

/** One registrant of a run with its form's questions and changes; null where the person may not see it. */
export async function registrantSheet(db: Db, person: Person, runId: string, id: string) {
  const run = await runSheet(db, person, runId)
  if (!run || !isUuid(id)) return null
  const registrant = await db.registrant.findFirst({ where: { id, runId } })
  if (!registrant) return null
  return {
    run,
    registrant: {
      ...registrant,
      registeredOn: registrant.registeredOn && dayFromDate(registrant.registeredOn),
      answers: storedAnswers.parse(registrant.answers),
      odd: storedOdd.parse(registrant.odd),
    },
    standing: (await standingsOf(db, runId)).get(id) ?? nowhere,
    changes: await changesOf(db, `registrants.registrant.${id}`),
  }
}
export type RegistrantSheet = NonNullable<Awaited<ReturnType<typeof registrantSheet>>>
