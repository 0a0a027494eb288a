import type { DeliveryState } from '@/lib/shared/generated/enums'

/** In whose hands a delivery may be when something befalls it: in nobody's, or in whosever. */
type Hands = 'NOBODYS' | 'ANYBODYS'

type Line = {
  from: readonly DeliveryState[]
  /** BEFORE: as it was before it was called off */
  to: DeliveryState | 'BEFORE'
  hands: Hands
  /** a new period of trying begins: how long the neighbour is waited for is reckoned from the next try */
  anew?: true
}

/**
 * What can befall a delivery, and its state then (spec 6 "Deliveries"). A delivery whose state isn't named stays as it is.
 * `move.ts` is the only one that writes a state. The worker settles what it has in its hands; everybody else moves only
 * what is in nobody's.
 */
export const moves = {
  /** the neighbour has taken it */
  gotThrough: { from: ['WAITING'], to: 'DONE', hands: 'ANYBODYS' },
  /** the neighbour took it and answered otherwise than it should have: a person looks at it */
  misanswered: { from: ['DONE'], to: 'NEEDS_PERSON', hands: 'ANYBODYS' },
  /** the neighbour couldn't be reached: the worker tries again at the time given */
  putOff: { from: ['WAITING'], to: 'WAITING', hands: 'ANYBODYS' },
  /** it was refused, couldn't be understood or sent, or was tried for too long: a person has to see to it */
  gotStuck: { from: ['WAITING'], to: 'NEEDS_PERSON', hands: 'ANYBODYS' },
  /** there was nothing to tell any more: it wasn't tried */
  untold: { from: ['WAITING'], to: 'CALLED_OFF', hands: 'ANYBODYS' },
  /** it failed, and nobody needs it any more */
  lapsed: { from: ['WAITING'], to: 'CALLED_OFF', hands: 'ANYBODYS' },

  /** `Peata` */
  hold: { from: ['WAITING'], to: 'HELD', hands: 'NOBODYS' },
  /** `Luba saatmine` */
  release: { from: ['HELD'], to: 'WAITING', hands: 'NOBODYS', anew: true },
  /** `Saada uuesti`, and whatever makes it due at once */
  sendAgain: { from: ['WAITING', 'NEEDS_PERSON'], to: 'WAITING', hands: 'NOBODYS', anew: true },
  /** `Võta vastus vastu`: the answer counts as it is */
  accept: { from: ['NEEDS_PERSON'], to: 'DONE', hands: 'NOBODYS' },
  /** `Jäta ära`: what is stuck or held is never sent */
  leaveOut: { from: ['NEEDS_PERSON', 'HELD'], to: 'CALLED_OFF', hands: 'NOBODYS' },
  /** what it tells isn't so any more, and it hasn't left */
  callOff: { from: ['WAITING', 'HELD', 'NEEDS_PERSON'], to: 'CALLED_OFF', hands: 'NOBODYS' },
  /** the calling off is undone */
  callOn: { from: ['CALLED_OFF'], to: 'BEFORE', hands: 'NOBODYS' },
} as const satisfies Record<string, Line>

export type DeliveryMove = keyof typeof moves
