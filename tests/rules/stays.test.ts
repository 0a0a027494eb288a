import { describe, expect, test } from 'vitest'
import { editable, mainStay, seesDecisions, staysOf, type Placed, type Stay } from '@/lib/schools/rules/stays'
import type { Day } from '@/lib/shared/dates'

const today: Day = '2026-11-21'
const placed = (about: Partial<Placed> = {}): Placed => ({
  id: 'p1',
  houseId: 'mae',
  stayId: null,
  from: '2026-09-01',
  to: '2027-08-31',
  endedBy: null,
  voided: false,
  ...about,
})
const lastYear = { id: 'p0', from: '2025-09-01', to: '2026-08-31' } as const
const nextYear = { id: 'p2', from: '2027-09-01', to: '2028-08-31' } as const

describe('a stay', () => {
  test('lasts over school years in one house, and is named by its first placement', () => {
    expect(staysOf([placed(nextYear), placed(), placed(lastYear)], today)).toEqual([
      {
        placementId: 'p0',
        houseId: 'mae',
        stayId: null,
        from: '2025-09-01',
        to: '2028-08-31',
        state: 'STUDYING',
        gone: false,
        waits: false,
      },
    ])
  })

  test('is a new one in another house, and after a transfer back', () => {
    const stays = staysOf(
      [
        placed({ ...lastYear, endedBy: 'TRANSFER' }),
        placed({ houseId: 'joe', stayId: 't1', to: '2026-10-31', endedBy: 'TRANSFER' }),
        placed({ ...nextYear, stayId: 't2', from: '2026-11-01' }),
      ],
      today,
    )
    expect(stays.map(({ houseId, stayId, state }) => [houseId, stayId, state])).toEqual([
      ['mae', null, 'LEFT'],
      ['joe', 't1', 'LEFT'],
      ['mae', 't2', 'STUDYING'],
    ])
  })

  test('is not made or lengthened by a void placement', () => {
    expect(staysOf([placed({ voided: true })], today)).toEqual([])
    expect(staysOf([placed(), placed({ ...nextYear, voided: true })], today)).toMatchObject([
      { to: '2027-08-31' },
    ])
    expect(staysOf([], today)).toEqual([])
  })

  test('has the state of its placement on the day, and before it that of its first one', () => {
    const stateOf = (day: Day, ...placements: Placed[]) => staysOf(placements, day)[0]!.state
    const two = [placed({ ...lastYear, endedBy: null }), placed({ endedBy: 'LEAVING' })]
    expect(stateOf('2025-08-31', ...two)).toBe('COMING')
    expect(stateOf('2025-09-01', ...two)).toBe('STUDYING')
    expect(stateOf('2026-08-31', ...two)).toBe('STUDYING')
    expect(stateOf('2026-09-01', ...two)).toBe('LEAVING')
    expect(stateOf('2027-09-01', ...two)).toBe('LEFT')
  })
})

describe('a pupil is gone from a house', () => {
  const goneOn = (day: Day, ...placements: Placed[]) => staysOf(placements, day).map(({ gone }) => gone)
  test('from the day after leaving, also by a transfer', () => {
    const left = placed({ to: '2026-11-20', endedBy: 'LEAVING' })
    expect(goneOn('2026-11-20', left)).toEqual([false])
    expect(goneOn('2026-11-21', left)).toEqual([true])
    expect(goneOn('2026-11-21', placed({ to: '2026-11-20', endedBy: 'TRANSFER' }))).toEqual([true])
  })
  test('after the school year only if another house has the pupil', () => {
    expect(goneOn(today, placed(lastYear))).toEqual([false])
    expect(goneOn(today, placed(lastYear), placed({ houseId: 'joe' }))).toEqual([true, false])
    expect(goneOn('2026-08-31', placed(lastYear), placed({ houseId: 'joe' }))).toEqual([false, false])
  })
})

describe('a stay’s kept things', () => {
  const waitsOn = (day: Day, about: Partial<Placed>) => staysOf([placed(about)], day)[0]!.waits
  test('wait for the day on which a transfer brings the pupil', () => {
    const brought = { stayId: 't1', from: '2026-12-01' } as const
    expect(waitsOn('2026-11-30', brought)).toBe(true)
    expect(waitsOn('2026-12-01', brought)).toBe(false)
    expect(waitsOn('2026-11-30', { ...brought, stayId: null })).toBe(false)
  })

  const aStay = (about: Partial<Stay> = {}): Stay => ({
    ...staysOf([placed()], today)[0]!,
    waits: false,
    gone: false,
    ...about,
  })
  test('can’t be changed while they wait or once the pupil is gone', () => {
    expect(editable(aStay())).toBe(true)
    expect(editable(aStay({ waits: true }))).toBe(false)
    expect(editable(aStay({ gone: true }))).toBe(false)
  })
  test('show their decisions to an official always, and to a representative until the pupil is gone', () => {
    const seen = (official: boolean) => [false, true].map((gone) => seesDecisions(official, aStay({ gone })))
    expect([seen(true), seen(false)]).toEqual([
      [true, true],
      [true, false],
    ])
  })
  test('are shown first for the stay that goes on, else for the one to come, else for the last', () => {
    const stays = (...states: Stay['state'][]) =>
      states.map((state, at) => aStay({ state, placementId: `${at}` }))
    const chosen = (...states: Stay['state'][]) => mainStay(stays(...states))?.placementId
    expect(chosen('LEFT', 'COMING', 'STUDYING', 'OVER')).toBe('2')
    expect(chosen('COMING', 'LEAVING')).toBe('1')
    expect(chosen('OVER', 'COMING', 'LEFT')).toBe('1')
    expect(chosen('OVER', 'LEFT')).toBe('1')
    expect(chosen()).toBeUndefined()
  })
})
