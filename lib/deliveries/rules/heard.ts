import type { Verdict } from '@/lib/outside/outcome'
import type { Heard } from '@/lib/shared/generated/enums'

/**
 * How an attempt to send ended: as the neighbour's answer did, or without one. `fault`: something failed with us, before
 * or after it left. `lost`: its worker died. `unsent`: there was nothing that could be sent.
 */
export type Attempt = Verdict<unknown>['kind'] | 'fault' | 'lost' | 'unsent'

/** What an attempt tells of whether the neighbour has heard of the delivery; what earlier ones told stands where it is more. */
export const heardBy = {
  done: 'SURELY',
  unreachable: 'MAYBE',
  unreadable: 'MAYBE',
  fault: 'MAYBE',
  lost: 'MAYBE',
  refused: 'NOT',
  unsent: 'NOT',
} as const satisfies Record<Attempt, Heard>
