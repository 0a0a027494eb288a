import { describe, expect, test } from 'vitest'
import {
  isOver,
  mayMoveRefresh,
  openRefreshStates,
  refreshMoves,
  type RefreshMove,
} from '@/lib/registrants/rules/refresh-lifecycle'
import { RefreshState } from '@/lib/shared/generated/enums'

/**
 * Written by hand from spec 4: what may happen to a refresh in each state, and its state then. A move that is missing
 * is not allowed.
 */
const grid: Record<RefreshState, Partial<Record<RefreshMove, RefreshState>>> = {
  FETCHING: { plan: 'PLANNED', applyAtOnce: 'APPLIED', fail: 'FAILED', discard: 'DISCARDED' },
  PLANNED: { confirm: 'APPLIED', discard: 'DISCARDED' },
  APPLIED: {},
  FAILED: {},
  DISCARDED: {},
}

const states = Object.values(RefreshState)
const names = Object.keys(refreshMoves) as RefreshMove[]

describe.each(states)('a refresh that is %s', (state) => {
  test.each(names)('moves on %s to the state in the grid, or may not move', (name) => {
    expect(mayMoveRefresh(name, state) ? refreshMoves[name].to : undefined).toBe(grid[state][name])
  })
})

test('the grid has every move of a refresh', () => {
  expect(new Set(names)).toEqual(new Set(states.flatMap((state) => Object.keys(grid[state]))))
})

test('a refresh is over in the states that no move leaves, and open in the others', () => {
  expect(states.filter(isOver)).toEqual(['APPLIED', 'FAILED', 'DISCARDED'])
  expect(openRefreshStates).toEqual(states.filter((state) => Object.keys(grid[state]).length > 0))
})
