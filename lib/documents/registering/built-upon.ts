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
 * `exceptId`; after a document never registered, nothing is. One statement; one refusal per row and document.
 *
 * Everything is looked up from the rows by its key (`OFFSET 0` keeps PostgreSQL from reading whole tables, because it
 * can't know how few effects a row has).
 */
export async function builtUpon(
  client: Db | Tx,
  rowIds: readonly string[],
  exceptId: string,
): Promise<Refusal[]> {
  if (rowIds.length === 0) return []
  const found = await client.$queryRaw<
    { person: string; document: string | null; documentId: string | null }[]
  >`
    WITH RECURSIVE own AS (
      SELECT id, learner_id, study_place_id, base_row_id, document_id FROM document_row WHERE id = ANY(${[...rowIds]}::uuid[])),
    up AS (
      SELECT learner_id, id, base_row_id FROM own
      UNION
      SELECT up.learner_id, r.id, r.base_row_id FROM up
       CROSS JOIN LATERAL (SELECT id, base_row_id FROM document_row WHERE id = up.base_row_id OFFSET 0) r),
    about AS (
      SELECT learner_id, id, NULL::uuid AS document_id FROM up WHERE base_row_id IS NULL
      UNION
      SELECT about.learner_id, r.id, r.document_id FROM about
       CROSS JOIN LATERAL (SELECT id, document_id FROM document_row WHERE base_row_id = about.id OFFSET 0) r),
    made AS (
      SELECT own.learner_id, own.study_place_id, e.id, e.kind, e.after FROM own
       CROSS JOIN LATERAL (SELECT * FROM learners_effect e WHERE e.row_id = own.id AND e.undone_at IS NULL OFFSET 0) e),
    back AS (
      SELECT own.learner_id, own.study_place_id, e.id, e.kind, own.document_id FROM own
       CROSS JOIN LATERAL (SELECT * FROM learners_effect e WHERE e.row_id = own.base_row_id AND e.undone_by = own.document_id OFFSET 0) e),
    later AS (
      SELECT learner_id, document_id FROM about
       WHERE ${registeredAs(Prisma.sql`about.document_id`)} > (
               SELECT coalesce(${registeredAs(Prisma.sql`d.id`)}, 0) FROM document d
                WHERE d.id = ${exceptId}::uuid AND d.registered_at IS NOT NULL)
      UNION
      SELECT own.learner_id, r.document_id FROM own
       CROSS JOIN LATERAL (SELECT id FROM grants_grant g WHERE g.row_id = own.id OFFSET 0) g
       CROSS JOIN LATERAL (SELECT document_id FROM document_row WHERE grant_id = g.id OFFSET 0) r
      UNION
      SELECT e.learner_id, e2.document_id FROM made e CROSS JOIN LATERAL (${changedAfter}) e2
       WHERE NOT e2.row_id = ANY(${[...rowIds]}::uuid[])
      UNION
      SELECT e.learner_id, e2.document_id FROM back e CROSS JOIN LATERAL (${changedAfter}) e2
       WHERE e2.document_id <> e.document_id)
    SELECT DISTINCT l.first_name || ' ' || l.last_name AS person, d.number AS document, d.id AS "documentId"
      FROM later CROSS JOIN LATERAL (SELECT * FROM document WHERE id = later.document_id OFFSET 0) d
     CROSS JOIN LATERAL (SELECT * FROM learners_learner WHERE id = later.learner_id OFFSET 0) l
     WHERE d.state = 'REGISTERED' AND d.id <> ${exceptId}::uuid
    UNION
    SELECT l.first_name || ' ' || l.last_name, NULL, NULL FROM made e
     CROSS JOIN LATERAL (SELECT FROM registrants_protocol_row WHERE study_place_id = e.study_place_id OFFSET 0) p
     CROSS JOIN LATERAL (SELECT * FROM learners_learner WHERE id = e.learner_id OFFSET 0) l
     WHERE e.kind = 'MAIN_STATE' AND e.after->>'value' = 'STUDYING'
     ORDER BY 2 NULLS LAST, 1`
  return found.map(({ person, document, documentId }): Refusal =>
    documentId
      ? {
          code: 'builtUpon',
          params: { person, document: document ?? '' },
          subject: { kind: 'document', id: documentId },
        }
      : { code: 'onProtocol', params: { person } },
  )
}

/** The changes of the value of effect `e` that were made after it and hold. */
const changedAfter = Prisma.sql`
  SELECT e2.document_id, e2.row_id
    FROM (SELECT id FROM document_row WHERE study_place_id = e.study_place_id OFFSET 0) r
   CROSS JOIN LATERAL (SELECT * FROM learners_effect e2 WHERE e2.row_id = r.id OFFSET 0) e2
   WHERE e.kind IN ('LOAD', 'FUNDING', 'CURRICULUM', 'MAIN_STATE') AND e2.kind = e.kind AND e2.id > e.id AND e2.undone_at IS NULL
  OFFSET 0`
