import { describe, expect, test } from 'vitest'
import {
  adviceCodes,
  adviceOf,
  isFar,
  type AdviceCode,
  type AdviceFacts,
  type AdviceRow,
} from '@/lib/documents/rules/advice'
import { shownSeries } from '@/lib/documents/rules/kinds'
import { seenNow } from '@/lib/grants/rules/changes'
import { someFacts } from '../support/grant-facts'

const unit = { id: 'u-lt', code: 'LT', name: 'loodusteaduste valdkond' }
const other = { id: 'u-hv', code: 'HV', name: 'humanitaarteaduste valdkond' }
const mari = { userId: 'mari', unitId: 'u-lt', from: '2026-01-01', to: null } as const
const place = {
  ...someFacts(),
  learnerId: 'l-1',
  person: 'Kadri Oja',
  mainStates: [],
  curricula: [],
  elsewhere: [],
  grants: [],
}
const row: AdviceRow = {
  key: 'r-1',
  learnerId: 'l-1',
  person: 'Kadri Oja',
  place,
  seen: seenNow(place),
  paidFrom: '2026-12-01',
  paidTo: '2027-08-31',
  monthlyAmount: '660.00',
}
const paid = (learnerId: string, amount: `${number}.${number}`, ofUnit = true) => ({
  learnerId,
  amount,
  ofUnit,
})
const series = (template: string, of: typeof unit | null, type = 'VICE_DEAN_DIRECTIVE' as const) => ({
  type,
  unit: of,
  template,
})

/** A directive that gets no advice. */
const quiet: AdviceFacts = {
  today: '2026-11-22',
  type: 'VICE_DEAN_DIRECTIVE',
  unit,
  basis: 'Kord',
  numbered: false,
  signer: { id: 'mari', name: 'Mari Mets' },
  signings: [mari],
  series: [],
  rows: [row],
  alike: [],
  paidLastMonth: [],
}

const codes = (about: Partial<AdviceFacts>) => adviceOf({ ...quiet, ...about }).map(({ code }) => code)

test('an ordinary directive gets no advice', () => {
  expect(codes({})).toEqual([])
})

