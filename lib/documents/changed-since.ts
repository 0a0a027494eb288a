import type { Act } from '@/lib/access/action'
import { showInstant } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { LoadedDocument } from './load'
import { stateGroup, stateWord } from './rules/lifecycle'
import { lastChange, lastOfOthers } from './versions/history'

type Seen = { since: number; userId: string | null }

/**
 * The refusal of an act on a document that isn't as its page showed it: who changed it, when, how, and what it is now;
 * its subject is the document, so that the refusal leads to it. Somebody else's
 * change since the revision the person `seen` saw is told first; else the last one there was, the person's own in
 * another window too. At most two statements.
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

/** Who else changed the document since the revision on which typing began; null = nobody but the person. */
export async function changedByOthers(
  client: Db | Tx,
  { id, revision }: Pick<LoadedDocument, 'id' | 'revision'>,
  since: number,
  userId: string,
): Promise<Refusal | null> {
  const last = await lastOfOthers(client, { id, revision }, since, userId)
  return last && { code: 'changedByOther', params: { ...changeParams(last), since }, field: 'over' }
}

/** Refuses an act on a page that shows a revision that is no more, with who changed it, when and how. */
export async function assertSeen(
  client: Db | Tx,
  { person }: Pick<Act, 'person'>,
  document: LoadedDocument,
  revision: number,
) {
  if (document.revision === revision) return
  throw new Refused([await changedSince(client, document, { since: revision, userId: person.id })])
}

/** What a sentence says of an entry of the history; `changed`: names of fields and how many rows, with commas. */
export function changeParams({ who, at, act, details }: Entry): Record<string, string> {
  const { changed = [] } = details as { changed?: string[] }
  const fields = changed.filter((name) => !name.startsWith('kept:'))
  return { who, at: showInstant(at), act, changed: fields.join(',') }
}

type Entry = { who: string; at: Date; act: string; details: unknown }
