import { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'

/**
 * The document's place in the order of registering; null if it never was registered. `document`: its id in the
 * statement.
 */
export const registeredAs = (document: Prisma.Sql) => Prisma.sql`
  (SELECT max(h.id) FROM history_entry h WHERE h.document_id = ${document} AND h.act IN ('confirmed', 'recheck'))`

/**
 * Later facts that build on these rows' effects, so that these can't be undone before them: a later amendment of the
 * same row, an end of payment of its grant, a later change of the same value; if the row took something back, a later
 * change of the value that would return. A results protocol builds on an admission. "Later" means registered after
 * `exceptId`; after a document never registered, nothing is. Two statements; one refusal per row and document.
 */
export async function builtUpon(
  client: Db | Tx,
  rowIds: readonly string[],
  exceptId: string,
): Promise<Refusal[]> {
  if (rowIds.length === 0) return []
  const found = await client.$queryRaw<{ person: string; document: string; documentId: string }[]>`
    WITH RECURSIVE own AS (
      SELECT id, learner_id, study_place_id, base_row_id FROM document_row WHERE id = ANY(${[...rowIds]}::uuid[])),
    up AS (
      SELECT learner_id, id, base_row_id FROM own
      UNION
      SELECT up.learner_id, r.id, r.base_row_id FROM up JOIN document_row r ON r.id = up.base_row_id),
    about AS (
      SELECT learner_id, id, NULL::uuid AS document_id FROM up WHERE base_row_id IS NULL
      UNION
      SELECT about.learner_id, r.id, r.document_id FROM about JOIN document_row r ON r.base_row_id = about.id),
    later AS (
      SELECT learner_id, document_id FROM about
       WHERE ${registeredAs(Prisma.sql`about.document_id`)} > (
               SELECT coalesce(${registeredAs(Prisma.sql`d.id`)}, 0) FROM document d
                WHERE d.id = ${exceptId}::uuid AND d.registered_at IS NOT NULL)
      UNION
      SELECT own.learner_id, r.document_id FROM own JOIN grants_grant g ON g.row_id = own.id
        JOIN document_row r ON r.grant_id = g.id
      UNION
      SELECT own.learner_id, e2.document_id FROM own
        JOIN learners_effect e ON e.row_id = own.id AND e.undone_at IS NULL
        JOIN document_row r2 ON r2.study_place_id = own.study_place_id
        JOIN learners_effect e2 ON e2.row_id = r2.id AND e2.kind = e.kind AND e2.id > e.id AND e2.undone_at IS NULL
       WHERE e.kind IN ('LOAD', 'FUNDING', 'CURRICULUM', 'MAIN_STATE') AND NOT e2.row_id = ANY(${[...rowIds]}::uuid[])),
    back AS (
      SELECT own.learner_id, e2.document_id FROM own JOIN document_row a ON a.id = own.id
        JOIN learners_effect e ON e.row_id = a.base_row_id AND e.undone_by = a.document_id
        JOIN document_row r2 ON r2.study_place_id = own.study_place_id
        JOIN learners_effect e2 ON e2.row_id = r2.id AND e2.kind = e.kind AND e2.id > e.id AND e2.undone_at IS NULL
       WHERE e.kind IN ('LOAD', 'FUNDING', 'CURRICULUM', 'MAIN_STATE') AND e2.document_id <> a.document_id)
    SELECT DISTINCT l.first_name || ' ' || l.last_name AS person, d.number AS document, d.id AS "documentId"
      FROM (TABLE later UNION TABLE back) AS later JOIN document d ON d.id = later.document_id
      JOIN learners_learner l ON l.id = later.learner_id
     WHERE d.state = 'REGISTERED' AND d.id <> ${exceptId}::uuid ORDER BY 2, 1`
  const judged = await client.$queryRaw<{ person: string }[]>`
    SELECT DISTINCT l.first_name || ' ' || l.last_name AS person FROM learners_effect e
      JOIN registrants_protocol_row p ON p.study_place_id = (SELECT study_place_id FROM document_row WHERE id = e.row_id)
      JOIN learners_learner l ON l.id = e.learner_id
     WHERE e.row_id = ANY(${[...rowIds]}::uuid[]) AND e.undone_at IS NULL AND e.kind = 'MAIN_STATE'
       AND e.after->>'value' = 'STUDYING' ORDER BY 1`
  const onProtocol = judged.map(({ person }) => ({ code: 'onProtocol', params: { person } }))
  const byDocuments = found.map(({ person, document, documentId }) => ({
    code: 'builtUpon',
    params: { person, document },
    subject: { kind: 'document' as const, id: documentId },
  }))
  return [...byDocuments, ...onProtocol]
}
