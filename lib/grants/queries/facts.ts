import { z } from 'zod'
import { nominalEnd } from '@/lib/learners/rules/nominal-end'
import { settingsIn } from '@/lib/settings/settings'
import { dateFromDay, dayFromDate, type Day, type OpenPeriod } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { storedDay } from '@/lib/shared/stored'
import { underWay } from '@/lib/shared/under-way'
import { ownFundsAllowance } from '../rules/clashes'
import type { Attestation, GrantFact, GrantRule, Level, RowFacts, RuleContext, Source } from '../rules/facts'

/** A row of another document about the person; the documents room decides who may see it. */
export type Elsewhere = {
  id: string
  number: string | null
  kind: string
  state: string
  unitId: string
  drafterId: string
  creatorId: string
  signerId: string
  type: DocumentType
  from: Day | null
  to: Day | null
  /** the instant it was begun, ISO */
  madeAt: string
}

/** The facts of one study place and its person, with the person's name for sentences about the row. */
export type PlaceFacts = Omit<RowFacts, 'otherDocuments' | 'grants'> & {
  learnerId: string
  person: string
  /** in force on some day, or ended before the first (void); in all study places of the person */
  grants: (GrantFact & { studyPlaceId: string })[]
  mainStates: (OpenPeriod & { value: string; source: Source })[]
  curricula: (OpenPeriod & { value: string; source: Source })[]
  elsewhere: Elsewhere[]
}

/** The lists of facts about a study place or its person. */
const factLists = ['leaves', 'terms', 'attestations', 'grants', 'elsewhere'] as const
export type FactList = (typeof factLists)[number]

/**
 * Facts for the warnings of many rows at once, by study place id: one statement, however many rows. What the document
 * itself made or holds (`except.documentId`), and what rows of an amendment replace or ended (`except.replacedRows`), are left
 * out. Days as in the rules: inclusive. `lists`: those that are needed; the others are empty.
 *
 * Whatever belongs to one row is looked up by its key (`OFFSET 0` keeps PostgreSQL from another way): on no statistics a
 * join of a few rows, or an index on what isn't annulled, is read from end to end for each row anew.
 *
 * They come as bare lists, put into words and in order below: objects, and an order asked of the database for each row,
 * take twice as long on the way.
 */
export async function placeFacts(
  client: Db | Tx,
  studyPlaceIds: readonly string[],
  { documentId, replacedRows = [] }: { documentId: string; replacedRows?: readonly string[] },
  lists: readonly FactList[] = factLists,
): Promise<Map<string, PlaceFacts>> {
  if (studyPlaceIds.length === 0) return new Map()
  const found = await client.$queryRaw<{ place: string }[]>`
    SELECT json_build_array(
      sp.id, sp.learner_id, l.first_name || ' ' || l.last_name, l.personal_code IS NOT NULL, sp.level, sp.started_on,
      sp.nominal_end_on,
      CASE WHEN ${lists.includes('leaves')} THEN (SELECT json_agg(json_build_array(a.id, a.from_on, a.to_on, a.document_id, ${numberOf('a')}, a.imported_number,
                                        a.imported_on))
         FROM (SELECT * FROM learners_academic_leave a WHERE a.study_place_id = sp.id OFFSET 0) AS a
        WHERE a.annulled_at IS NULL
          AND a.document_id IS DISTINCT FROM ${documentId}::uuid
          AND NOT coalesce(a.row_id = ANY(${[...replacedRows]}::uuid[]), false)) END,
      CASE WHEN ${lists.includes('terms')} THEN (SELECT json_agg(json_build_array(t.aspect, t.value, t.from_on, t.to_on, t.document_id, ${numberOf('t')},
                                        t.imported_number, t.imported_on))
         FROM learners_study_term t
        WHERE t.study_place_id = sp.id AND NOT coalesce(t.row_id = ANY(${[...replacedRows]}::uuid[]), false)) END,
      CASE WHEN ${lists.includes('attestations')} THEN (SELECT json_agg(json_build_array(a.id, a.attested_on, a.decision))
         FROM learners_attestation a WHERE a.study_place_id = sp.id) END,
      CASE WHEN ${lists.includes('grants')} THEN (SELECT json_agg(json_build_array(g.id, g.type_code, y.name, g.paid_from, paid.to_on, g.funding_source,
                                        g.study_place_id,
                                        g.document_id, ${numberOf('g')}, g.imported_number, g.imported_on))
         FROM (SELECT * FROM study_grant g WHERE g.learner_id = l.id OFFSET 0) AS g JOIN grant_type y ON y.code = g.type_code
        CROSS JOIN LATERAL (
              SELECT least(g.paid_to, min(e.last_paid_on)) AS to_on FROM grant_end e
               WHERE e.grant_id = g.id AND e.undone_at IS NULL
                 AND NOT coalesce(e.row_id = ANY(${[...replacedRows]}::uuid[]), false)) AS paid
        WHERE g.annulled_at IS NULL AND paid.to_on >= g.paid_from
          AND g.document_id IS DISTINCT FROM ${documentId}::uuid
          AND NOT coalesce(g.row_id = ANY(${[...replacedRows]}::uuid[]), false)) END,
      CASE WHEN ${lists.includes('elsewhere')} THEN (SELECT json_agg(json_build_object('id', d.id, 'number', d.number, 'kind', d.kind, 'state', d.state,
                'unitId', d.unit_id, 'drafterId', d.drafter_id, 'creatorId', d.creator_id, 'signerId', d.signer_id,
                'type', d.type, 'from', r.paid_from, 'to', r.paid_to, 'madeAt', d.created_at))
         FROM documents_document_row r CROSS JOIN LATERAL (
              SELECT * FROM documents_document d WHERE d.id = r.document_id AND ${underWay('d')} OFFSET 0) AS d
        WHERE r.learner_id = l.id AND d.id <> ${documentId}::uuid) END)::text AS place
      FROM learners_study_place sp CROSS JOIN LATERAL (SELECT * FROM learners_learner WHERE id = sp.learner_id OFFSET 0) l
     WHERE sp.id = ANY(${studyPlaceIds}::uuid[])`
  return new Map(
    found.map(({ place }) => {
      const list = JSON.parse(place) as PlaceList
      return [list[0], inWords(list)]
    }),
  )
}

