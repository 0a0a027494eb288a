import type { Db } from '@/lib/shared/db'
import type { Person } from '@/lib/office/access'
import { loadDocument, readOf } from './load'
import { paperOf } from './paper-of'
import { drawPaper } from './pdf'
import { isUuid } from './schema'
import { rowStanding } from './standing'
import { sees } from './visibility'

/** The saved draft on paper as it stands now, marked KAVAND; null = there is none or it isn't theirs to see. */
export async function draftPdf(db: Db, person: Person, id: string, now: Date): Promise<Uint8Array | null> {
  const document = isUuid(id) ? await loadDocument(db, id) : null
  if (!document || !sees(person, document)) return null
  const standing = await rowStanding(db, document, readOf(document).rows)
  return drawPaper(await paperOf(db, document, standing, now), { draft: true })
}
