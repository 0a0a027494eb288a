import type { Person } from '@/lib/access/rights'
import { loadDocument } from '@/lib/documents/load'
import { wayOff } from '@/lib/documents/rules/way-off'
import { partiesOf } from '@/lib/documents/visibility'
import { registrantSheet } from '@/lib/registrants/queries/registrants'
import type { Db } from '@/lib/shared/db'

/**
 * How a registrant would come off the admission directive under way; null when the person may not see the registrant,
 * or no such directive has the registrant.
 */
export async function offDirective(db: Db, person: Person, runId: string, registrantId: string) {
  const sheet = await registrantSheet(db, person, runId, registrantId)
  const { place, document, studyPlaceId } = sheet?.standing ?? { place: 'NOWHERE' }
  const loaded = place === 'ADMISSION_UNDER_WAY' && document ? await loadDocument(db, document.id) : null
  if (!sheet?.run.may || !sheet.run.juhanId || !loaded || !document) return null
  const { id, number, drafterName } = document
  return {
    run: sheet.run,
    name: `${sheet.registrant.firstName} ${sheet.registrant.lastName}`,
    document: { id, number, drafterName, rows: loaded.rows.length },
    way: wayOff(loaded, studyPlaceId!, partiesOf(person, loaded)),
  }
}