/** The number of the document that made the fact. */
const numberOf = (fact: 'a' | 't' | 'g') =>
  Prisma.raw(`(SELECT d.number FROM documents_document d WHERE d.id = ${fact}.document_id)`)

/** Who made a fact: our document and its number, or the directive an import named and its day. */
type MadeBy = [
  documentId: string | null,
  number: string | null,
  imported: string | null,
  importedOn: Day | null,
]
type PlaceList = [
  id: string,
  learnerId: string,
  person: string,
  hasPersonalCode: boolean,
  level: Level,
  startedOn: Day,
  nominalEndOn: Day | null,
  leaves: [id: string, from: Day, to: Day, ...MadeBy][] | null,
  terms: [aspect: string, value: string, from: Day, to: Day | null, ...MadeBy][] | null,
  attestations: [id: string, on: Day, decision: Attestation['decision']][] | null,
  grants:
    | [id: string, type: string, name: string, from: Day, to: Day, source: string, place: string, ...MadeBy][]
    | null,
  elsewhere: Elsewhere[] | null,
]

function inWords([
  ,
  learnerId,
  person,
  hasPersonalCode,
  level,
  startedOn,
  nominal,
  ...lists
]: PlaceList): PlaceFacts {
  const [leaves, terms, attestations, grants, elsewhere] = lists
  // Annulled leaves are left out already.
  const moving = (leaves ?? []).map(([, from, to, by]) => ({ from, to, ours: by !== null, annulled: null }))
  const termsOf = <Value extends string>(aspect: string) =>
    (terms ?? [])
      .filter((term) => term[0] === aspect)
      .map(([, value, from, to, ...madeBy]) => ({
        from,
        to,
        value: value as Value,
        source: sourceOf(madeBy),
      }))
  const mainStates = termsOf('MAIN_STATE')
  return {
    learnerId,
    person,
    hasPersonalCode,
    level,
    studyStartedOn: startedOn,
    nominalEndOn: nominal && nominalEnd(nominal, moving),
    leaves: (leaves ?? [])
      .map(([id, from, to, ...madeBy]) => ({ id, from, to, source: sourceOf(madeBy) }))
      .sort(byFirstDay),
    loads: termsOf<'FULL' | 'PART'>('LOAD'),
    fundings: termsOf<Funding>('FUNDING'),
    curricula: termsOf('CURRICULUM'),
    mainStates,
    extensions: mainStates.filter(({ value }) => value === 'EXTENDED'),
    attestations: (attestations ?? []).map(([id, on, decision]) => ({ id, on, decision })),
    grants: (grants ?? [])
      .map(([id, typeCode, typeName, from, to, fundingSource, studyPlaceId, ...madeBy]) => ({
        id,
        typeCode,
        typeName,
        from,
        to,
        fundingSource,
        studyPlaceId,
        source: sourceOf(madeBy),
      }))
      .sort(byFirstDay),
    elsewhere: (elsewhere ?? []).sort((a, b) => order(a.madeAt, b.madeAt)),
  }
}

