import type { Act as UserAct } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentState } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import { changedSince } from './changed-since'
import type { LoadedDocument } from './load'
import type { DocumentFacts } from './rules/checks'
import { findMove, isTheirs, type DocumentEvent, type OpenMove, type Party } from './rules/lifecycle'
import { partiesOf } from './visibility'

/** Who acts: a user, or a person in a neighbour's system of whose act the news tells. */
export type Actor = { userId: string | null; who: string; parties: readonly Party[] }

/** The user as an actor on this document. */
export const actorOf = ({ person }: Pick<UserAct, 'person'>, document: LoadedDocument): Actor => ({
  userId: person.id,
  who: person.name,
  parties: partiesOf(person, document),
})

/** What a move changes beside the state, and the content of its history entry. */
export type MoveDetails = {
  set?: Omit<Prisma.DocumentUncheckedUpdateManyInput, 'state' | 'revision' | 'changedAt'>
  note?: string
  details?: Prisma.InputJsonObject
}

type Wanted = { act: DocumentEvent; actor: Actor; facts: DocumentFacts; at: Date } & MoveDetails
type Moved = Pick<LoadedDocument, 'state' | 'revision' | 'changedAt'>

/**
 * The one writer of states: asks the table, writes the new state where the old state and revision still hold, and adds
 * the history entry, in the caller's transaction. Returns the document's new standing. Throws Refused with every
 * objection, or `changedMeanwhile` when the table has no such line now or somebody else was quicker.
 */
export async function move(
  tx: Tx,
  document: LoadedDocument,
  { act, actor, facts, at, set = {}, note = '', details = {} }: Wanted,
): Promise<Moved> {
  const open = findMove(act, facts, actor.parties)
  if (!open && actor.userId && isTheirs(act, facts.type, actor.parties)) {
    throw new Refused([await changedSince(tx, document)])
  }
  if (!open) throw new Refused([noMove(act, facts, actor.parties)])
  if (open.refusals.length > 0) throw new Refused(open.refusals)
  if (open.reasonAsked && note.trim() === '') throw new Refused([{ code: 'missing.reason', field: 'reason' }])

  if (open.to === 'GONE') {
    await tx.document.delete({
      where: { id: document.id, state: document.state, revision: document.revision },
    })
    return document
  }
  const state: DocumentState = open.to === 'SAME' ? document.state : open.to
  const revision = document.revision + 1
  const { count } = await tx.document.updateMany({
    where: { id: document.id, state: document.state, revision: document.revision },
    data: { ...set, state, revision, changedAt: at },
  })
  if (count === 0) throw new Refused([await changedSince(tx, document)])
  await tx.historyEntry.create({
    data: {
      documentId: document.id,
      at,
      userId: actor.userId,
      who: actor.who,
      act,
      fromState: document.state,
      toState: state,
      note,
      details,
    },
  })
  return { state, revision, changedAt: at }
}

/**
 * The table's line for this act now. Throws `notFound` when these parties may never do it, and `changedMeanwhile` when
 * only the state prevents it.
 */
export function openMove(act: DocumentEvent, facts: DocumentFacts, parties: readonly Party[]): OpenMove {
  const open = findMove(act, facts, parties)
  if (open) return open
  throw new Refused([noMove(act, facts, parties)])
}

const noMove = (act: DocumentEvent, { type }: DocumentFacts, parties: readonly Party[]) => ({
  code: isTheirs(act, type, parties) ? 'changedMeanwhile' : 'notFound',
})
