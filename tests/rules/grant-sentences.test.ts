import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '@/lib/grants/rules/blocks'
import type { Attestation, RowFacts, RuleContext } from '@/lib/grants/rules/facts'
import { repairsOf } from '@/lib/grants/rules/repairs'
import { warningCodes, warningsOf } from '@/lib/grants/rules/warnings'
import * as en from '@/lib/messages/en/warnings'
import * as et from '@/lib/messages/et/warnings'
import { isDay, showDay, type Day } from '@/lib/shared/dates'
import { aGrant, ownFundsDirective, paidYear, someFacts, stipendDirective } from '../support/grant-facts'

type Params = Record<string, string | number>

const fault = (error: Error) => {
  throw error
}
const voice = (locale: string, messages: Record<string, unknown>) =>
  createTranslator({ locale, messages, onError: fault }) as unknown as (
    key: string,
    params?: Params,
  ) => string
const say = voice('et', { ...et.warnings, ...et.grantRefusals })
const speak = voice('en', { ...en.warnings, ...en.grantRefusals })

const shown = (params: Params = {}) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isDay(value) ? showDay(value) : value]),
  )

function lines(about: Partial<RowFacts>, context: RuleContext = ownFundsDirective()) {
  return warningsOf(paidYear, someFacts(about), context).map(({ code, params }) =>
    say(`line.${code}`, shown(params)),
  )
}

const attested = (on: Day, decision: Attestation['decision']) => ({
  attestations: [{ id: 'a', on, decision }],
})

describe('the sentence of the seed under a name', () => {
  test.each<[string, Partial<RowFacts>]>([
    [
      'on akadeemilisel puhkusel (01.02.2027 - 30.06.2027)',
      { leaves: [{ id: 'l', from: '2027-02-01', to: '2027-06-30', source: {} }] },
    ],
    ['ei õpi nominaalõppeaja sees', { nominalEndOn: '2026-12-31' }],
    [
      'ei õpi riigieelarvelisel/tasuta õppekohal',
      { fundings: [{ from: '2024-09-02', to: null, value: 'PAID' }] },
    ],
    ['õpib osakoormusega', { loads: [{ from: '2024-09-02', to: null, value: 'PART' }] }],
    [
      'puudub Eesti isikukood, doktoranditoetuse määramisel kontrollida (e-post: studentvisasupport@ut.ee) isiku õigust saada toetust',
      { hasPersonalCode: false },
    ],
    [
      'viimane atesteerimise otsus on positiivne 2015/2016 Atesteeritud positiivselt 12.06.2016',
      attested('2016-06-12', 'POSITIVE'),
    ],
    [
      'viimane atesteerimise otsus on negatiivne 2025/2026 Atesteeritud negatiivselt 12.06.2026',
      attested('2026-06-12', 'NEGATIVE'),
    ],
    [
      'viimane atesteerimise otsus on atesteerimata 2025/2026 Atesteerimata 12.06.2026',
      attested('2026-06-12', 'NOT_ATTESTED'),
    ],
    ['Atesteerimine puudub', { attestations: [] }],
    ['isik saab õppetoetust (HLOOM)', { grants: [aGrant()] }],
  ])('is “%s”', (sentence, about) => {
    expect(lines(about)).toEqual([sentence])
  })

  test('is one for a clashing grant and another for an own-funds allowance on a stipend directive', () => {
    const context = stipendDirective('PERFORMANCE')
    const performance = aGrant({
      typeCode: 'PERFORMANCE',
      typeName: 'tulemusstipendium',
      from: '2026-09-01',
      to: '2027-08-31',
    })
    expect(lines({ grants: [aGrant(), performance] }, context)).toEqual([
      'isikule on samaks perioodiks määratud tulemusstipendium (01.09.2026 - 31.08.2027)',
      'isik saab õppetoetust (HLOOM)',
    ])
  })

  test('says of an attestation that its academic year is missing from the table', () => {
    expect(lines(attested('2001-06-12', 'NEGATIVE'))).toEqual([
      'viimane atesteerimise otsus on negatiivne (õppeaasta määramata) Atesteeritud negatiivselt 12.06.2001',
    ])
  })
})

test('the advice, the hint, the note and the sentence above the persons are those of the seed', () => {
  expect(et.warnings.advice).toEqual({
    REMOVE: 'Eemaldage isik korralduselt.',
    REMOVE_OR_MOVE:
      'Eemaldage isik korralduselt või muutke õppetoetuse/stipendiumi maksmise kuupäevi nii, et need ei kattuks akadeemilise puhkusega.',
    REMOVE_FLAGGED: 'Eemaldage hoiatusega isikud korralduselt.',
  })
  expect(et.warnings.hint.WRONG_PERSON).toBe('Viitab sellele, et korraldusele on valitud vale isik.')
  expect(et.warnings.above).toBe(
    'Korralduse registreerija peab ise teadma, kas õppijale võib toetuse määrata.',
  )
  expect(et.warnings.note.ELSEWHERE).toBe('isik on samaks perioodiks ka teisel registreerimata korraldusel')
})

test('each repair has a button that says the days it leads to', () => {
  const facts = someFacts({ leaves: [{ id: 'l', from: '2026-10-01', to: '2026-10-31', source: {} }] })
  const [warning] = warningsOf(paidYear, facts, ownFundsDirective())
  const buttons = repairsOf(warning!, { from: paidYear.paidFrom, to: paidYear.paidTo })
  expect(buttons.map(({ act, params }) => say(`repair.${act}`, shown(params)))).toEqual([
    'Lühenda perioodi (kuni 30.09.2026)',
    'Alusta hiljem (alates 01.11.2026)',
    'Jaga kaheks reaks',
    'Jäta põhjendusega alles',
    'Eemalda isik korralduselt',
  ])
  expect(say('repair.MARK_CHECKED')).toBe('Märgi kontrollituks')
})

test('the refusal of a blocked row names person, grant and document, and says what to do', () => {
  const row = { key: 'r1', person: 'Rasmus Kuusk', facts: { grants: [aGrant()] }, ...paidYear }
  const [refusal] = blocksOf([row], 'OWN_FUNDS')
  expect(say('doctoralGrantInPeriod', shown(refusal!.params))).toBe(
    'Rasmus Kuusk: samaks perioodiks on määratud doktoranditoetus struktuuriüksuse omavahenditest ' +
      '(01.01.2026 - 31.12.2026, finantsallikas HLOOM, korraldus 2.1-17/98). Eemaldage isik korralduselt.',
  )
})

test('every warning has its sentence in both languages, with the same parameters', () => {
  expect(Object.keys(et.warnings.line)).toEqual(warningCodes)
  const everyParam = { from: '1', to: '2', contact: '3', year: '4', on: '5', type: '6', fundingSource: '7' }
  for (const code of warningCodes) {
    const digits = (sentence: string) => [...sentence.matchAll(/\d/g)].map(String).toSorted()
    expect(digits(speak(`line.${code}`, everyParam))).toEqual(digits(say(`line.${code}`, everyParam)))
  }
})