type Funding = RowFacts['fundings'][number]['value']

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byFirstDay = (a: { from: Day; id: string }, b: { from: Day; id: string }) =>
  order(a.from, b.from) || order(a.id, b.id)

const sourceOf = ([documentId, number, imported, importedOn]: MadeBy): Source => ({
  ...(documentId && { documentId }),
  ...(number && { number }),
  ...(imported && importedOn && { imported: { number: imported, on: importedOn } }),
})

/** Grant types that a directive of õppetoetuse/stipendiumi määramine gives on the day, by name. */
export const givenTypes = (client: Db | Tx, on: Day) =>
  client.grantType.findMany({
    where: {
      code: { not: ownFundsAllowance },
      validFrom: { lte: dateFromDay(on) },
      OR: [{ validTo: null }, { validTo: { gte: dateFromDay(on) } }],
    },
    orderBy: { name: 'asc' },
    select: { code: true, name: true },
  })

/** What the rules need to know of the office, read when the document is checked. One statement. */
export async function ruleContext(
  client: Db | Tx,
  gives: { rules: RuleContext['kind']; grantType: string },
): Promise<RuleContext> {
  const [context] = await ruleContexts(client, [gives])
  return context!
}

/** The same for several grant types, in their order; one statement too. */
export async function ruleContexts(
  client: Db | Tx,
  gives: readonly { rules: RuleContext['kind']; grantType: string }[],
): Promise<RuleContext[]> {
  const codes = gives.map(({ grantType }) => grantType)
  const [found] = await client.$queryRaw<[{ years: unknown; rules: unknown; settings: unknown }]>`
    SELECT (SELECT json_agg(json_build_object('label', label, 'from', first_on, 'to', last_on) ORDER BY first_on)
              FROM settings_academic_year) AS years,
           (SELECT json_agg(json_build_object('rule', rule, 'given', given, 'code', code, 'validFrom', valid_from, 'validTo', valid_to)
                            ORDER BY valid_from, rule, given, code)
              FROM grant_rule WHERE rule IN ('CLASHES', 'HIDES') AND given = ANY(${codes})) AS rules,
           (SELECT json_object_agg(key, value) FROM settings_setting) AS settings`
  const academicYears = years.parse(found.years ?? [])
  const rules = grantRulesFound.parse(found.rules ?? [])
  const { visaContact } = settingsIn(found.settings ?? {})
  return gives.map(({ rules: kind, grantType }) => ({
    kind,
    givenType: grantType,
    academicYears,
    rules: rules.filter(({ given }) => given === grantType),
    visaContact,
  }))
}

const years = z.array(z.object({ label: z.string(), from: storedDay, to: storedDay }))
const grantRulesFound = z.array(
  z.object({
    rule: z.enum(['CLASHES', 'HIDES']),
    given: z.string(),
    code: z.string(),
    validFrom: storedDay,
    validTo: storedDay.nullable(),
  }),
)

/** Rules of grant types by day, rule, type and code, past and planned ones too. One statement. */
export async function grantRules(
  client: Db | Tx,
  where: Prisma.GrantRuleWhereInput,
): Promise<(GrantRule & { id: string })[]> {
  const rules = await client.grantRule.findMany({
    where,
    orderBy: [{ validFrom: 'asc' }, { rule: 'asc' }, { given: 'asc' }, { code: 'asc' }],
  })
  return rules.map(({ validFrom, validTo, ...rule }) => ({
    ...rule,
    validFrom: dayFromDate(validFrom),
    validTo: validTo && dayFromDate(validTo),
  }))
}
