import type { Refusal } from '@/lib/shared/refusal'
import type { DocumentFacts } from './checks'
import { findMove, isEditable, isTheirs, type Party } from './lifecycle'

/** The acts on many documents at once; printing changes nothing. */
export const manyActs = ['send', 'cancel', 'print'] as const
export type ManyAct = (typeof manyActs)[number]

export const mostAtOnce = 200

/**
 * Why one of many documents can't be sent or cancelled now, in the words of its own page; none = it can. If its page
 * lacks the button, the reason says what to do instead.
 */
export function objectionsTo(
  act: 'send' | 'cancel',
  facts: DocumentFacts,
  parties: readonly Party[],
): readonly Refusal[] {
  const move = findMove(act, facts, parties)
  if (move) return move.refusals
  if (!isTheirs(act, facts.type, parties)) return [{ code: 'notYours' }]
  if (act === 'send' && facts.state === 'DRAFT') return [{ code: 'notCheckedOver' }]
  if (act === 'cancel' && isEditable(facts.state)) return [{ code: 'neverSent' }]
  return [{ code: act === 'send' ? 'notToBeSent' : 'notToBeCancelled' }]
}
