import type { Act } from '@/lib/access/action'
import { reach, within } from '@/lib/access/rights'
import type { Source } from '@/lib/grants/rules/facts'
import type { Bearer, FormerBearer } from '@/lib/import/rules/one-person'
import { holdPlaces } from '@/lib/learners/commands/holding'
import { ByCode } from '@/lib/shared/by-code'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { AttestationDecision, Level, TermAspect } from '@/lib/shared/generated/enums'
import { birthDayOf, codesBegin } from '@/lib/shared/personal-code'
import { sameCode } from '@/lib/shared/written'
import { sourceOf } from '../source-sql'
import type { ImportColumn, ImportRow } from './columns'
import { addPerson, birthDayIn } from './person'
import type { LearnerFact, PlaceFact, World } from './world'

/** Roles that may import, within their units. */
const importers = ['UNIT_CLERK', 'STUDY_OFFICE'] as const

type Kept = { source: Source } & Record<string, unknown>
type PlaceRow = {
  id: string
  learnerId: string
  unitCode: string
  code: string
  level: Level
  startedOn: Day
  nominalEndOn: Day | null
  terms: (Kept & { id: string; aspect: TermAspect; value: string; from: Day; to: Day | null })[]
  leaves: (Kept & { id: string; from: Day; to: Day })[]
  attestations: { id: string; on: Day; decision: AttestationDecision }[]
  grants: (Kept & {
    id: string
    typeCode: string
    from: Day
    to: Day
    lastPaidOn: Day
    monthlyAmount: string
    fundingSource: string
    bankAccount: string
  })[]
}

/**
 * The facts that an import's rows concern, in six statements however many rows. `lock`: locks them against changes by
 * others.
 */
export async function importWorld(
  client: Db | Tx,
  { person, now }: Pick<Act, 'person' | 'now'>,
  rows: readonly ImportRow[],
  newId: () => string,
  lock = false,
): Promise<World> {
  const all = (column: ImportColumn) => [
    ...new Set(rows.map(({ values }) => values[column]).filter((value) => value !== undefined)),
  ]
  const reached = reach(person, importers)
  const units = await client.settingsUnit.findMany({ select: { id: true, code: true, name: true } })
  const mine = units.filter(({ id }) => within(reached, id)).map(({ id }) => id)
  const curricula = await client.$queryRaw<{ code: string; name: string }[]>`
    SELECT code, name FROM learners_curriculum WHERE same_code(code) = ANY(${all('curriculum').map(sameCode)})`
  const grantTypes = await client.grantsGrantType.findMany({ select: { code: true, name: true } })
  const ours = await client.$queryRaw<{ number: string }[]>`
    SELECT same_code(number) AS number FROM documents_document WHERE same_code(number) = ANY(${all('directiveNumber').map(sameCode)})`
  const codes = all('placeCode').map(sameCode)
  if (lock) await holdPlaces(client, codes)
  const learners = await learnerFacts(
    client,
    all('personalCode'),
    all('otherCode').map(sameCode),
    codes,
    mine,
  )
  const places = await placeRows(client, codes)

  const world: World = {
    today: dayInTallinn(now),
    newId,
    units: new ByCode(
      units.flatMap(({ id, code, name }) => {
        const unit = { id, code, mine: mine.includes(id) }
        return [[code, unit] as const, [name, unit] as const]
      }),
    ),
    allPersons: reached === 'ALL',
    curricula: new ByCode(curricula.map(({ code, name }) => [code, { code, name, isNew: false }])),
    grantTypes,
    ourDirectives: new Set(ours.map(({ number }) => number)),
    learners: new Map(),
    others: new ByCode(),
    places: new ByCode(),
    formerBearers: await formerBearers(client, all('personalCode'), mine, reached === 'ALL'),
    bornOn: await bornOnDaysOf(client, rows, mine, reached === 'ALL'),
  }
  const byId = new Map(learners.map((learner) => [learner.id, { ...learner, ...kept() }]))
  for (const learner of byId.values()) addPerson(world, learner)
  for (const place of places) world.places.set(place.code, placeFact(place, byId, world))
  return world
}

const kept = () => ({ said: new Map<string, number>(), state: 'KEPT' as const })

function placeFact(
  { learnerId, unitCode, ...place }: PlaceRow,
  learners: Map<string, LearnerFact>,
  world: World,
): PlaceFact {
  const facts = <Fact extends object>(list: readonly Fact[]) => list.map((fact) => ({ ...fact, ...kept() }))
  return {
    ...place,
    learner: learners.get(learnerId)!,
    unit: world.units.get(unitCode)!,
    terms: facts(place.terms),
    leaves: facts(place.leaves),
    attestations: facts(place.attestations),
    grants: facts(place.grants),
    ...kept(),
  }
}

const learnerFacts = (
  client: Db | Tx,
  personalCodes: string[],
  otherCodes: string[],
  placeCodes: string[],
  mine: string[],
) => client.$queryRaw<Omit<LearnerFact, 'said' | 'state'>[]>`
  SELECT l.id, l.personal_code AS "personalCode", l.other_code AS "otherCode", l.born_on::text AS "bornOn",
         l.first_name AS "firstName", l.last_name AS "lastName", l.email, l.phone, l.bank_account AS "bankAccount",
         EXISTS (SELECT FROM learners_study_place p WHERE p.learner_id = l.id AND p.unit_id = ANY(${mine}::uuid[])) AS mine
    FROM learners_learner l
   WHERE l.id IN (SELECT id FROM learners_learner WHERE personal_code = ANY(${personalCodes})
                  UNION SELECT id FROM learners_learner WHERE same_code(other_code) = ANY(${otherCodes})
                  UNION SELECT learner_id FROM learners_study_place WHERE same_code(code) = ANY(${placeCodes}))`

