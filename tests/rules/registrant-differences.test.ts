import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesOf, isFresh, type LastTold } from '@/lib/registrants/rules/differences'
import type { OurRegistrant } from '@/lib/registrants/rules/sync-plan'
import { aRegistrant, standingAt } from '../support/registrants'

const told = (juhanId: string, status: LastTold['status']): LastTold => ({
  juhanId,
  status,
  name: 'Birgit Saar',
})
const ours = (juhanId: string | null, place: OurRegistrant['standing']['place'] = 'NOWHERE') =>
  aRegistrant({ id: `r${juhanId}`, juhanId, standing: standingAt(place) })
const whyOf = (...given: Parameters<typeof differencesOf>) =>
  differencesOf(...given).differences.map(({ why }) => why)

const statuses = ['REGISTERED', 'WAITING_LIST', 'CANCELLED', 'NOT_COMPLETED', 'COMPLETED'] as const
const places = [
  'NOWHERE',
  'ADMISSION_UNDER_WAY',
  'ADMITTED',
  'END_UNDER_WAY',
  'ANNULLED',
  'DISCONTINUED',
] as const

describe('a difference to Juhan', () => {
  test('is named with what has to be done', () => {
    expect(whyOf([told('1', 'REGISTERED')], [])).toEqual(['ADD'])
    expect(whyOf([told('1', 'CANCELLED')], [ours('1')])).toEqual(['REMOVE'])
    expect(whyOf([told('1', 'WAITING_LIST')], [ours('1', 'ADMISSION_UNDER_WAY')])).toEqual(['ON_DIRECTIVE'])
    expect(whyOf([told('1', 'CANCELLED')], [ours('1', 'ADMITTED')])).toEqual(['ADMITTED'])
    expect(whyOf([told('1', 'CANCELLED')], [ours('1', 'END_UNDER_WAY')])).toEqual(['ENDING'])
    expect(whyOf([told('1', 'REGISTERED')], [ours('1', 'DISCONTINUED')])).toEqual(['UNTOLD'])
    expect(whyOf([], [ours('1')])).toEqual(['ABSENT'])
    expect(whyOf([], [ours(null)])).toEqual(['ABSENT'])
  })

  test('is not found where both sides agree', () => {
    expect(whyOf([told('1', 'REGISTERED')], [ours('1', 'ADMITTED')])).toEqual([])
    expect(whyOf([told('1', 'CANCELLED')], [ours('1', 'ANNULLED')])).toEqual([])
    expect(whyOf([told('1', 'NOT_COMPLETED')], [ours('1', 'DISCONTINUED')])).toEqual([])
    expect(whyOf([told('1', 'COMPLETED')], [ours('1', 'ADMITTED')])).toEqual([])
    expect(whyOf([told('1', 'CANCELLED'), told('2', 'COMPLETED')], [])).toEqual([])
    expect(whyOf([], [ours('1', 'ANNULLED')])).toEqual([])
  })

  test('is found whenever the counts differ', () => {
    const ids = ['1', '2', '3', '4']
    const someTold = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...statuses)).map(([id, status]) => told(id, status)),
      {
        selector: ({ juhanId }) => juhanId,
      },
    )
    const someOurs = fc.uniqueArray(
      fc
        .tuple(fc.constantFrom(...ids, '5'), fc.constantFrom(...places))
        .map(([id, place]) => ours(id, place)),
      { selector: ({ juhanId }) => juhanId },
    )
    fc.assert(
      fc.property(someTold, someOurs, (answer, registrants) => {
        const compared = differencesOf(answer, registrants)
        if (compared.ours !== compared.juhan) expect(compared.differences).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

test('what Juhan told is fresh for the set minutes, and never fresh if Juhan was never asked', () => {
  const at = new Date('2026-11-21T10:00:00Z')
  const after = (minutes: number, ms = 0) => new Date(at.getTime() + minutes * 60_000 + ms)
  expect(isFresh(at, after(60), 60)).toBe(true)
  expect(isFresh(at, after(60, 1), 60)).toBe(false)
  expect(isFresh(null, at, 60)).toBe(false)
})
