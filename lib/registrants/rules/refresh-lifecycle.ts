import type { RefreshState } from '@/lib/shared/generated/enums'

type Line = { from: readonly RefreshState[]; to: RefreshState }

/** A refresh that asks Juhan, or whose plan waits for a person. A run has one at most. */
export const openRefreshStates = ['FETCHING', 'PLANNED'] as const satisfies RefreshState[]

/**
 * The moves of a refresh, and the state after each (spec 4 "Refresh: Uuenda registreerunute nimekirja Juhanist"). It
 * begins as FETCHING; APPLIED, FAILED and DISCARDED are final. `refreshing/move.ts` alone writes the state.
 */
export const refreshMoves = {
  /** Juhan's list removes somebody or contradicts us: the plan waits for a person */
  plan: { from: ['FETCHING'], to: 'PLANNED' },
  /** Juhan's list only adds people and changes Juhan's own fields: no question needed */
  applyAtOnce: { from: ['FETCHING'], to: 'APPLIED' },
  /** Juhan couldn't be asked, or its answer isn't a whole list of this run */
  fail: { from: ['FETCHING'], to: 'FAILED' },
  /** `Kinnita kõik ja rakenda`, `Rakenda ainult märgitud`: a person said yes to the plan, or to part of it */
  confirm: { from: ['PLANNED'], to: 'APPLIED' },
  /** a person dropped it, or Juhan is asked anew */
  discard: { from: openRefreshStates, to: 'DISCARDED' },
} as const satisfies Record<string, Line>

export type RefreshMove = keyof typeof refreshMoves

/** Whether the table allows this move in this state. */
export const mayMoveRefresh = (move: RefreshMove, state: RefreshState) =>
  (refreshMoves[move].from as readonly RefreshState[]).includes(state)

/** Whether a refresh in this state has ended. */
export const isOver = (state: RefreshState) => !(openRefreshStates as readonly RefreshState[]).includes(state)
