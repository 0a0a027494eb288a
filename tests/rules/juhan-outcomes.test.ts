import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  outcomeOf,
  pushStep,
  type LastTold,
  type StudyOutcome,
  type OutcomeFacts,
} from '@/lib/registrants/rules/outcomes'

const none: OutcomeFacts = { place: 'ADMITTED', result: null, paper: null, number: null, issuedOn: null }
const certificate = {
  result: 'POSITIVE',
  paper: 'CERTIFICATE',
  number: '11441-18',
  issuedOn: '2018-10-24',
} as const
const proof = { ...certificate, paper: 'ATTENDANCE_PROOF' } as const
const completed: StudyOutcome = {
  status: 'COMPLETED',
  documentNumber: '11441-18',
  documentOn: '2018-10-24',
}

describe('the outcome', () => {
  test.each<[string, Partial<OutcomeFacts>, StudyOutcome | null]>([
    ['of an annulled admission is cancelled', { place: 'ANNULLED' }, { status: 'CANCELLED' }],
    ['of a discontinuation is not completed', { place: 'DISCONTINUED' }, { status: 'NOT_COMPLETED' }],
    ['of a negative result is not completed', { result: 'NEGATIVE' }, { status: 'NOT_COMPLETED' }],
    ['of a no-show is not completed', { result: 'NO_SHOW' }, { status: 'NOT_COMPLETED' }],
    ['of an attendance proof is not completed', proof, { status: 'NOT_COMPLETED' }],
    ['of a certificate is completed, with its number and day', certificate, completed],
    [
      'of a certificate holds while an end is under way',
      { ...certificate, place: 'END_UNDER_WAY' },
      completed,
    ],
    [
      'of a discontinuation outweighs a certificate',
      { ...certificate, place: 'DISCONTINUED' },
      { status: 'NOT_COMPLETED' },
    ],
    ['of a positive result waits for its paper', { result: 'POSITIVE' }, null],
    ['of somebody admitted is none yet', {}, null],
    ['of somebody on no directive is none', { place: 'NOWHERE' }, null],
    ['of somebody about to be admitted is none', { place: 'ADMISSION_UNDER_WAY' }, null],
    ['of somebody whose end is not registered yet is none', { place: 'END_UNDER_WAY' }, null],
  ])('%s', (_title, facts, outcome) => {
    expect(outcomeOf({ ...none, ...facts })).toEqual(outcome)
  })
})

describe('a push', () => {
  const notCompleted: StudyOutcome = { status: 'NOT_COMPLETED' }
  const last = (told: StudyOutcome, state: LastTold['state'], inHand = false) => ({ told, state, inHand })
  test.each<[string, StudyOutcome | null, LastTold | null, ReturnType<typeof pushStep>]>([
    ['tells what has not been told', completed, null, 'TELL'],
    ['does not tell what Juhan took', completed, last(completed, 'DONE'), 'NOTHING'],
    ['tells a changed outcome', completed, last(notCompleted, 'DONE'), 'TELL'],
    [
      'tells another number of the paper',
      { ...completed, documentNumber: '2' },
      last(completed, 'DONE'),
      'TELL',
    ],
    [
      'tells another day of the paper',
      { ...completed, documentOn: '2018-10-25' },
      last(completed, 'DONE'),
      'TELL',
    ],
    ['tries at once what waits', completed, last(completed, 'WAITING'), 'AGAIN'],
    ['tries at once what is stuck', completed, last(completed, 'NEEDS_PERSON'), 'AGAIN'],
    ['leaves alone what a worker has', completed, last(completed, 'WAITING', true), 'NOTHING'],
    [
      'tells another outcome than the one a worker has',
      completed,
      last(notCompleted, 'WAITING', true),
      'TELL',
    ],
    ['tells another outcome than the one that waits', completed, last(notCompleted, 'WAITING'), 'TELL'],
    ['takes back what waits when there is no outcome', null, last(completed, 'NEEDS_PERSON'), 'TAKE_BACK'],
    ['can’t take back what a worker has', null, last(completed, 'WAITING', true), 'NOTHING'],
    ['does not take back what Juhan took', null, last(completed, 'DONE'), 'NOTHING'],
    ['tells nothing where nothing has ended', null, null, 'NOTHING'],
  ])('%s', (_title, outcome, before, step) => {
    expect(pushStep(outcome, before, outcome?.status ?? 'REGISTERED')).toBe(step)
  })

  test('tells again what Juhan took and somebody changed there since', () => {
    expect(pushStep(completed, last(completed, 'DONE'), 'REGISTERED')).toBe('TELL')
  })

  test('has nothing more to do once Juhan took the last one, whatever came before', () => {
    const anyOutcome = fc.constantFrom<StudyOutcome>(completed, notCompleted, { status: 'CANCELLED' })
    const anyLast = fc.option(
      fc.record({
        told: anyOutcome,
        state: fc.constantFrom<LastTold['state']>('WAITING', 'NEEDS_PERSON', 'DONE'),
        inHand: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(anyOutcome, anyLast, (outcome, before) => {
        const step = pushStep(outcome, before, 'REGISTERED')
        const after = step === 'TELL' || !before ? outcome : before.told
        expect(pushStep(outcome, last(after, 'DONE'), after.status)).toBe('NOTHING')
      }),
    )
  })
})