/** For each piece of advice: facts that bring it, and the nearest facts that don't. */
const cases = {
  signerNotHere: {
    yes: [
      { signings: [] },
      { signings: [{ ...mari, to: '2026-11-21' }] },
      { signings: [{ ...mari, from: '2026-11-23' }] },
      { signings: [{ ...mari, userId: 'ants' }] },
    ],
    no: [
      { signings: [{ ...mari, to: '2026-11-22' }] },
      { signings: [{ ...mari, from: '2026-11-22' }] },
      { signings: [{ ...mari, unitId: null }] },
    ],
  },
  signerOfAll: {
    yes: [
      {
        signings: [
          { ...mari, unitId: null },
          { ...mari, userId: 'ants' },
        ],
      },
    ],
    no: [
      { signings: [{ ...mari, unitId: null }] },
      { signings: [{ ...mari, unitId: null }, mari] },
      {
        signings: [
          { ...mari, unitId: null },
          { ...mari, userId: 'ants', to: '2026-11-21' },
        ],
      },
    ],
  },
  seriesOfUnit: {
    yes: [
      { series: [series('2.1-17/HV', unit), series('2.1-17/{unit}', other)] },
      { series: [series('2.1-20', unit), series('2.1-20', other)] },
    ],
    no: [
      { series: [series('2.1-17/{unit}', unit), series('2.1-17/{unit}', other)] },
      { series: [series('2.1-17/HV', unit), series('2.1-17/{unit}', other)], numbered: true },
    ],
  },
  seriesOfType: {
    yes: [{ series: [series('2.1-1', unit)] }, { series: [series('7-37/LT', null)] }],
    no: [{ series: [series('2.1-17', unit)] }, { series: [series('2.1-2', unit)] }],
  },
  seriesShared: {
    yes: [
      { series: [series('2.1-17/HV', other)] },
      { series: [series('2.1-9', null), series('2.1-8', other)] },
    ],
    no: [{ series: [series('2.1-9', null)] }, { series: [series('2.1-7', unit), series('2.1-8', other)] }],
  },
  basisEmpty: { yes: [{ basis: '' }, { basis: ' \n' }], no: [{ basis: '.' }] },
  amountFar: {
    yes: [
      { paidLastMonth: [paid('l-1', '329.99')] },
      { paidLastMonth: [paid('l-1', '1320.01')] },
      // the person's own amount counts before those of the unit
      { paidLastMonth: [paid('l-1', '100.00', false), paid('l-2', '660.00')] },
      { paidLastMonth: [paid('l-2', '100.00'), paid('l-3', '300.00'), paid('l-4', '700.00')] },
    ],
    no: [
      { paidLastMonth: [paid('l-1', '330.00')] },
      { paidLastMonth: [paid('l-1', '1320.00')] },
      { paidLastMonth: [paid('l-1', '660.00', false), paid('l-2', '100.00')] },
      { paidLastMonth: [paid('l-2', '100.00'), paid('l-3', '400.00'), paid('l-4', '900.00')] },
      { paidLastMonth: [paid('l-2', '100.00', false)] },
      { rows: [{ ...row, monthlyAmount: null }], paidLastMonth: [paid('l-1', '100.00')] },
    ],
  },
  sumFar: {
    yes: [
      { rows: [row, { ...row, key: 'r-2' }], paidLastMonth: [paid('l-9', '659.99')] },
      { rows: [row, { ...row, key: 'r-2', paidFrom: '2027-08-31' }], paidLastMonth: [paid('l-9', '659.99')] },
    ],
    no: [
      { rows: [row, { ...row, key: 'r-2' }], paidLastMonth: [paid('l-9', '660.00')] },
      // the two rows share no day
      { rows: [row, { ...row, key: 'r-2', paidFrom: '2027-09-01' }], paidLastMonth: [paid('l-9', '659.99')] },
      // a directive for a few of the many who are paid
      { rows: [row], paidLastMonth: [paid('l-8', '660.00'), paid('l-9', '6600.00')] },
      { rows: [row], paidLastMonth: [] },
    ],
  },
  personChanged: {
    yes: [{ rows: [{ ...row, place: { ...place, hasPersonalCode: false } }] }],
    no: [{ rows: [{ ...row, seen: null, place: { ...place, hasPersonalCode: false } }] }],
  },
  samePerson: {
    yes: [{ alike: [{ key: 'r-1', person: 'Kadri Oja', other: 'Kadri Oja', by: 'LEARNER' }] }],
    no: [{ alike: [] }],
  },
} as const satisfies Record<AdviceCode, { yes: Partial<AdviceFacts>[]; no: Partial<AdviceFacts>[] }>

describe('advice before sending', () => {
  test.each(adviceCodes)(
    'includes %s for the facts that call for it, and not for the nearest others',
    (code) => {
      for (const facts of cases[code].yes) expect(codes(facts), JSON.stringify(facts)).toContain(code)
      for (const facts of cases[code].no) expect(codes(facts), JSON.stringify(facts)).not.toContain(code)
    },
  )

  test('names the person it is about, and the field where that is put right', () => {
    expect(adviceOf({ ...quiet, paidLastMonth: [paid('l-1', '100.00')] })[0]).toEqual({
      code: 'amountFar',
      params: { person: 'Kadri Oja', amount: '660,00', usual: '100,00' },
      field: 'rows.r-1.monthlyAmount',
    })
    const changed = adviceOf({ ...quiet, rows: [{ ...row, place: { ...place, hasPersonalCode: false } }] })
    expect(changed[0]).toMatchObject({ code: 'personChanged', changed: ['personalCode'], field: 'rows.r-1' })
  })

  test('is silent about a type without any series, which can’t be sent', () => {
    expect(codes({ type: 'NOTICE', series: [] })).toEqual([])
  })

  test('calls an amount far only if it is more than double or less than half', () => {
    expect([isFar('200.00', '100.00'), isFar('50.00', '100.00')]).toEqual([false, false])
    expect([isFar('200.01', '100.00'), isFar('49.99', '100.00')]).toEqual([true, true])
  })
})

test('a series is shown with its name if it has one', () => {
  expect(shownSeries('7-37/{unit}')).toBe('7-37/{unit} Õppetööalane kirjavahetus')
  expect(shownSeries('2.1-17')).toBe('2.1-17')
  expect(shownSeries('')).toBe('')
})
