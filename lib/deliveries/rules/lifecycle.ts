import type { DeliveryState } from '@/lib/shared/generated/enums'

/** Who may have the delivery when a move happens: nobody, or anybody. */
type Hands = 'NOBODYS' | 'ANYBODYS'

type Line = {
  from: readonly DeliveryState[]
  /** BEFORE: its state before it was called off */
  to: DeliveryState | 'BEFORE'
  hands: Hands
  /** begins a new period of trying: the limit for the neighbour counts from the next try */
  anew?: true
}

/**
 * The moves of a delivery, and the state after each (spec 6 "Deliveries"). A delivery in a state that a move doesn't
 * name stays as it is. `move.ts` alone writes the state. A worker settles what it has in its hands; everybody else
 * moves only what is in nobody's.
 */
export const moves = {
  /** the neighbour has taken it */
  gotThrough: { from: ['WAITING'], to: 'DONE', hands: 'ANYBODYS' },
  /** the neighbour took it with an odd answer: a person looks at it */
  misanswered: { from: ['DONE'], to: 'NEEDS_PERSON', hands: 'ANYBODYS' },
  /** the neighbour couldn't be reached: the worker tries again at the given time */
  putOff: { from: ['WAITING'], to: 'WAITING', hands: 'ANYBODYS' },
  /** it was refused, couldn't be understood or sent, or was tried for too long: a person has to deal with it */
  gotStuck: { from: ['WAITING'], to: 'NEEDS_PERSON', hands: 'ANYBODYS' },
  /** there was nothing to tell any more, so it wasn't sent */
  untold: { from: ['WAITING'], to: 'CALLED_OFF', hands: 'ANYBODYS' },
  /** it failed, and nobody needs it any more */
  lapsed: { from: ['WAITING'], to: 'CALLED_OFF', hands: 'ANYBODYS' },

  /** `Peata` */
  hold: { from: ['WAITING'], to: 'HELD', hands: 'NOBODYS' },
  /** `Luba saatmine` */
  release: { from: ['HELD'], to: 'WAITING', hands: 'NOBODYS', anew: true },
  /** `Saada uuesti`, and any act that makes it due at once */
  sendAgain: { from: ['WAITING', 'NEEDS_PERSON'], to: 'WAITING', hands: 'NOBODYS', anew: true },
  /** `Võta vastus vastu`: the answer is accepted as it is */
  accept: { from: ['NEEDS_PERSON'], to: 'DONE', hands: 'NOBODYS' },
  /** `Jäta ära`: a stuck or held message is never sent */
  leaveOut: { from: ['NEEDS_PERSON', 'HELD'], to: 'CALLED_OFF', hands: 'NOBODYS' },
  /** its content is no longer true, and it hasn't left */
  callOff: { from: ['WAITING', 'HELD', 'NEEDS_PERSON'], to: 'CALLED_OFF', hands: 'NOBODYS' },
  /** the calling off is undone */
  callOn: { from: ['CALLED_OFF'], to: 'BEFORE', hands: 'NOBODYS' },
} as const satisfies Record<string, Line>

export type DeliveryMove = keyof typeof moves
