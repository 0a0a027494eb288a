import { checkedOver } from '@/lib/documents/rules/lifecycle'
import { putBack, refuseNamed, type Rows, type WrittenTable } from '@/lib/import/written'
import type { Tx } from '@/lib/shared/db'
import { personsOf } from './person'
import type { World } from './world'

const ofPlace = (column: string) =>
  `(SELECT l.first_name || ' ' || l.last_name FROM learners_study_place p JOIN learners_learner l ON l.id = p.learner_id WHERE p.id = t.${column})`
const imported = ['imported_number', 'imported_on'] as const

/** What an import of the register writes, in the order of `store.ts`. */
const tables = {
  learner: {
    table: 'learner',
    id: 't.id',
    who: `t.first_name || ' ' || t.last_name`,
    columns: [
      'personal_code',
      'other_code',
      'born_on',
      'first_name',
      'last_name',
      'email',
      'phone',
      'bank_account',
    ],
  },
  curriculum: { table: 'curriculum', id: 't.code', who: 't.name', columns: [] },
  study_place: {
    table: 'study_place',
    id: 't.id',
    who: ofPlace('id'),
    columns: ['unit_id', 'nominal_end_on'],
    kept: ['last_name', 'first_name'],
  },
  study_term: {
    table: 'study_term',
    id: 't.id',
    who: ofPlace('study_place_id'),
    columns: ['value', 'to_on', ...imported],
  },
  academic_leave: {
    table: 'academic_leave',
    id: 't.id',
    who: ofPlace('study_place_id'),
    columns: ['to_on', ...imported],
  },
  attestation: { table: 'attestation', id: 't.id', who: ofPlace('study_place_id'), columns: ['decision'] },
  study_grant: {
    table: 'study_grant',
    id: 't.id',
    who: ofPlace('study_place_id'),
    columns: ['paid_to', 'monthly_amount', 'funding_source', 'bank_account', ...imported],
    kept: ['last_name', 'first_name', 'unit_id', 'document_unit_id', 'effective_to'],
  },
} as const satisfies Record<string, WrittenTable>

/** The rows that the plan has marked for writing. */
export function writtenRows(world: World): Rows[] {
  const stirred = (facts: readonly { id: string; state: string }[]) =>
    facts.filter(({ state }) => state !== 'KEPT').map(({ id }) => id)
  const places = world.places.values()
  return [
    { of: tables.learner, ids: stirred(personsOf(world)) },
    {
      of: tables.curriculum,
      ids: world.curricula.values().flatMap(({ code, isNew }) => (isNew ? [code] : [])),
    },
    { of: tables.study_place, ids: stirred(places) },
    { of: tables.study_term, ids: stirred(places.flatMap(({ terms }) => terms)) },
    { of: tables.academic_leave, ids: stirred(places.flatMap(({ leaves }) => leaves)) },
    { of: tables.attestation, ids: stirred(places.flatMap(({ attestations }) => attestations)) },
    { of: tables.study_grant, ids: stirred(places.flatMap(({ grants }) => grants)) },
  ]
}

/**
 * Takes an import of the register back. Throws when a document about a study place that it changed has been issued
 * since, or somebody's unsaved form names a new one: both rely on the import.
 */
export async function takeBackLearners(tx: Tx, batchId: string): Promise<void> {
  refuseNamed(
    'import.onDocument',
    await tx.$queryRaw<{ who: string }[]>`
      WITH touched AS (
        SELECT coalesce(CASE WHEN table_name = 'study_place' THEN row_id END, after->>'study_place_id')::uuid AS id, who,
               table_name = 'study_place' AND before IS NULL AS new
          FROM import_brought WHERE batch_id = ${batchId}::uuid AND table_name NOT IN ('learner', 'curriculum'))
      SELECT t.who FROM touched t JOIN documents_document_row r ON r.study_place_id = t.id
        JOIN documents_document d ON d.id = r.document_id JOIN import_file b ON b.id = ${batchId}::uuid
       WHERE d.state = ANY(${checkedOver}::"DocumentState"[])
         AND EXISTS (SELECT FROM documents_history_entry h WHERE h.document_id = d.id AND h.at >= b.settled_at)
       UNION
      SELECT t.who FROM touched t JOIN documents_working_copy c
          ON jsonb_path_exists(c.content, '$.**.studyPlaceId ? (@ == $id)', jsonb_build_object('id', t.id))
       WHERE t.new`,
  )
  await putBack(tx, batchId, Object.values(tables))
}
