import { describe, expect, test } from 'vitest'
import {
  isOver,
  mayMoveRefresh,
  openRefreshStates,
  refreshMoves,
  type RefreshMove,
} from '@/lib/registrants/rules/refresh-lifecycle'
import { RefreshState } from '@/lib/shared/generated/enums'

/** Written by hand from spec 4: what may befall a refresh in each state, and its state then. Where nothing stands, nothing may. */
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
  test.each(names)('on %s goes where the grid says, or may not', (name) => {
    expect(mayMoveRefresh(name, state) ? refreshMoves[name].to : undefined).toBe(grid[state][name])
  })
})

test('whatever may befall a refresh stands in the grid', () => {
  expect(new Set(names)).toEqual(new Set(states.flatMap((state) => Object.keys(grid[state]))))
})

test('a refresh is over in the states from which nothing leads on', () => {
  expect(states.filter(isOver)).toEqual(['APPLIED', 'FAILED', 'DISCARDED'])
  expect(openRefreshStates).toEqual(states.filter((state) => Object.keys(grid[state]).length > 0))
})
