import { describe, expect, test } from 'vitest'
import {
  countedAs,
  keptSteps,
  needsYes,
  ofBoth,
  planRefresh,
  stepsToAgree,
  type OurRegistrant,
  type PlanRow,
  type Registration,
  type Step,
  type Sums,
} from '@/lib/registrants/rules/sync-plan'
import { aRegistrant, aRegistration, standingAt } from '../support/registrants'

const rowsOf = (told: Registration[], ours: OurRegistrant[]): PlanRow[] => {
  const plan = planRefresh(told, ours)
  if ('problem' in plan) throw new Error(plan.problem.why)
  return plan.rows
}
const elsewhere = { id: 'other', code: 'TK-2', unitId: 'u' }

/** Written by hand from spec 4: the sum in which the log counts each step, and whether a person has to agree to it. */
const sums: Record<Step, [sum: keyof Sums, asked: boolean]> = {
  ADD: ['added', false],
  RETURN: ['added', false],
  MOVE: ['added', true],
  CHANGE: ['changed', false],
  CONFLICT: ['changed', true],
  REMOVE: ['removed', true],
  ON_DIRECTIVE: ['kept', false],
  ADMITTED: ['kept', false],
  ENDING: ['kept', false],
  UNTOLD: ['kept', false],
  ABSENT: ['kept', false],
  ELSEWHERE: ['kept', false],
  ENDED: ['nothing', false],
  OUTCOME: ['nothing', false],
  SAME: ['nothing', false],
  NOTHING: ['nothing', false],
}
const steps = Object.keys(sums) as Step[]

describe.each(steps)('a row whose step is %s', (step) => {
  test('is counted in the sum of the table, or as kept if nobody agreed', () => {
    expect(countedAs({ step, agreed: true })).toBe(sums[step][0])
    expect(countedAs({ step, agreed: null })).toBe(sums[step][0])
    expect(countedAs({ step, agreed: false })).toBe('kept')
  })

  test('needs agreement if the table says so, from somebody who keeps both runs if it comes from another', () => {
    expect(needsYes(step)).toBe(sums[step][1])
    expect(ofBoth({ step, registrant: aRegistrant({ elsewhere }) })).toEqual(sums[step][1] ? elsewhere : null)
    expect(ofBoth({ step, registrant: aRegistrant() })).toBeNull()
    expect(ofBoth({ step, registrant: null })).toBeNull()
  })
})

test('the lists of steps to agree to and of kept steps are those of the table', () => {
  expect([...stepsToAgree].toSorted()).toEqual(steps.filter((step) => sums[step][1]).toSorted())
  expect([...keptSteps].toSorted()).toEqual(steps.filter((step) => sums[step][0] === 'kept').toSorted())
})

describe('a field of Juhan', () => {
  const values = {
    firstName: 'Piret',
    lastName: 'Kask',
    personalCode: '49205130232',
    email: 'muu@kool.ee',
    phone: '5999',
    payer: 'LEGAL_PERSON',
    registeredOn: '2026-11-03',
    workplace: 'Teine kool',
  } as const
  const names = Object.keys(values) as (keyof typeof values)[]
  /** A change of name or code needs a person's agreement. */
  const named: readonly string[] = ['firstName', 'lastName', 'personalCode']

  test.each(names)('%s, if it alone changed, is told with its value before and after', (field) => {
    const [row] = rowsOf([aRegistration({ [field]: values[field] })], [aRegistrant()])
    const from = aRegistrant()[field]
    expect(row!.changes).toEqual([{ field, from, to: values[field] }])
    expect(row!.step).toBe(named.includes(field) ? 'CONFLICT' : 'CHANGE')
  })

  test.each(names)(
    '%s of somebody who moves from another run is changed with the move, unless it is a name or code',
    (field) => {
      const [row] = rowsOf([aRegistration({ [field]: values[field] })], [aRegistrant({ elsewhere })])
      const fields = row!.changes.map((change) => change.field)
      expect(row!.step).toBe('MOVE')
      expect(fields).toEqual(named.includes(field) ? [] : [field])
    },
  )

  test('isn’t changed for a person whom a directive keeps in another run', () => {
    const there = aRegistrant({ elsewhere, standing: standingAt('ADMITTED') })
    expect(rowsOf([aRegistration({ phone: '5999' })], [there])[0]).toMatchObject({
      step: 'ELSEWHERE',
      changes: [],
    })
  })
})

test('another name needs agreement even if neither side has a code', () => {
  const uncoded = aRegistrant({ personalCode: null })
  const step = (about: Partial<Registration>) =>
    rowsOf([aRegistration({ personalCode: null, ...about })], [uncoded])[0]!.step
  expect(step({ lastName: 'Kask' })).toBe('CONFLICT')
  expect(step({})).toBe('SAME')
})

