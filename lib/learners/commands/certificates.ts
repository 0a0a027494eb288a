import type { Prisma } from '@/lib/shared/generated/client'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'

/*
 * Diplomas, transcripts and notices that registered documents make. Only documents/effects.ts calls these, in the
 * transaction that registers or undoes.
 */

/**
 * Records the papers of a document in one statement; `rows` selects row_id, learner_id, study_place_id, number and text.
 * Throws Refused where another document of the same moment was quicker with a number.
 */
export async function giveCertificates(
  tx: Tx,
  { documentId, kind }: { documentId: string; kind: string },
  rows: Prisma.Sql,
) {
  const [{ asked, given }] = await tx.$queryRaw<[{ asked: number; given: number }]>`
    WITH asked AS (${rows}),
    given AS (INSERT INTO certificate (study_place_id, kind, number, text, document_id, row_id)
      SELECT study_place_id, ${kind}, number, text, ${documentId}::uuid, row_id FROM asked
      ON CONFLICT DO NOTHING RETURNING id, row_id, number),
    recorded AS (INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
      SELECT ${documentId}::uuid, row_id, learner_id, 'CERTIFICATE', g.id, jsonb_build_object('number', g.number)
        FROM given g JOIN asked USING (row_id))
    SELECT (SELECT count(*)::int FROM asked) AS asked, (SELECT count(*)::int FROM given) AS given`
  if (given < asked) throw new Refused([{ code: 'numbersTaken' }])
}

export const annulCertificates = (tx: Tx, rowIds: readonly string[], at: Date) => tx.$executeRaw`
  UPDATE certificate SET annulled_at = ${at} WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND annulled_at IS NULL`

export const restoreCertificates = (tx: Tx, rowIds: readonly string[]) => tx.$executeRaw`
  UPDATE certificate SET annulled_at = NULL WHERE row_id = ANY(${[...rowIds]}::uuid[])`
