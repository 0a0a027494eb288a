import { PDFDocument } from '@cantoo/pdf-lib'
import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { keptPdf, latestSent } from '../queries/sheet'
import { draftPdf } from './draft-paper'

/**
 * The chosen documents as one PDF in the list's order: of each the file last sent, or the draft marked KAVAND, joined
 * unchanged. Leaves out those that the person can't see (any more). null when the person chose nothing under this id,
 * or nothing remains.
 */
export async function printMany(db: Db, person: Person, id: string, now: Date): Promise<Uint8Array | null> {
  const rows = isUuid(id)
    ? await db.documentBatchRow.findMany({
        where: { batchId: id, batch: { userId: person.id } },
        orderBy: { position: 'asc' },
      })
    : []
  const whole = await PDFDocument.create()
  for (const { documentId } of rows) {
    const pdf = await latestPdf(db, person, documentId, now)
    if (!pdf) continue
    const one = await PDFDocument.load(pdf)
    for (const page of await whole.copyPages(one, one.getPageIndices())) whole.addPage(page)
  }
  if (whole.getPageCount() === 0) return null
  whole.setLanguage('et')
  return whole.save()
}

/** The document's present PDF: the version last sent, else the draft. */
async function latestPdf(db: Db, person: Person, id: string, now: Date): Promise<Uint8Array | null> {
  const version = await latestSent(db, person, id)
  return version === 'draft' ? draftPdf(db, person, id, now) : keptPdf(db, person, id, Number(version))
}
