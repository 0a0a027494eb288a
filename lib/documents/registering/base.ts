import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { loadDocument, readOf, type LoadedDocument } from '../load'
import type { ReadRow } from '../rules/form'
import type { BaseFacts } from '../rules/row-checks'
import { isOpen, rowsNow, type About, type ChainRow } from '../rules/rows-now'
import { builtUpon, registeredAs } from './built-upon'

export type Amended = { baseId: string } & About

/**
 * The rows of a directive and of its registered amendments, in the order of registering. Includes amendments that are
 * cancelled only because each of their rows was; leaves out `exceptId`. One statement.
 */
export const chainOf = (client: Db | Tx, baseId: string, exceptId: string | null = null) =>
  client.$queryRaw<(ChainRow & { registered: boolean })[]>`
    SELECT r.id, r.study_place_id AS "studyPlaceId", r.base_row_id AS "baseRowId", d.id AS "documentId", d.number, d.kind,
           d.state = 'REGISTERED' AS registered,
           CASE WHEN d.id = ${baseId}::uuid THEN 'BASE' WHEN d.kind = 'AMENDMENT_CHANGE' THEN 'CHANGE'
                WHEN d.amendment_id IS NULL THEN 'CANCEL' ELSE 'REVOKE' END AS act
      FROM document d JOIN document_row r ON r.document_id = d.id
     WHERE d.id = ${baseId}::uuid OR (d.base_id = ${baseId}::uuid AND d.id IS DISTINCT FROM ${exceptId}::uuid
           AND (d.state = 'REGISTERED' OR EXISTS (SELECT FROM document x WHERE x.amendment_id = d.id
                  AND x.state = 'REGISTERED' AND x.id IS DISTINCT FROM ${exceptId}::uuid)))
     ORDER BY d.id <> ${baseId}::uuid, ${registeredAs(Prisma.sql`d.id`)}, r.position`

/**
 * The standing of the document that an amendment amends: whether it is registered; its rows, and those that can't be
 * named because another registered directive has changed or cancelled them (`exceptId`, the asking amendment, aside);
 * and what builds on the `named` rows. Two statements.
 */
export async function baseFacts(
  client: Db | Tx,
  { baseId, amendmentId }: Amended,
  exceptId: string,
  named: readonly string[] = [],
): Promise<BaseFacts> {
  const chain = await chainOf(client, baseId, exceptId)
  const { now, own } = rowsNow(chain)
  const about = amendmentId ?? baseId
  const rows = chain.flatMap((row) => {
    const stands = now.get(own.get(row.id) ?? '')
    if (!stands || (amendmentId && row.documentId !== amendmentId)) return []
    const struckBy = isOpen(row, stands, amendmentId) ? null : (stands.latest.number ?? '–')
    return [[row.id, { studyPlaceId: row.studyPlaceId, struckBy }] as const]
  })
  return {
    builtUpon: await builtUpon(client, named, exceptId),
    registered: chain.some(({ documentId, registered }) => documentId === about && registered),
    rows: new Map(rows),
  }
}

/** The documents that own these rows, each with its own, in the order of the ids. */
export async function ownersOf(
  client: Db | Tx,
  rowIds: readonly string[],
): Promise<{ owner: LoadedDocument; rows: ReadRow[] }[]> {
  const found = await client.documentRow.groupBy({
    by: ['documentId'],
    where: { id: { in: [...rowIds] } },
  })
  const place = new Map(rowIds.map((id, at) => [id, at]))
  const owners: { owner: LoadedDocument; rows: ReadRow[] }[] = []
  for (const { documentId } of found) {
    const owner = await loadDocument(client, documentId)
    if (!owner) continue
    const rows = readOf(owner).rows.filter(({ key }) => place.has(key))
    owners.push({ owner, rows: rows.toSorted((a, b) => place.get(a.key)! - place.get(b.key)!) })
  }
  return owners
}
