import type { Verdict } from '@/lib/outside/outcome'
import type { Heard } from '@/lib/shared/generated/enums'

/**
 * How an attempt to send ended: as the neighbour's answer says, or without one. `fault`: we failed, before or after it
 * left. `lost`: its worker died. `unsent`: there was nothing to send.
 */
export type Attempt = Verdict<unknown>['kind'] | 'fault' | 'lost' | 'unsent'

/** Whether the neighbour received the delivery, judging by one attempt; the highest of all attempts holds. */
export const heardBy = {
  done: 'SURELY',
  unreachable: 'MAYBE',
  unreadable: 'MAYBE',
  fault: 'MAYBE',
  lost: 'MAYBE',
  refused: 'NOT',
  unsent: 'NOT',
} as const satisfies Record<Attempt, Heard>
