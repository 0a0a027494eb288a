import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameness, twinsOf, type OnePerson } from '@/lib/registrants/rules/twins'

const kairi: OnePerson = {
  id: 'a',
  firstName: 'Kairi',
  lastName: 'Lepp',
  personalCode: '47903120210',
  email: 'kairi@kool.ee',
  learnerId: null,
  apart: [],
}
const other = (about: Partial<OnePerson>): OnePerson => ({ ...kairi, id: 'b', ...about })

test.each([
  ['yes by one code, whatever the names', { firstName: 'Kairi-Liis', email: '' }, 'CODE'],
  ['yes by name and address if a code is missing', { personalCode: null, firstName: 'KAIRI' }, 'ADDRESS'],
  ['yes by name and address if a code is wrong', { personalCode: '47903120211' }, 'ADDRESS'],
  ['no with another code', { personalCode: '37605030299' }, null],
  ['no at another address', { personalCode: null, email: 'kairi2@kool.ee' }, null],
  ['no without any address', { personalCode: null, email: '' }, null],
  ['no under another name', { personalCode: null, lastName: 'Lepik' }, null],
  ['no once a person has said that they are apart', { personalCode: null, apart: ['a'] }, null],
] as const)('whether two registrations are one person’s is answered %s', (_title, about, by) => {
  expect(sameness(kairi, other(about))).toBe(by)
  expect(sameness(other(about), kairi)).toBe(by)
})

test('two registrations are one person’s if they were settled to be one learner, and not if two learners', () => {
  const [one, two] = [
    other({ id: 'a', learnerId: 'l', personalCode: null }),
    other({ personalCode: null, learnerId: 'm' }),
  ]
  expect(sameness(one, { ...two, learnerId: 'l', firstName: 'Mari', email: '' })).toBe('LEARNER')
  expect(sameness(one, two)).toBeNull()
  expect(
    sameness({ ...kairi, email: '', personalCode: null }, other({ email: '', personalCode: null })),
  ).toBeNull()
})

test('one pass finds the same twins as comparing each with each', () => {
  const some = fc.record({
    firstName: fc.constantFrom('Kairi', 'Mari'),
    lastName: fc.constant('Lepp'),
    personalCode: fc.constantFrom(null, '47903120210', '37605030299', '47903120211'),
    email: fc.constantFrom('', 'a@kool.ee', 'A@kool.ee', 'b@kool.ee'),
    learnerId: fc.constantFrom(null, 'l', 'm'),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), fc.nat(7), (given, said) => {
      const persons: OnePerson[] = given.map((each, at) => ({
        ...each,
        id: String(at),
        apart: at === said ? ['0', '1'] : [],
      }))
      const found = twinsOf(persons)
      for (const one of persons) {
        const expected = persons.filter((each) => each !== one && sameness(one, each))
        expect((found.get(one.id) ?? []).map(({ of }) => of.id).sort()).toEqual(
          expected.map(({ id }) => id).sort(),
        )
      }
    }),
  )
})
