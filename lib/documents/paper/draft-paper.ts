import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { loadDocument, readOf, type LoadedDocument } from '../load'
import { rowStanding } from '../standing'
import { sees } from '../visibility'
import { drawn } from './drawn'
import type { Paper } from './paper'
import { paperOf } from './paper-of'

/**
 * The PDF of the saved draft as it stands now, marked KAVAND; null = there is none or the person may not see it. Given up
 * with `signal`.
 */
export async function draftPdf(
  db: Db,
  person: Person,
  id: string,
  now: Date,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  const document = isUuid(id) ? await loadDocument(db, id) : null
  if (!document || !sees(person, document)) return null
  return drawn(await draftPaper(db, document, now), { draft: true }, signal)
}

/** The paper of the saved draft as it stands now, with today's warnings. */
export const draftPaper = async (db: Db, document: LoadedDocument, now: Date): Promise<Paper> =>
  paperOf(db, document, await rowStanding(db, document, readOf(document).rows), now)
