import { describe, expect, test } from 'vitest'
import {
  rowMoves,
  rowStates,
  transferMoves,
  type RowColumns,
  type RowMove,
  type RowState,
  type TransferMove,
} from '@/lib/schools/transfers/rules/lifecycle'
import { TransferState } from '@/lib/shared/generated/enums'

/*
 * Written by hand from spec 5: what may happen to a transfer and to each of its pupils, and their state then. A move
 * that is missing is not allowed.
 */
const transfers: Record<TransferState, Partial<Record<TransferMove, TransferState>>> = {
  UNDER_WAY: { make: 'MADE', refuse: 'REFUSED' },
  MADE: { takeBack: 'TAKEN_BACK' },
  REFUSED: {},
  TAKEN_BACK: {},
}
const rows: Record<RowState | 'NONE', Partial<Record<RowMove, RowState>>> = {
  NONE: { ask: 'ASKED', place: 'MOVED' },
  ASKED: { place: 'MOVED' },
  MOVED: { placeAnew: 'MOVED', arrive: 'ARRIVED', unarrive: 'MOVED', takeBack: 'TAKEN_BACK' },
  ARRIVED: { placeAnew: 'ARRIVED', arrive: 'ARRIVED', unarrive: 'MOVED', takeBack: 'TAKEN_BACK' },
  TAKEN_BACK: {},
}

describe.each(Object.values(TransferState))('a transfer that is %s', (state) => {
  test.each(Object.keys(transferMoves) as TransferMove[])(
    'moves on %s to the state in the grid, or may not move',
    (name) => {
      const { from, to } = transferMoves[name]
      const may = (from as readonly TransferState[]).includes(state)
      expect(may ? to : undefined).toBe(transfers[state][name])
    },
  )
})

describe.each(Object.keys(rows) as (RowState | 'NONE')[])(
  'a pupil of a transfer whose row is %s',
  (state) => {
    test.each(Object.keys(rowMoves) as RowMove[])(
      'moves on %s to the state in the grid, or may not move',
      (name) => {
        const { from, to } = rowMoves[name]
        const may = (from as readonly (RowState | 'NONE')[]).includes(state)
        expect(may ? (to === 'SAME' ? state : to) : undefined).toBe(rows[state][name])
      },
    )
  },
)

test('the grids have every move of a transfer and of its pupils', () => {
  const named = (of: Record<string, object>) =>
    new Set(Object.values(of).flatMap((cells) => Object.keys(cells)))
  expect(new Set(Object.keys(transferMoves))).toEqual(named(transfers))
  expect(new Set(Object.keys(rowMoves))).toEqual(named(rows))
})

test('a row is in exactly one state, whatever its columns hold', () => {
  const read = (columns: RowColumns) =>
    Object.entries<Partial<RowColumns>>(rowStates).flatMap(([state, filled]) =>
      Object.entries(filled).every(([name, is]) => columns[name as keyof RowColumns] === is) ? [state] : [],
    )
  const both = [false, true]
  const all = both.flatMap((newId) =>
    both.flatMap((takenBackAt) => both.map((arrivedAt) => ({ newId, takenBackAt, arrivedAt }))),
  )
  expect(all.map(read)).toEqual([
    ...Array.from({ length: 4 }, () => ['ASKED']),
    ['MOVED'],
    ['ARRIVED'],
    ['TAKEN_BACK'],
    ['TAKEN_BACK'],
  ])
})
