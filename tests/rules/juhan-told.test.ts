import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identityQuestion, isNamed } from '@/lib/registrants/rules/identity'
import { planRefresh } from '@/lib/registrants/rules/sync-plan'
import { readSaid, type Said } from '@/lib/registrants/rules/told'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { written } from '@/lib/shared/written'
import { hostileText } from '../support/hostile'
import { aRegistrant, aRegistration } from '../support/registrants'

const today = '2026-11-21'
const kairi: Said = {
  personalCode: '47903120210',
  firstName: 'Kairi',
  lastName: 'Lepp',
  email: 'kairi@kool.ee',
  phone: '5550101',
  payer: 'ise',
  registeredOn: '2026-10-19',
  workplace: 'Näidiskool',
}
const read = (about: Partial<Said> = {}) => readSaid({ ...kairi, ...about }, today)
const nobody = { linked: null, byCode: null, settledAs: null }

describe('what a person wrote in Juhan', () => {
  test('is taken as it is where nothing is wrong with it', () => {
    const { payer: _, ...rest } = kairi
    expect(read()).toEqual({ ...rest, payer: 'SELF', odd: {} })
  })

  test.each([
    ['a tab in the workplace', { workplace: 'Kool\t1. korrus' }, { workplace: 'Kool 1. korrus' }],
    ['control characters and zero-width marks', { firstName: 'Kai\u0007ri\u200b' }, { firstName: 'Kairi' }],
    ['letters composed of parts', { lastName: ' O\u0303un\u00a0' }, { lastName: 'Õun' }],
    ['another hyphen', { lastName: 'Lepp‐Kask' }, { lastName: 'Lepp-Kask' }],
    ['blanks and EE in the code', { personalCode: 'EE 479 0312 0210' }, { personalCode: '47903120210' }],
    ['an empty code', { personalCode: '' }, { personalCode: null }],
    ['a payer in capitals', { payer: 'Juriidiline isik' }, { payer: 'LEGAL_PERSON' }],
  ])('with %s is cleaned', (_title, said, taken) => {
    expect(read(said)).toMatchObject({ ...taken, odd: {} })
  })

  test.each([
    ['a foreign code', { personalCode: '131052-308T' }, { personalCode: null }],
    ['a wrong check digit', { personalCode: '47903120211' }, { personalCode: null }],
    ['a code of 1817', { personalCode: '11703120215' }, { personalCode: null }],
    ['a code of somebody not yet born', { personalCode: '60812120013' }, { personalCode: null }],
    ['an address that is none', { email: 'ei ole' }, { email: '' }],
    ['an unknown kind of payer', { payer: 'tööandja' }, { payer: null }],
    ['a day that is none', { registeredOn: '2026-02-31' }, { registeredOn: null }],
    ['a phone number of 60 digits', { phone: '5'.repeat(60) }, { phone: '' }],
    ['a letter lost in the workplace', { workplace: 'N\ufffdidiskool' }, { workplace: '' }],
    ['a letter lost in the name', { lastName: 'L\ufffdpp' }, { lastName: 'L\ufffdpp' }],
    ['a name of figures', { firstName: '12' }, { firstName: '12' }],
  ])('with %s is kept as it was told, and marked as odd', (_title, said, taken) => {
    expect(read(said)).toMatchObject({ ...taken, odd: said })
  })

  test.each([
    ['no first name', { firstName: null }, { firstName: '–', odd: { firstName: '' } }],
    ['a field left out', { email: undefined }, { email: '', odd: { email: '' } }],
  ])('with %s is marked as odd', (_title, said, taken) => {
    expect(read(said)).toMatchObject(taken)
  })

  test('has to be identified by a person if the name can’t be read or there is no valid code', () => {
    expect(identityQuestion(read({ lastName: 'L\ufffdpp' }), nobody)).toEqual({ ask: 'NO_NAME' })
    expect(identityQuestion(read({ firstName: '' }), nobody)).toEqual({ ask: 'NO_NAME' })
    expect(identityQuestion(read({ personalCode: '131052-308T' }), nobody)).toEqual({ ask: 'NO_CODE' })
    // Told before we checked Juhan's codes.
    expect(identityQuestion({ ...read(), personalCode: '47903120211' }, nobody)).toEqual({ ask: 'NO_CODE' })
  })

  test.each([
    ['a blank', ' '],
    ['half of a surrogate pair', '😀'],
    ['a blank and half of a surrogate pair', ' 😀'],
  ])('is cut if it is too long, and %s at the cut is left out', (_title, atTheCut) => {
    const kept = 'a'.repeat(300 - 1 - (atTheCut.length === 3 ? 1 : 0))
    expect(read({ workplace: kept + atTheCut + 'a'.repeat(300) }).odd).toEqual({ workplace: kept })
  })

  test('can be stored and is bounded, and passes for a name or a code only if it is one', () => {
    const wordy = fc.string({ unit: fc.constantFrom(' ', 'a', '😀', '\u0344'), maxLength: 700 })
    const anything = fc.option(fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 600 }), wordy))

    const said = fc.record({
      personalCode: anything,
      firstName: anything,
      lastName: anything,
      email: anything,
      phone: anything,
      payer: anything,
      registeredOn: anything,
      workplace: anything,
    })
    fc.assert(
      fc.property(said, (words) => {
        const { odd, payer: _payer, registeredOn: _on, personalCode, ...texts } = readSaid(words, today)
        for (const text of [...Object.values(texts), ...Object.values(odd)]) {
          expect(text).toBe(written(text))
          expect(text.isWellFormed() && text.length <= 500).toBe(true)
        }
        expect(personalCode === null || checkPersonalCode(personalCode)).toBe(true)
        const named = { ...texts, personalCode }
        expect(isNamed(named)).toBe(!('firstName' in odd || 'lastName' in odd))
        if (!isNamed(named)) expect(identityQuestion(named, nobody)).toEqual({ ask: 'NO_NAME' })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a field of Juhan that can’t be taken over', () => {
  const rowOf = (about: Partial<Said>, ours = aRegistrant({ ...read(), juhanId: '1' })) => {
    const told = { ...read(about), juhanId: '1', status: 'REGISTERED' as const }
    const plan = planRefresh([told], [ours])
    return 'rows' in plan ? plan.rows[0]! : null
  }

  test('leaves our value as it was, and is shown as Juhan has it', () => {
    const row = rowOf({ lastName: 'L\ufffdpp', personalCode: '131052-308T', email: 'ei ole' })
    expect(row).toMatchObject({
      step: 'CHANGE',
      told: { lastName: 'Lepp', personalCode: '47903120210', email: 'kairi@kool.ee' },
      changes: [
        { field: 'lastName', to: 'L\ufffdpp', odd: true },
        { field: 'personalCode', to: '131052-308T', odd: true },
        { field: 'email', to: 'ei ole', odd: true },
      ],
    })
  })

  test('is no change the next time, and is a change once it is put right in Juhan', () => {
    const before = aRegistrant({ ...read(), juhanId: '1', odd: { email: 'ei ole' } })
    expect(rowOf({ email: 'ei ole' }, before)).toMatchObject({ step: 'SAME', changes: [] })
    expect(rowOf({}, before)).toMatchObject({
      step: 'CHANGE',
      changes: [{ field: 'email', from: 'ei ole', to: null, odd: true }],
    })
  })

  test('does not keep our own code either if that is wrong', () => {
    const before = aRegistrant({ ...read(), juhanId: '1', personalCode: '47903120211' })
    expect(rowOf({ personalCode: '47903120211' }, before)).toMatchObject({ told: { personalCode: null } })
  })

  test('is shown beside the name of a new registrant', () => {
    const told = aRegistration({ ...read({ personalCode: '131052-308T' }) })
    const plan = planRefresh([told], [])
    expect('rows' in plan && plan.rows[0]).toMatchObject({
      step: 'ADD',
      changes: [{ field: 'personalCode', to: '131052-308T', odd: true }],
    })
  })
})
