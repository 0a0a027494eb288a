import pg from 'pg'
import { readForm, type DraftRow } from '@/lib/documents/rules/form'
import { rowStanding } from '@/lib/documents/standing'
import { db, type Db } from '@/lib/shared/db'
import { atMost, bound, inTurns, statementsOf, type Measured } from './support'

const persons = 5_000

/** A directive that isn't there yet. */
export const document = {
  id: '00000000-0000-4000-8000-000000000000',
  type: 'VICE_DEAN_DIRECTIVE' as const,
  kind: 'OWN_FUNDS_ALLOWANCE',
}

/** S2: all warnings of a directive with 5,000 persons, against one raw SQL that fetches the same facts. */
export async function warnings(url: string): Promise<Measured[]> {
  const rows = await someRows(db(), persons)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ids = rows.map((row) => row.studyPlaceId)
  const times = await inTurns(
    9,
    () => rowStanding(db(), document, rows),
    () => client.query(sameFacts, [ids]),
    async () => undefined,
  )
  await client.end()

  const many = await statementsOf((client) => rowStanding(client, document, rows))
  const few = await statementsOf((client) => rowStanding(client, document, rows.slice(0, 10)))
  return [
    atMost('S2 warnings of 5,000 persons', 'ms', 2, times),
    {
      name: 'S2 statements, 5,000 and 10 persons',
      ours: bound(many),
      floor: bound(few),
      unit: 'statements',
      reach: 'the same, ≤ 8',
      good: many === few && many <= 8,
    },
  ]
}

/** Rows of a directive, each of a study place of a load. */
export async function someRows(client: Db, count: number) {
  const places = await client.studyPlace.findMany({
    where: { code: { startsWith: 'L' } },
    orderBy: { id: 'asc' },
    take: count,
    select: { id: true, learnerId: true },
  })
  const rows: DraftRow[] = places.map((place) => ({
    key: place.id,
    learnerId: place.learnerId,
    studyPlaceId: place.id,
    paidFrom: '01.09.2026',
    paidTo: '31.08.2027',
    monthlyAmount: '660,00',
    fundingSource: 'LTFYS',
    bankAccount: 'EE382200221020145685',
  }))
  const head = {
    unitId: 'x',
    signerId: 'x',
    drafterId: 'x',
    basis: 'x',
    extraInfo: '',
    footer: '',
    paidFrom: '',
    paidTo: '',
    monthlyAmount: '',
    fundingSource: '',
  }
  return readForm({ head, rows }).read.rows
}

/** The facts in plain rows, as one would write it for this purpose alone; looked up by key, as ours are (OFFSET 0). */
const sameFacts = `
  SELECT sp.id, sp.level, sp.started_on::text, sp.nominal_end_on::text, l.first_name, l.last_name, l.personal_code,
         (SELECT json_agg(json_build_array(a.id, a.from_on, a.to_on, a.document_id, a.imported_number, a.imported_on))
            FROM (SELECT * FROM academic_leave WHERE study_place_id = sp.id OFFSET 0) AS a WHERE a.annulled_at IS NULL) AS leaves,
         (SELECT json_agg(json_build_array(t.aspect, t.value, t.from_on, t.to_on, t.document_id, (SELECT d.number FROM document d WHERE d.id = t.document_id),
                                           t.imported_number, t.imported_on))
            FROM study_term t
           WHERE t.study_place_id = sp.id) AS terms,
         (SELECT json_agg(json_build_array(a.id, a.attested_on, a.decision))
            FROM attestation a WHERE a.study_place_id = sp.id) AS attestations,
         (SELECT json_agg(json_build_array(g.id, g.type_code, y.name, g.paid_from, g.effective_to, g.funding_source,
                                           g.document_id, (SELECT d.number FROM document d WHERE d.id = g.document_id), g.imported_number, g.imported_on))
            FROM (SELECT * FROM grants_in_force WHERE learner_id = l.id OFFSET 0) AS g JOIN grant_type y ON y.code = g.type_code) AS grants,
         (SELECT json_agg(json_build_array(d.id, d.number, d.kind, d.state, d.unit_id, r.paid_from, r.paid_to))
            FROM document_row r CROSS JOIN LATERAL (SELECT * FROM document WHERE id = r.document_id OFFSET 0) AS d
           WHERE r.learner_id = l.id AND d.state NOT IN ('REGISTERED', 'CANCELLED')) AS elsewhere
    FROM study_place sp JOIN learner l ON l.id = sp.learner_id WHERE sp.id = ANY($1::uuid[])`
