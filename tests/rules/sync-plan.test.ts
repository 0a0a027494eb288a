import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askedOf,
  conflicts,
  needsYes,
  ofBoth,
  planRefresh,
  sumsOf,
  type OurRegistrant,
  type PlanRow,
  type Registration,
  type StudyStanding,
  type Step,
} from '@/lib/registrants/rules/sync-plan'
import { aRegistrant, aRegistration, standingAt } from '../support/registrants'

const rowsOf = (...given: Parameters<typeof planRefresh>) => {
  const plan = planRefresh(...given)
  if ('problem' in plan) throw new Error(plan.problem.why)
  return plan.rows
}
const stepOf = (told: Registration[], ours: OurRegistrant[]) => rowsOf(told, ours)[0]?.step

const places = [
  'NOWHERE',
  'ADMISSION_UNDER_WAY',
  'ADMITTED',
  'END_UNDER_WAY',
  'ANNULLED',
  'DISCONTINUED',
] as const
const statuses = ['REGISTERED', 'WAITING_LIST', 'CANCELLED', 'NOT_COMPLETED', 'COMPLETED'] as const

/**
 * The decision table of spec 4, written by hand: a line for each status, first for a person not on our list, then by
 * `places`.
 */
const grid: Record<(typeof statuses)[number], readonly Step[]> = {
  REGISTERED: ['ADD', 'SAME', 'SAME', 'SAME', 'SAME', 'UNTOLD', 'UNTOLD'],
  WAITING_LIST: ['NOTHING', 'REMOVE', 'ON_DIRECTIVE', 'ADMITTED', 'ENDING', 'ENDED', 'ENDED'],
  CANCELLED: ['NOTHING', 'REMOVE', 'ON_DIRECTIVE', 'ADMITTED', 'ENDING', 'ENDED', 'ENDED'],
  NOT_COMPLETED: ['NOTHING', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME'],
  COMPLETED: ['NOTHING', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME'],
}

describe.each(statuses)('a registration that is %s in Juhan', (status) => {
  const juhanStatus = status
  test('takes the step of the table, wherever the person stands with us', () => {
    const steps = [
      stepOf([aRegistration({ status })], []),
      ...places.map((place) =>
        stepOf([aRegistration({ status })], [aRegistrant({ juhanStatus, standing: standingAt(place) })]),
      ),
    ]
    expect(steps).toEqual(grid[status])
  })

  test('returns a person who was removed here only if it is registered', () => {
    const step = stepOf(
      [aRegistration({ status })],
      [aRegistrant({ removed: true, juhanStatus: 'CANCELLED' })],
    )
    expect(step).toBe(status === 'REGISTERED' ? 'RETURN' : 'NOTHING')
  })
})

describe('a registrant who is not in the answer', () => {
  test.each(places)('at %s is kept and reported', (place) => {
    const ours = [aRegistrant(), aRegistrant({ id: 'r2', juhanId: '2', standing: standingAt(place) })]
    expect(rowsOf([aRegistration()], ours).map(({ juhanId, step }) => [juhanId, step])).toEqual([
      ['880101', 'SAME'],
      ['2', 'ABSENT'],
    ])
  })

  test('is reported if added by us, but not once removed', () => {
    const ours = [
      aRegistrant({ juhanId: null, juhanStatus: null }),
      aRegistrant({ id: 'r2', juhanId: '2', removed: true }),
    ]
    expect(rowsOf([], ours).map(({ step }) => step)).toEqual(['ABSENT'])
  })
})

describe('a registration that we have in another run', () => {
  const elsewhere = { id: 'other', code: 'TK-2', unitId: 'u' }
  /** The step for each status in Juhan, a line each, in the order of `places` on the other run. */
  const table: Record<(typeof statuses)[number], readonly Step[]> = {
    REGISTERED: ['MOVE', 'ELSEWHERE', 'ELSEWHERE', 'ELSEWHERE', 'MOVE', 'MOVE'],
    WAITING_LIST: ['REMOVE', 'ELSEWHERE', 'ELSEWHERE', 'ELSEWHERE', 'ENDED', 'ENDED'],
    CANCELLED: ['REMOVE', 'ELSEWHERE', 'ELSEWHERE', 'ELSEWHERE', 'ENDED', 'ENDED'],
    NOT_COMPLETED: ['OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME'],
    COMPLETED: ['OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME', 'OUTCOME'],
  }
  test.each(statuses)('and that is %s in Juhan takes the step of the table', (status) => {
    const steps = places.map((place) =>
      stepOf([aRegistration({ status })], [aRegistrant({ elsewhere, standing: standingAt(place) })]),
    )
    expect(steps).toEqual(table[status])
  })
  test('moves only by agreement of somebody who keeps both runs, and without its new name', () => {
    const told = aRegistration({ lastName: 'Kask', phone: '77' })
    const [row] = rowsOf([told], [aRegistrant({ elsewhere })])
    expect(row).toMatchObject({ step: 'MOVE', changes: [{ field: 'phone' }] })
    expect(needsYes('MOVE')).toBe(true)
    expect(ofBoth(row!)).toEqual(elsewhere)
  })
  test('is not absent from this run, and an empty answer is accepted despite it', () => {
    expect(rowsOf([], [aRegistrant({ elsewhere })])).toEqual([])
  })
})

describe('an answer that is not applied at all', () => {
  const problemOf = (...given: Parameters<typeof planRefresh>) => {
    const plan = planRefresh(...given)
    return 'problem' in plan ? plan.problem : null
  }
  test('is an empty one where there were people, but not where none were left', () => {
    expect(problemOf([], [aRegistrant(), aRegistrant({ id: 'r2', juhanId: '2' })])).toEqual({
      why: 'empty',
      count: 2,
    })
    expect(problemOf([], [])).toBeNull()
    expect(problemOf([], [aRegistrant({ removed: true })])).toBeNull()
  })
  test('is one that names a registration twice', () => {
    expect(problemOf([aRegistration(), aRegistration({ juhanId: '2' }), aRegistration()], [])).toEqual({
      why: 'duplicate',
      id: '880101',
      name: 'Birgit Saar',
    })
  })
})

describe('a change in Juhan', () => {
  test('is followed in every field, each told with its value before and after', () => {
    const told = aRegistration({ email: 'saar@kool.ee', payer: null })
    expect(rowsOf([told], [aRegistrant()])[0]).toMatchObject({
      step: 'CHANGE',
      changes: [
        { field: 'email', from: 'birgit@kool.ee', to: 'saar@kool.ee' },
        { field: 'payer', from: 'SELF', to: null },
      ],
    })
  })
  test('is followed in the status when Juhan registers again a person whom we kept', () => {
    const kept = aRegistrant({ juhanStatus: 'CANCELLED', standing: standingAt('ADMITTED') })
    expect(rowsOf([aRegistration()], [kept])[0]).toMatchObject({
      step: 'CHANGE',
      changes: [{ field: 'status', from: 'CANCELLED', to: 'REGISTERED' }],
    })
  })
})

describe('a name or code that differs from our person’s', () => {
  const { firstName, lastName, personalCode } = aRegistration()
  const ours = { firstName, lastName, personalCode }
  const married = { ...ours, lastName: 'Kask' }

  test('is a conflict with the learner if one is settled, and otherwise with the registrant', () => {
    expect(conflicts(married, aRegistrant())).toBe(true)
    expect(conflicts(married, aRegistrant({ learner: married }))).toBe(false)
    expect(conflicts(ours, aRegistrant({ learner: married }))).toBe(true)
    expect(conflicts({ ...ours, personalCode: '39001010000' }, aRegistrant())).toBe(true)
    expect(conflicts({ ...ours, personalCode: null }, aRegistrant())).toBe(true)
  })
  test('is no conflict once a person has accepted it, until Juhan tells another one', () => {
    expect(conflicts(married, aRegistrant({ learner: ours, settledAs: married }))).toBe(false)
    expect(
      conflicts({ ...ours, lastName: 'Kuusk' }, aRegistrant({ learner: ours, settledAs: married })),
    ).toBe(true)
  })
  test('is no conflict if there was no code yet', () => {
    expect(conflicts(ours, aRegistrant({ personalCode: null }))).toBe(false)
    expect(
      conflicts({ ...ours, personalCode: null }, aRegistrant({ personalCode: null, learner: ours })),
    ).toBe(false)
    expect(
      conflicts({ ...ours, personalCode: '39001010000' }, aRegistrant({ personalCode: null, learner: ours })),
    ).toBe(true)
  })
  test('is a conflict even for somebody who comes back', () => {
    expect(stepOf([aRegistration(married)], [aRegistrant({ removed: true })])).toBe('CONFLICT')
  })
  test('does not prevent a removal', () => {
    expect(stepOf([aRegistration({ ...married, status: 'CANCELLED' })], [aRegistrant()])).toBe('REMOVE')
  })
})

test('a person who is added again is shown with the other registration, by code or by name and address', () => {
  const kairi = aRegistration({ personalCode: '47903120210' })
  const rows = (about: Partial<Registration>) =>
    rowsOf([kairi, { ...kairi, juhanId: '2', ...about }], [aRegistrant()])
  const added = (about: Partial<Registration>) => rows(about).find(({ juhanId }) => juhanId === '2')!.twins
  expect(added({ email: 'muu@kool.ee', lastName: 'Kask' })).toEqual(['880101'])
  expect(added({ personalCode: null })).toEqual(['880101'])
  expect(added({ personalCode: null, email: 'muu@kool.ee' })).toEqual([])
  expect(added({ personalCode: '37605030299' })).toEqual([])
})

describe('the sums of a plan', () => {
  test('count what was done, what was kept and what needed nothing', () => {
    const steps: Step[] = [
      'ADD',
      'RETURN',
      'CHANGE',
      'CONFLICT',
      'REMOVE',
      'ON_DIRECTIVE',
      'ADMITTED',
      'ENDING',
      'UNTOLD',
    ]
    const more: Step[] = ['ABSENT', 'ENDED', 'OUTCOME', 'SAME', 'NOTHING']
    const rows = [...steps, ...more].map((step) => ({ step, agreed: needsYes(step) ? true : null }))
    expect(sumsOf(rows)).toEqual({ added: 2, changed: 2, removed: 1, kept: 5, nothing: 4 })
  })
  test('count as kept what nobody agreed to', () => {
    expect(
      sumsOf([
        { step: 'REMOVE', agreed: false },
        { step: 'CONFLICT', agreed: false },
      ]),
    ).toMatchObject({ kept: 2 })
  })
})

describe('whatever Juhan answers', () => {
  const someStatus = fc.constantFrom(...statuses)
  const someNamed = fc.record({
    firstName: fc.constantFrom('Birgit', 'Ivo'),
    lastName: fc.constantFrom('Saar', 'Pärn'),
    personalCode: fc.constantFrom(null, '48505120011', '39001010000'),
  })
  const ids = ['1', '2', '3', '4', '5']
  const someAnswer = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...ids), someStatus, someNamed, fc.constantFrom('a@kool.ee', 'b@kool.ee'))
      .map(([juhanId, status, named, email]) => aRegistration({ juhanId, status, email, ...named })),
    { selector: ({ juhanId }) => juhanId },
  )
  const someOurs = fc.uniqueArray(
    fc
      .record({
        juhanId: fc.constantFrom(...ids, '6'),
        juhanStatus: someStatus,
        named: someNamed,
        removed: fc.boolean(),
        learner: fc.option(someNamed),
        settledAs: fc.option(someNamed),
        standing: fc.constantFrom(...places).map((place) => standingAt(place)),
      })
      // A removed registrant was on no directive.
      .map(({ named, ...about }) =>
        aRegistrant({
          id: `r${about.juhanId}`,
          ...named,
          ...about,
          standing: about.removed ? standingAt('NOWHERE') : about.standing,
        }),
      ),
    { selector: ({ juhanId }) => juhanId },
  )
  const planned = fc
    .record({ answer: someAnswer, ours: someOurs })
    .filter(({ answer, ours }) => 'rows' in planRefresh(answer, ours))
  const holds = (claim: (answer: Registration[], ours: OurRegistrant[], rows: PlanRow[]) => void) =>
    fc.assert(
      fc.property(planned, ({ answer, ours }) => claim(answer, ours, rowsOf(answer, ours))),
      { numRuns: 2000 },
    )

  test('planning again after applying gives an empty plan', () =>
    holds((answer, ours, rows) => {
      const again = rowsOf(answer, afterwards(ours, rows))
      expect(again.filter(({ step, changes }) => acts.includes(step) || changes.length > 0)).toEqual([])
    }))

  test('no plan removes anybody who is on a live directive, was admitted, or is absent', () =>
    holds((_answer, _ours, rows) => {
      for (const { step, registrant, told } of rows.filter(({ step }) => step === 'REMOVE')) {
        expect(registrant!.standing.place, step).toBe('NOWHERE')
        expect(['WAITING_LIST', 'CANCELLED']).toContain(told!.status)
      }
    }))

  test('everyone on our list and everyone in the answer has exactly one row', () =>
    holds((answer, ours, rows) => {
      const listed = ours.filter(({ removed }) => !removed).map(({ juhanId }) => juhanId!)
      const named = [...new Set([...answer.map(({ juhanId }) => juhanId), ...listed])]
      expect(rows.map(({ juhanId }) => juhanId).sort()).toEqual(named.sort())
    }))

  test('no plan changes anything but Juhan’s fields', () =>
    holds((_answer, _ours, rows) => {
      const theirs = [
        'status',
        'firstName',
        'lastName',
        'personalCode',
        'email',
        'phone',
        'payer',
        'registeredOn',
        'workplace',
      ]
      for (const { field } of rows.flatMap(({ changes }) => changes)) expect(theirs).toContain(field)
    }))

  const acts: Step[] = ['ADD', 'RETURN', 'CHANGE', 'CONFLICT', 'REMOVE']

  /** The list after every row was agreed to and done. */
  const afterwards = (ours: OurRegistrant[], rows: PlanRow[]): OurRegistrant[] => {
    const touched = rows.flatMap(({ told, registrant, step }): OurRegistrant[] => {
      if (!told || (!registrant && step !== 'ADD')) return []
      const { status, ...fields } = told
      const before = registrant ?? aRegistrant({ id: `r${told.juhanId}` })
      if (!acts.includes(step)) return [registrant!.removed ? before : { ...before, juhanStatus: status }]
      if (step === 'REMOVE') return [{ ...before, juhanStatus: status, removed: true }]
      const settledAs = step === 'CONFLICT' && before.learner ? told : before.settledAs
      return [{ ...before, ...fields, juhanStatus: status, removed: false, settledAs }]
    })
    const ids = new Set(touched.map(({ id }) => id))
    return [...ours.filter(({ id }) => !ids.has(id)), ...touched]
  }
})

test('every place where a registrant can stand has a step', () => {
  const known: readonly StudyStanding['place'][] = places
  expect(known.every((place) => typeof askedOf('REGISTERED', place) === 'string')).toBe(true)
})
