import type { Refusal } from '@/lib/shared/refusal'
import type { DocumentFacts } from './checks'
import { findMove, isEditable, isTheirs, type Party } from './lifecycle'

/** What can be done with many documents at once; printing changes nothing. */
export const manyActs = ['send', 'cancel', 'print'] as const
export type ManyAct = (typeof manyActs)[number]

/** So many at once. */
export const mostAtOnce = 200

/**
 * Why one of many can't be sent or cancelled now, in the words of its own page; none = it can. Where its page has no
 * such button, the reason is what the clerk has to do instead.
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
