import type { Db, Tx } from '@/lib/shared/db'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { readSettings } from '@/lib/office/settings'
import type { RowFacts, RuleContext, Source } from './facts'

/** Where another document of the person stands; who may see it is decided by the documents room. */
export type Elsewhere = {
  id: string
  number: string | null
  kind: string
  state: string
  unitId: string
  drafterId: string
  creatorId: string
  signerId: string
  type: string
  from: Day | null
  to: Day | null
}

/** The facts of one study place and its person, with the person's name for sentences about the row. */
export type PlaceFacts = Omit<RowFacts, 'otherDocuments'> & {
  learnerId: string
  person: string
  elsewhere: Elsewhere[]
}

/**
 * Facts for the warnings of many rows at once, by study place id: one statement, however many rows. What the document
 * itself made or holds (`exceptDocumentId`) is left out. Days as in the rules: inclusive.
 */
export async function placeFacts(
  client: Db | Tx,
  studyPlaceIds: readonly string[],
  exceptDocumentId: string,
): Promise<Map<string, PlaceFacts>> {
  if (studyPlaceIds.length === 0) return new Map()
  const found = await client.$queryRaw<{ id: string; facts: PlaceFacts }[]>`
    WITH place AS (
      SELECT sp.id, sp.learner_id, sp.level, sp.started_on, sp.nominal_end_on FROM study_place sp
       WHERE sp.id = ANY(${studyPlaceIds}::uuid[])),
    leave AS (
      SELECT a.study_place_id, sum(a.to_on - a.from_on + 1) FILTER (WHERE a.document_id IS NOT NULL)::int AS added,
             json_agg(json_build_object('id', a.id, 'from', a.from_on, 'to', a.to_on, 'madeBy',
               json_build_array(a.document_id, d.number, a.imported_number, a.imported_on)) ORDER BY a.from_on) AS list
        FROM academic_leave a JOIN place p ON p.id = a.study_place_id LEFT JOIN document d ON d.id = a.document_id
       WHERE a.annulled_at IS NULL AND a.document_id IS DISTINCT FROM ${exceptDocumentId}::uuid
       GROUP BY 1),
    term AS (
      SELECT t.study_place_id,
             json_agg(json_build_object('from', t.from_on, 'to', t.to_on, 'value', t.value))
               FILTER (WHERE t.aspect = 'LOAD') AS loads,
             json_agg(json_build_object('from', t.from_on, 'to', t.to_on, 'value', t.value))
               FILTER (WHERE t.aspect = 'FUNDING') AS fundings,
             json_agg(json_build_object('from', t.from_on, 'to', t.to_on, 'madeBy',
               json_build_array(t.document_id, d.number, t.imported_number, t.imported_on)))
               FILTER (WHERE t.aspect = 'MAIN_STATE') AS extensions
        FROM study_term t JOIN place p ON p.id = t.study_place_id LEFT JOIN document d ON d.id = t.document_id
       WHERE t.aspect IN ('LOAD', 'FUNDING') OR (t.aspect = 'MAIN_STATE' AND t.value = 'EXTENDED')
       GROUP BY 1),
    attested AS (
      SELECT a.study_place_id, json_agg(json_build_object('id', a.id, 'on', a.attested_on, 'decision', a.decision))
               AS list
        FROM attestation a JOIN place p ON p.id = a.study_place_id GROUP BY 1),
    person AS (SELECT DISTINCT learner_id FROM place),
    given AS (
      SELECT g.learner_id, json_agg(json_build_object('id', g.id, 'typeCode', g.type_code, 'typeName', t.name,
               'from', g.paid_from, 'to', g.effective_to, 'fundingSource', g.funding_source, 'madeBy',
               json_build_array(g.document_id, d.number, g.imported_number, g.imported_on)) ORDER BY g.paid_from, g.id)
               AS list
        FROM grant_in_force g JOIN person USING (learner_id) JOIN grant_type t ON t.code = g.type_code
        LEFT JOIN document d ON d.id = g.document_id
       WHERE g.document_id IS DISTINCT FROM ${exceptDocumentId}::uuid AND g.effective_to >= g.paid_from
       GROUP BY 1),
    elsewhere AS (
      SELECT r.learner_id, json_agg(json_build_object('id', d.id, 'number', d.number, 'kind', d.kind,
               'state', d.state, 'unitId', d.unit_id, 'drafterId', d.drafter_id, 'creatorId', d.creator_id,
               'signerId', d.signer_id, 'type', d.type, 'from', r.paid_from, 'to', r.paid_to) ORDER BY d.created_at)
               AS list
        FROM document_row r JOIN person USING (learner_id) JOIN document d ON d.id = r.document_id
       WHERE d.state NOT IN ('REGISTERED', 'CANCELLED') AND d.id <> ${exceptDocumentId}::uuid
       GROUP BY 1)
    SELECT p.id, json_build_object(
             'learnerId', p.learner_id, 'person', l.first_name || ' ' || l.last_name,
             'hasPersonalCode', l.personal_code IS NOT NULL, 'level', p.level, 'studyStartedOn', p.started_on,
             'nominalEndOn', p.nominal_end_on + coalesce(leave.added, 0),
             'leaves', coalesce(leave.list, '[]'), 'loads', coalesce(term.loads, '[]'),
             'fundings', coalesce(term.fundings, '[]'), 'extensions', coalesce(term.extensions, '[]'),
             'attestations', coalesce(attested.list, '[]'), 'grants', coalesce(given.list, '[]'),
             'elsewhere', coalesce(elsewhere.list, '[]')) AS facts
      FROM place p JOIN learner l ON l.id = p.learner_id
      LEFT JOIN leave ON leave.study_place_id = p.id LEFT JOIN term ON term.study_place_id = p.id
      LEFT JOIN attested ON attested.study_place_id = p.id LEFT JOIN given ON given.learner_id = p.learner_id
      LEFT JOIN elsewhere ON elsewhere.learner_id = p.learner_id`
  return new Map(found.map(({ id, facts }) => [id, withSources(facts)]))
}