describe('a field that can’t be taken over as Juhan told it', () => {
  const odd = (of: Registration['odd'], about: Partial<Registration> = {}) =>
    aRegistration({ odd: of, ...about })

  test('leaves our value as it was, and is shown as Juhan told it', () => {
    const [row] = rowsOf([odd({ phone: 'x'.repeat(9) }, { phone: '' })], [aRegistrant()])
    expect(row!.told!.phone).toBe(aRegistrant().phone)
    expect(row).toMatchObject({
      step: 'CHANGE',
      changes: [{ field: 'phone', from: null, to: 'x'.repeat(9), odd: true }],
    })
  })

  test('is a change only the first time, and again if Juhan tells something else', () => {
    const ours = aRegistrant({ odd: { phone: 'tel' } })
    expect(rowsOf([odd({ phone: 'tel' }, { phone: '' })], [ours])[0]).toMatchObject({
      step: 'SAME',
      changes: [],
    })
    expect(rowsOf([odd({ phone: 'muu' }, { phone: '' })], [ours])[0]!.changes).toEqual([
      { field: 'phone', from: 'tel', to: 'muu', odd: true },
    ])
  })

  test('is a change once more when it has been put right', () => {
    const [row] = rowsOf([aRegistration()], [aRegistrant({ odd: { phone: 'tel' } })])
    expect(row!.changes).toEqual([{ field: 'phone', from: 'tel', to: null, odd: true }])
  })

  test('overwrites our name or code only if that is no better', () => {
    const said = odd({ lastName: '???', personalCode: '123' }, { lastName: '', personalCode: null })
    const [sound] = rowsOf([said], [aRegistrant({ personalCode: '49205130232' })])
    expect(sound!.told).toMatchObject({ lastName: 'Saar', personalCode: '49205130232' })
    const [unsound] = rowsOf([said], [aRegistrant({ lastName: '--', personalCode: '49205130233' })])
    expect(unsound!.told).toMatchObject({ lastName: '', personalCode: null })
    const [without] = rowsOf([said], [aRegistrant({ lastName: '', personalCode: null })])
    expect(without!.told).toMatchObject({ lastName: '', personalCode: null })
  })

  test('is shown for a new registrant too, and not if nothing is wrong', () => {
    expect(rowsOf([odd({ email: 'a@' }, { email: '' })], [])[0]).toMatchObject({
      step: 'ADD',
      changes: [{ field: 'email', from: null, to: 'a@', odd: true }],
    })
    expect(rowsOf([aRegistration()], [])[0]).toMatchObject({ step: 'ADD', changes: [] })
  })
})

describe('the rows of a plan', () => {
  const named = (juhanId: string, firstName: string, lastName: string) =>
    aRegistration({ juhanId, firstName, lastName, personalCode: null, email: `${juhanId}@kool.ee` })

  test('are in Estonian order of surname and then of whole name, absent registrants among them', () => {
    const told = [
      named('1', 'Zoja', 'Õun'),
      named('2', 'Ants', 'Zimmer'),
      named('3', 'Mari', 'Tamm'),
      named('4', 'Ants', 'Tamm'),
    ]
    const absent = aRegistrant({ id: 'r9', juhanId: null, firstName: 'Jüri', lastName: 'Sepp' })
    expect(rowsOf(told, [absent]).map(({ name }) => name)).toEqual([
      'Jüri Sepp',
      'Ants Zimmer',
      'Ants Tamm',
      'Mari Tamm',
      'Zoja Õun',
    ])
  })

  test('have Juhan’s id of their registrant, or none if Juhan never had the person', () => {
    const [absent, told] = rowsOf(
      [named('7', 'Mari', 'Tamm')],
      [aRegistrant({ id: 'r9', juhanId: null, lastName: 'Kask' })],
    )
    expect([absent!.juhanId, told!.juhanId]).toEqual(['', '7'])
    const [gone] = rowsOf([named('7', 'Mari', 'Tamm')], [aRegistrant({ juhanId: '8' })])
    expect(gone).toMatchObject({ juhanId: '8', step: 'ABSENT', told: null, twins: [] })
  })

  test('are none if a registration is told twice, of which the first to repeat is named', () => {
    const told = [
      named('1', 'Mari', 'Tamm'),
      named('2', 'Ants', 'Kask'),
      named('3', 'Jüri', 'Sepp'),
      named('2', 'Anu', 'Kask'),
    ]
    expect(planRefresh(told, [])).toEqual({ problem: { why: 'duplicate', id: '2', name: 'Anu Kask' } })
  })
})

describe('other registrations of an added person', () => {
  const kairi = aRegistration({ juhanId: '2', personalCode: '47903120210' })
  const same = (about: Partial<OurRegistrant> = {}) =>
    aRegistrant({ ...kairi, id: 'r2', juhanId: null, ...about })
  const twinsOf = (told: Registration[], ours: OurRegistrant[]) =>
    rowsOf(told, ours).map(({ step, twins }) => [step, twins])

  test('are named if they are on the list, by our own id if Juhan never had them', () => {
    expect(twinsOf([kairi], [same()])).toEqual(
      expect.arrayContaining([
        ['ADD', ['r2']],
        ['ABSENT', []],
      ]),
    )
  })

  test('are not named if they were removed, are in another run only or are not registered in Juhan', () => {
    const waiting = aRegistration({ ...kairi, juhanId: '3', status: 'CANCELLED' })
    expect(twinsOf([kairi, waiting], [])).toEqual(
      expect.arrayContaining([
        ['ADD', []],
        ['NOTHING', []],
      ]),
    )
    expect(twinsOf([kairi], [same({ removed: true })])).toEqual([['ADD', []]])
    const there = same({ juhanId: '3', elsewhere, standing: standingAt('ADMITTED') })
    const cancelled = { ...waiting, status: 'CANCELLED' as const }
    expect(twinsOf([kairi, cancelled], [there])).toEqual(
      expect.arrayContaining([
        ['ADD', []],
        ['ELSEWHERE', []],
      ]),
    )
  })

  test('are named at each of two that are both added', () => {
    const again = aRegistration({ ...kairi, juhanId: '3' })
    expect(twinsOf([kairi, again], [])).toEqual([
      ['ADD', ['3']],
      ['ADD', ['2']],
    ])
  })

  test('are not named at somebody who was on the list already', () => {
    const [again, ...others] = [aRegistration({ ...kairi, juhanId: '3' }), same({ juhanId: '2' })]
    expect(twinsOf([kairi, again], others as OurRegistrant[])).toEqual(
      expect.arrayContaining([
        ['ADD', ['2']],
        ['SAME', []],
      ]),
    )
  })
})
