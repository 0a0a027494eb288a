import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { keptPdf, latestSent } from '../queries/sheet'
import { draftPdf } from './draft-paper'
import { joined } from './drawn'

/**
 * The chosen documents as one PDF in the list's order: of each the file last sent, or the draft marked KAVAND, joined
 * unchanged. Leaves out those that the person can't see (any more). null when the person chose nothing under this id,
 * or nothing remains. Given up with `signal`.
 */
export async function printMany(
  db: Db,
  person: Person,
  id: string,
  now: Date,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  const rows = isUuid(id)
    ? await db.documentBatchRow.findMany({
        where: { batchId: id, batch: { userId: person.id } },
        orderBy: { position: 'asc' },
      })
    : []
  const pdfs: Uint8Array[] = []
  for (const { documentId } of rows) {
    signal?.throwIfAborted()
    const version = await latestSent(db, person, documentId)
    const pdf =
      version === 'draft'
        ? await draftPdf(db, person, documentId, now, signal)
        : await keptPdf(db, person, documentId, Number(version))
    if (pdf) pdfs.push(pdf)
  }
  return pdfs.length === 0 ? null : joined(pdfs, signal)
}
