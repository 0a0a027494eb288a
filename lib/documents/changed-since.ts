import { showInstant } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'
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

/** What a sentence says of an entry of the history; `changed`: names of fields and how many rows, with commas. */
export function changeParams({ who, at, act, details }: Entry): Record<string, string> {
  const { changed = [] } = details as { changed?: string[] }
  const fields = changed.filter((name) => !name.startsWith('kept:'))
  return { who, at: showInstant(at), act, changed: fields.join(',') }
}

type Entry = { who: string; at: Date; act: string; details: unknown }
