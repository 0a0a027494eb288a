import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { beginDraft, discardTyping } from '@/lib/documents/drafting/commands/drafting'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { mostRows } from '@/lib/documents/rules/form'
import type { BeginFromImportInput } from '@/lib/documents/schema'
import { ownBatch } from '@/lib/import/commands'
import { dayInTallinn } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'
import { bringsPlaces, importedPlaces } from '../queries/imports'

/**
 * `Koosta korraldus nende isikutega`: a working copy with the persons of one's own applied import who are studying,
 * whether or not the import changed them. Returns its id. Throws when the import isn't applied or names no study
 * places.
 */
export async function beginFromImport(
  act: Act,
  { batch: id, ...begun }: z.output<typeof BeginFromImportInput>,
): Promise<string> {
  const batch = await ownBatch(act.db, act, { isKind: bringsPlaces }, id)
  const { places } =
    batch.state === 'APPLIED' ? await importedPlaces(act.db, batch, dayInTallinn(act.now)) : { places: [] }
  if (places.length === 0) throw new Refused([{ code: 'import.noPersons' }])
  if (places.length > mostRows) throw new Refused([{ code: 'tooManyRows', params: { most: mostRows } }])
  const documentId = await beginDraft(act, begun)
  try {
    await addPlaces(act, { id: documentId, places })
  } catch (error) {
    await discardTyping(act, { id: documentId })
    throw error
  }
  return documentId
}
