import { describe, expect, test } from 'vitest'
import { identityQuestion, namesakes } from '@/lib/registrants/rules/identity'
import type { Named } from '@/lib/registrants/rules/told'

const kertu: Named = { firstName: 'Kertu', lastName: 'Aland', personalCode: '47803120273' }
const nobody = { linked: null, byCode: null, settledAs: null }

describe('who a registrant is', () => {
  test('is asked if there is no personal code', () => {
    expect(identityQuestion({ ...kertu, personalCode: null }, nobody)).toEqual({ ask: 'NO_CODE' })
  })
  test('is not asked if nobody of ours has the code, or its bearer has the same name', () => {
    expect(identityQuestion(kertu, nobody)).toBeNull()
    expect(identityQuestion(kertu, { ...nobody, byCode: kertu })).toBeNull()
    const written = { ...kertu, firstName: ' KERTU ' }
    expect(identityQuestion(written, { ...nobody, byCode: kertu })).toBeNull()
  })
  test('is asked if the bearer of the code has another name, even by accents only', () => {
    const told = { ...kertu, lastName: 'Åländ' }
    expect(identityQuestion(told, { ...nobody, byCode: kertu })).toEqual({
      ask: 'DIFFERS',
      fields: ['lastName'],
    })
  })
  test('is not asked again about what was settled, but is asked about anything else told later', () => {
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

test('namesakes are persons of one name, whatever its case', () => {
  expect(namesakes(kertu, { ...kertu, firstName: 'kertu', personalCode: null })).toBe(true)
  expect(namesakes(kertu, { ...kertu, lastName: 'Alandi' })).toBe(false)
})
