import { describe, expect, test } from 'vitest'
import { registryStep, toldOf, type GrantRecord, type LastMessage } from '@/lib/grants/rules/registry'
import type { Amount } from '@/lib/shared/money'
import { ehisChange } from '@/lib/telling/ehis/grant-change'

/*
 * Every cell is written by hand. Rows: the last message about the record; waits = has not been sent, tried = one
 * attempt to send it ended without an answer, left = was sent, or is in a worker's hands. Columns: how the record
 * should be. Cells: what is called off and what is posted.
 */
const grid = `
  last message   | exists, changed   | exists, as told  | should not exist
  none           | post GIVE         | post GIVE        | nothing
  GIVE waits     | nothing           | nothing          | call off
  GIVE tried     | nothing           | nothing          | call off, post DELETE
  GIVE left      | post CHANGE       | nothing          | post DELETE
  CHANGE waits   | nothing           | call off         | call off, post DELETE
  CHANGE tried   | nothing           | nothing          | call off, post DELETE
  CHANGE left    | post CHANGE       | nothing          | post DELETE
  DELETE waits   | call off, post CHANGE | call off     | nothing
  DELETE tried   | call off, post GIVE | call off, post GIVE | nothing
  DELETE left    | post GIVE         | post GIVE        | nothing
`
const cells = grid
  .trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [last = '', ...said] = line.split('|').map((cell) => cell.trim())
    const columns = ['exists, changed', 'exists, as told', 'should not exist']
    return columns.map((wanted, at) => ({ last, wanted, said: said[at]! }))
  })

describe('what the registry is told next', () => {
  test('is listed for every act in every standing', () => {
    expect(cells).toHaveLength((1 + 3 * 3) * 3)
  })
  test.each(cells)('is, after “$last” and for a record that “$wanted”: $said', ({ last, wanted, said }) => {
    const changed = wanted !== 'exists, as told'
    const step = registryStep(lastOf(last), { exists: wanted.startsWith('exists'), changed })
    expect(step).toEqual({
      callOff: said.includes('call off'),
      post: /post (\w+)/.exec(said)?.[1] ?? null,
    })
  })
  test('does not depend on changes of a record that should not exist', () => {
    for (const { last } of cells) {
      const steps = [true, false].map((changed) => registryStep(lastOf(last), { exists: false, changed }))
      expect(steps[0]).toEqual(steps[1])
    }
  })
})

function lastOf(words: string): LastMessage {
  if (words === 'none') return null
  const [act, standing] = words.split(' ')
  return { act: act as 'GIVE', waiting: standing !== 'left', tried: standing === 'tried' }
}

const aRecord = (about: Partial<GrantRecord> = {}): GrantRecord => ({
  registryId: '11111111-1111-4111-8111-111111111111',
  grantId: '22222222-2222-4222-8222-222222222222',
  learnerId: '33333333-3333-4333-8333-333333333333',
  exists: true,
  personalCode: '49205130232',
  bornOn: null,
  curriculum: '80131',
  typeCode: 'PERFORMANCE',
  typeName: 'tulemusstipendium',
  ehisCode: '7',
  firstDay: '2026-09-01',
  lastDay: '2027-01-31',
  monthlyAmount: '100.00' as Amount,
  ...about,
})
const told = { koolId: '101', on: '2026-11-21' } as const
const change = (about: Partial<GrantRecord>, act: 'GIVE' | 'CHANGE' | 'DELETE' = 'GIVE') =>
  ehisChange(aRecord(about), act, told)

describe('a message about a grant', () => {
  test('is the same for giving and for changing, under the record’s id', () => {
    expect(change({})).toEqual({
      koolId: '101',
      isikukood: '49205130232',
      oppekava: '80131',
      muutusKp: '2026-11-21',
      stipendium: {
        klStipendiumLiik: '7',
        stipendiumAlgusKp: '2026-09-01',
        stipendiumLoppKp: '2027-01-31',
        oppeasutuseKirjeId: '11111111-1111-4111-8111-111111111111',
      },
    })
    expect(change({}, 'CHANGE')).toEqual(change({}, 'GIVE'))
  })
  test('tells the sum and the last day of a doctoral allowance from either source, and of no other grant', () => {
    for (const typeCode of ['DOCTORAL_ALLOWANCE', 'DOCTORAL_ALLOWANCE_OWN_FUNDS'])
      expect(change({ typeCode })).toMatchObject({
        stipendium: {
          doktoranditoetusSumma: '100.00',
          viimaneDoktoranditoetuseValjamakseKp: '2027-01-31',
        },
      })
    expect(JSON.stringify(change({}))).not.toContain('doktoranditoetus')
  })
  test('deletes by the id, with or without a code of the grant type', () => {
    expect(change({ exists: false, ehisCode: null }, 'DELETE')).toEqual({
      koolId: '101',
      isikukood: '49205130232',
      oppekava: '80131',
      muutusKp: '2026-11-21',
      kustutamine: { oppeasutuseKirjeId: '11111111-1111-4111-8111-111111111111' },
    })
  })
  test('names somebody without an Estonian personal code by the day of birth', () => {
    expect(change({ personalCode: null, bornOn: '1998-04-12' })).toMatchObject({
      isikukood: '1998-04-12',
      klIsikukoodRiik: 'SS',
    })
  })
  test('leaves out a curriculum whose code is the office’s own', () => {
    for (const curriculum of [null, 'FYS-1', '0', ''])
      expect(change({ curriculum })).not.toHaveProperty('oppekava')
  })
  test.each([
    [{ ehisCode: null }, 'noEhisCode'],
    [{ personalCode: null }, 'noBirthDay'],
  ])('can’t be composed for a grant with %j', (about, code) => {
    expect(() => change(about)).toThrow(code)
  })
  test('counts as changed only by what it tells', () => {
    const now = toldOf(aRecord())
    expect(toldOf(aRecord({ registryId: 'other', grantId: 'other', typeName: 'x' }))).toBe(now)
    for (const other of [
      { lastDay: '2027-01-30' as const },
      { firstDay: '2026-09-02' as const },
      { typeCode: 'IT_ACADEMY' },
      { monthlyAmount: '100.01' as Amount },
    ])
      expect(toldOf(aRecord(other))).not.toBe(now)
    expect(toldOf(aRecord({ exists: false }))).toBe('')
  })
})