const seen = (mine: string[], all: boolean) => Prisma.sql`(${all} OR EXISTS (
  SELECT FROM learners_study_place p WHERE p.learner_id = l.id AND p.unit_id = ANY (${mine}::uuid[])))`
const bearer = Prisma.sql`l.id, 'learner' AS of, l.first_name AS "firstName", l.last_name AS "lastName",
  l.personal_code AS "personalCode", l.other_code AS "otherCode"`

/** Who had a personal code before it was corrected, by the code; the latest of several. */
async function formerBearers(client: Db | Tx, codes: string[], mine: string[], all: boolean) {
  const found = await client.$queryRaw<(Omit<FormerBearer, 'mendedOn'> & { was: string; at: Date })[]>`
    SELECT f.code AS was, f.at, ${bearer}, ${seen(mine, all)} AS seen
      FROM learners_learner_former_code f JOIN learners_learner l ON l.id = f.learner_id
     WHERE f.code = ANY (${codes}::text[])
       AND NOT EXISTS (SELECT FROM learners_learner o WHERE o.personal_code = f.code) ORDER BY f.at`
  return new Map(found.map(({ was, at, ...each }) => [was, { ...each, mendedOn: dayInTallinn(at) }]))
}

/** Learners visible to the importer with the days of birth in the rows, by day. */
async function bornOnDaysOf(
  client: Db | Tx,
  rows: readonly ImportRow[],
  mine: string[],
  all: boolean,
): Promise<World['bornOn']> {
  const days = [...new Set(rows.flatMap(({ values }) => birthDayIn(values) ?? []))]
  const found = await client.$queryRaw<(Bearer & { day: Day })[]>`
    SELECT ${bearer}, l.born_on::text AS day FROM learners_learner l
     WHERE l.id IN (SELECT id FROM learners_learner WHERE personal_code IS NULL AND born_on = ANY (${days}::date[])
                    UNION ALL SELECT c.id FROM unnest(${days.flatMap(codesBegin)}::text[]) AS each(begin)
                      JOIN learners_learner c ON c.personal_code BETWEEN begin || '0000' AND begin || '9999')
       AND ${seen(mine, all)} ORDER BY l.id`
  const bornOn: World['bornOn'] = new Map()
  for (const { day: told, ...learner } of found) {
    const day = learner.personalCode ? birthDayOf(learner.personalCode)! : told
    bornOn.set(day, [...(bornOn.get(day) ?? []), learner])
  }
  return bornOn
}

const placeRows = (client: Db | Tx, codes: string[]) => client.$queryRaw<PlaceRow[]>`
  WITH place AS (
    SELECT * FROM learners_study_place
     WHERE learner_id IN (SELECT learner_id FROM learners_study_place WHERE same_code(code) = ANY(${codes}))),
  term AS (
    SELECT t.study_place_id, json_agg(json_build_object('id', t.id, 'aspect', t.aspect, 'value', t.value,
             'from', t.from_on, 'to', t.to_on,
             'source', ${sourceOf('t')}) ORDER BY t.from_on) AS list
      FROM learners_study_term t JOIN place p ON p.id = t.study_place_id GROUP BY 1),
  leave AS (
    SELECT a.study_place_id, json_agg(json_build_object('id', a.id, 'from', a.from_on, 'to', a.to_on,
             'source', ${sourceOf('a')}) ORDER BY a.from_on) AS list
      FROM learners_academic_leave a JOIN place p ON p.id = a.study_place_id WHERE a.annulled_at IS NULL GROUP BY 1),
  attested AS (
    SELECT a.study_place_id, json_agg(json_build_object('id', a.id, 'on', a.attested_on,
             'decision', a.decision)) AS list
      FROM learners_attestation a JOIN place p ON p.id = a.study_place_id GROUP BY 1),
  given AS (
    SELECT g.study_place_id, json_agg(json_build_object('id', g.id, 'typeCode', g.type_code, 'from', g.paid_from,
             'to', g.paid_to, 'lastPaidOn', (SELECT least(g.paid_to, min(e.last_paid_on)) FROM grants_grant_end e
                                              WHERE e.grant_id = g.id AND e.undone_at IS NULL),
             'monthlyAmount', g.monthly_amount::text, 'fundingSource', g.funding_source,
             'bankAccount', g.bank_account,
             'source', ${sourceOf('g')})) AS list
      FROM grants_grant g JOIN place p ON p.id = g.study_place_id WHERE g.annulled_at IS NULL GROUP BY 1)
  SELECT p.id, p.learner_id AS "learnerId", u.code AS "unitCode", p.code, p.level::text AS level,
         p.started_on::text AS "startedOn", p.nominal_end_on::text AS "nominalEndOn",
         coalesce(term.list, '[]') AS terms, coalesce(leave.list, '[]') AS leaves,
         coalesce(attested.list, '[]') AS attestations, coalesce(given.list, '[]') AS grants
    FROM place p JOIN settings_unit u ON u.id = p.unit_id
    LEFT JOIN term ON term.study_place_id = p.id LEFT JOIN leave ON leave.study_place_id = p.id
    LEFT JOIN attested ON attested.study_place_id = p.id LEFT JOIN given ON given.study_place_id = p.id`