/** As the database tells who made a fact: our document and its number, or the directive an import named and its day. */
type MadeBy = [
  documentId: string | null,
  number: string | null,
  imported: string | null,
  importedOn: Day | null,
]

function withSources(facts: PlaceFacts): PlaceFacts {
  for (const fact of [...facts.leaves, ...facts.extensions, ...facts.grants] as {
    source: Source
    madeBy?: MadeBy
  }[]) {
    fact.source = sourceOf(fact.madeBy!)
    delete fact.madeBy
  }
  return facts
}

const sourceOf = ([documentId, number, imported, importedOn]: MadeBy): Source => ({
  ...(documentId && { documentId }),
  ...(number && { number }),
  ...(imported && importedOn && { imported: { number: imported, on: importedOn } }),
})

/** What the rules need to know of the office, read when the document is checked: four statements. */
export async function ruleContext(
  client: Db | Tx,
  gives: { rules: RuleContext['kind']; grantType: string },
): Promise<RuleContext> {
  const years = await client.academicYear.findMany({ orderBy: { firstOn: 'asc' } })
  const rules = await client.clashRule.findMany({ where: { given: gives.grantType } })
  const type = await client.grantType.findUnique({ where: { code: gives.grantType } })
  const settings = await readSettings(client)
  return {
    kind: gives.rules,
    givenType: gives.grantType,
    academicYears: years.map(({ label, firstOn, lastOn }) => ({
      label,
      from: dayFromDate(firstOn),
      to: dayFromDate(lastOn),
    })),
    clashRules: rules.map((rule) => ({
      given: rule.given,
      existing: rule.existing,
      validFrom: dayFromDate(rule.validFrom),
      validTo: rule.validTo && dayFromDate(rule.validTo),
    })),
    warningsOff: type?.warningsOff ?? [],
    visaContact: settings.visaContact,
  }
}
