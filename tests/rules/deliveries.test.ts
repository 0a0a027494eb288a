import { describe, expect, test } from 'vitest'
import { heardBy } from '@/lib/deliveries/rules/heard'
import { moves, type DeliveryMove } from '@/lib/deliveries/rules/lifecycle'
import { DeliveryState } from '@/lib/shared/generated/enums'

/**
 * Written by hand from spec 6: what may happen to a delivery in each state, and its state then. A move that is missing
 * doesn't apply. `was`: the state before it was called off.
 */
const grid: Record<DeliveryState, Partial<Record<DeliveryMove, DeliveryState | 'was'>>> = {
  WAITING: {
    gotThrough: 'DONE',
    putOff: 'WAITING',
    gotStuck: 'NEEDS_PERSON',
    untold: 'CALLED_OFF',
    lapsed: 'CALLED_OFF',
    hold: 'HELD',
    sendAgain: 'WAITING',
    callOff: 'CALLED_OFF',
  },
  HELD: { release: 'WAITING', leaveOut: 'CALLED_OFF', callOff: 'CALLED_OFF' },
  NEEDS_PERSON: {
    sendAgain: 'WAITING',
    accept: 'DONE',
    leaveOut: 'CALLED_OFF',
    callOff: 'CALLED_OFF',
  },
  DONE: { misanswered: 'NEEDS_PERSON' },
  CALLED_OFF: { callOn: 'was' },
}

const names = Object.keys(moves) as DeliveryMove[]

describe.each(Object.values(DeliveryState))('a delivery that is %s', (state) => {
  test.each(names)('moves on %s to the state in the grid, or stays as it is', (name) => {
    const { from, to } = moves[name]
    const goes = (from as readonly DeliveryState[]).includes(state)
    expect(goes ? (to === 'BEFORE' ? 'was' : to) : undefined).toBe(grid[state][name])
  })
})

test('a person’s moves need a delivery that no worker holds, and a worker’s moves don’t', () => {
  const workers: readonly DeliveryMove[] = [
    'gotThrough',
    'misanswered',
    'putOff',
    'gotStuck',
    'untold',
    'lapsed',
  ]
  for (const name of names) expect(moves[name].hands).toBe(workers.includes(name) ? 'ANYBODYS' : 'NOBODYS')
})

test('releasing and sending again begin a new period of trying, and no other move does', () => {
  const anew = names.filter((name) => {
    const line = moves[name]
    return 'anew' in line && line.anew
  })
  expect(anew).toEqual(['release', 'sendAgain'])
})

test('only a refusal, or not having been sent, means that the neighbour surely hasn’t heard of a delivery', () => {
  expect(heardBy).toEqual({
    done: 'SURELY',
    unreachable: 'MAYBE',
    unreadable: 'MAYBE',
    fault: 'MAYBE',
    lost: 'MAYBE',
    refused: 'NOT',
    unsent: 'NOT',
  })
})
