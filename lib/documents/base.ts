import type { Db, Tx } from '@/lib/shared/db'
import { builtUpon } from './built-upon'
import type { BaseFacts } from './row-checks'

/**
 * How the base directive of an amendment stands: whether it is registered, and which of its rows another registered
 * directive has changed or cancelled (not `exceptId`, the amendment that asks); and what builds on the rows `named`. Two
 * statements.
 */
export async function baseFacts(
  client: Db | Tx,
  baseId: string,
  exceptId: string,
  named: readonly string[] = [],
): Promise<BaseFacts> {
  const rows = await client.$queryRaw<
    { id: string; studyPlaceId: string; state: string; struckBy: string | null }[]
  >`
    SELECT r.id, r.study_place_id AS "studyPlaceId", b.state::text AS state,
           (SELECT d.number FROM document_row a JOIN document d ON d.id = a.document_id
             WHERE a.base_row_id = r.id AND d.state = 'REGISTERED' AND d.id <> ${exceptId}::uuid LIMIT 1) AS "struckBy"
      FROM document b JOIN document_row r ON r.document_id = b.id WHERE b.id = ${baseId}::uuid`
  return {
    builtUpon: await builtUpon(client, named, exceptId),
    registered: rows.some(({ state }) => state === 'REGISTERED'),
    rows: new Map(rows.map(({ id, studyPlaceId, struckBy }) => [id, { studyPlaceId, struckBy }])),
  }
}
