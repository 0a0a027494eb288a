import { storedDetails } from './stored'
import type { Act } from '@/lib/access/action'
import { showInstant } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { LoadedDocument } from './load'
import { stateGroup, stateWord } from './rules/lifecycle'
import { lastChange, lastOfOthers } from './versions/history'

type Seen = { since: number; userId: string | null }

/**
 * The refusal of an act on a document that has changed since its page was shown: who changed it, when and how, and its
 * present state. The refusal links to the document. A change by somebody else since the revision that the person has
 * `seen` comes first; otherwise the last change, even the person's own in another window. At most two statements.
 */
export async function changedSince(
  client: Db | Tx,
  document: Pick<LoadedDocument, 'id' | 'revision' | 'type' | 'kind' | 'state'>,
  seen?: Seen,
): Promise<Refusal> {
  const others = seen?.userId ? await lastOfOthers(client, document, seen.since, seen.userId) : null
  const last = others ?? (await lastChange(client, document.id))
  const state = `${stateWord(document)}.${stateGroup[document.state]}`
  return {
    code: 'changedMeanwhile',
    params: last ? { ...changeParams(last), state } : undefined,
    subject: { kind: 'document', id: document.id },
  }
}

/** Who else changed the document since the revision on which typing began; null = nobody else. */
export async function changedByOthers(
  client: Db | Tx,
  { id, revision }: Pick<LoadedDocument, 'id' | 'revision'>,
  since: number,
  userId: string,
): Promise<Refusal | null> {
  const last = await lastOfOthers(client, { id, revision }, since, userId)
  return last && { code: 'changedByOther', params: { ...changeParams(last), since }, field: 'over' }
}

/** Refuses an act on a page that shows an outdated revision, and says who changed the document, when and how. */
export async function assertSeen(
  client: Db | Tx,
  { person }: Pick<Act, 'person'>,
  document: LoadedDocument,
  revision: number,
) {
  if (document.revision === revision) return
  throw new Refused([await changedSince(client, document, { since: revision, userId: person.id })])
}

/**
 * Parameters of the sentence about a history entry; `changed`: names of fields and the number of rows, separated by
 * commas.
 */
export function changeParams({ who, at, act, details }: Entry): Record<string, string> {
  const { changed = [] } = storedDetails.parse(details)
  const fields = changed.filter((name) => !name.startsWith('kept:'))
  return { who, at: showInstant(at), act, changed: fields.join(',') }
}

type Entry = { who: string; at: Date; act: string; details: unknown }
