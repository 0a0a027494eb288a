import { describe, expect, test } from 'vitest'
import { identityQuestion, namesakes } from '@/lib/registrants/rules/identity'
import type { Named } from '@/lib/registrants/rules/told'

const kertu: Named = { firstName: 'Kertu', lastName: 'Aland', personalCode: '47803120273' }
const nobody = { linked: null, byCode: null, settledAs: null }

describe('who a registrant is', () => {
  test('is asked where there is no personal code, a namesake or not', () => {
    expect(identityQuestion({ ...kertu, personalCode: null }, nobody)).toEqual({ ask: 'NO_CODE' })
  })
  test('is not asked of a code that nobody of ours has, nor of one whose bearer is called the same', () => {
    expect(identityQuestion(kertu, nobody)).toBeNull()
    expect(identityQuestion(kertu, { ...nobody, byCode: kertu })).toBeNull()
    const written = { ...kertu, firstName: ' KERTU ' }
    expect(identityQuestion(written, { ...nobody, byCode: kertu })).toBeNull()
  })
  test('is asked when the bearer of the code is called otherwise, accents included', () => {
    const told = { ...kertu, lastName: 'Åländ' }
    expect(identityQuestion(told, { ...nobody, byCode: kertu })).toEqual({
      ask: 'DIFFERS',
      fields: ['lastName'],
    })
  })
  test('is not asked again of what has been settled, and is of anything else that is told later', () => {
    const told = { ...kertu, lastName: 'Saar', personalCode: null }
    expect(identityQuestion(told, { linked: kertu, byCode: null, settledAs: told })).toBeNull()
    const later = { ...told, firstName: 'Kersti' }
    expect(identityQuestion(later, { linked: kertu, byCode: null, settledAs: told })).toEqual({
      ask: 'DIFFERS',
      fields: ['firstName', 'lastName', 'personalCode'],
    })
    expect(identityQuestion(kertu, { linked: kertu, byCode: null, settledAs: told })).toBeNull()
  })
})

test('namesakes are called the same, whatever the case', () => {
  expect(namesakes(kertu, { ...kertu, firstName: 'kertu', personalCode: null })).toBe(true)
  expect(namesakes(kertu, { ...kertu, lastName: 'Alandi' })).toBe(false)
})
