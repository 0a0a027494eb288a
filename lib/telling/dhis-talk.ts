import type { Payload } from '@/lib/deliveries/topics'
import { frozenForDhis } from '@/lib/documents/sending/queries/frozen'
import {
  addVersion,
  cancelDocument,
  createDocument,
  findVersion,
  lockDocument,
  readDocument,
  saysNotFound,
  type DhisAddress,
} from '@/lib/outside/dhis/client'
import type { DhisRecord, DhisRegistered } from '@/lib/outside/dhis/wire'
import type { Outcome } from '@/lib/outside/outcome'
import type { Db } from '@/lib/shared/db'

/*
 * Exchanges that need more than one question to DHIS. It may have lost a document, hold another version than we think,
 * or have acted on a request whose answer never came; each case continues here or needs a person
 * (docs/decisions/documents.md).
 */

/**
 * Sends a version. `forget`: first withdraws the decision about the version before. `resumed`: DHIS's own copy of the
 * version counts, unless it is withdrawn there. A document that DHIS has lost is sent as a new one; a person has to
 * accept its new number. One that DHIS has without our knowing is found by its earlier versions.
 */
export async function sendVersion(
  db: Db,
  at: DhisAddress,
  payload: Payload<'dhis.register'>,
  key: string,
): Promise<Outcome<DhisRegistered>> {
  const { documentId, sendNo, forget, resumed } = payload
  const { dhisId, document } = await frozenForDhis(db, payload)
  if (resumed) {
    const found = await findVersion(at, documentId, sendNo)
    if (found.kind !== 'done') return found
    if (found.value?.state === 'cancelled') return { ...found, kind: 'refused', words: 'cancelled' }
    if (found.value) return { ...found, value: found.value }
  }
  if (!dhisId) {
    const created = await createDocument(at, document, key)
    const taken = created.kind === 'refused' && created.exchange.status === 409
    const known = taken ? await earlierVersion(at, documentId, sendNo - 1) : null
    return known ? after(created, await addVersion(at, known, document, key)) : created
  }
  if (forget !== undefined) {
    const gone = await withdraw(at, dhisId, forget, 'cancel', 'Küsitakse uut kinnitust')
    if (gone.kind !== 'done') return gone
    return after(gone, await next(at, dhisId, document, key))
  }
  return next(at, dhisId, document, key)
}

type Sent = Parameters<typeof createDocument>[1]

async function next(at: DhisAddress, dhisId: string, document: Sent, key: string) {
  const added = await addVersion(at, dhisId, document, key)
  return saysNotFound(added) ? after(added, await createDocument(at, document, key)) : added
}

/** DHIS's id of a document that it has in the version `from` or an earlier one; null = it has none. */
async function earlierVersion(at: DhisAddress, ourId: string, from: number): Promise<string | null> {
  for (let version = from; version > 0; version--) {
    const found = await findVersion(at, ourId, version)
    if (found.kind === 'done' && found.value) return found.value.id
  }
  return null
}

/**
 * Makes DHIS let nobody confirm the version any more: locks it, or withdraws it for good. If DHIS says no, asks for the
 * document's state there: nobody can confirm a locked, cancelled or lost one (null), and if DHIS holds another version
 * than ours, that one is withdrawn. Answers 409 when it was decided meanwhile.
 */
export async function withdraw(
  at: DhisAddress,
  id: string,
  version: number,
  how: 'lock' | 'cancel',
  reason: string,
): Promise<Outcome<DhisRecord | null>> {
  const ask = how === 'lock' ? lockDocument : cancelDocument
  const answer = await ask(at, id, version, reason)
  if (saysNotFound(answer)) return { ...answer, kind: 'done', value: null }
  if (answer.kind !== 'refused' || answer.exchange.status !== 409) return answer
  const found = await readDocument(at, id)
  if (saysNotFound(found)) return after(answer, { ...found, kind: 'done', value: null })
  if (found.kind !== 'done') return after(answer, found)
  const { state, version: held } = found.value
  if (state === 'locked' || state === 'cancelled') return after(answer, found)
  if (state === 'waiting' && held !== version) return after(answer, await ask(at, id, held, reason))
  return after(found, answer)
}

/** The later answer, together with the questions before it. */
export const after = <T>(earlier: Outcome<unknown>, later: Outcome<T>): Outcome<T> => ({
  ...later,
  before: [...(earlier.before ?? []), earlier.exchange, ...(later.before ?? [])],
})
