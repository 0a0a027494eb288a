import fc from 'fast-check'
import { expect, it } from 'vitest'
import { likeness, likenesses, type Likened } from '@/lib/shared/likeness'

const mari: Likened = {
  learnerId: null,
  personalCode: '49901010017',
  firstName: 'Mari-Liis',
  lastName: "O'Õis",
}
const withoutCode = { ...mari, personalCode: null }

it.each([
  ['one code', mari, { ...mari, firstName: 'Keegi' }, 'CODE'],
  [
    'one learner, told otherwise',
    { ...mari, learnerId: 'l' },
    { ...mari, learnerId: 'l', personalCode: '1' },
    'LEARNER',
  ],
  ['one name without a code', withoutCode, { ...withoutCode }, 'NAME'],
  ['one name under a code and without it', mari, withoutCode, 'NAME'],
  [
    'one name in composed letters and other signs',
    withoutCode,
    { ...withoutCode, firstName: 'MARI\u2011LIIS', lastName: 'O\u2019O\u0303is' },
    'NAME',
  ],
  [
    'one name, once with the last name first',
    withoutCode,
    { ...withoutCode, firstName: "O'Õis", lastName: 'Mari-Liis' },
    'NAME',
  ],
  ['one name and two codes', mari, { ...mari, personalCode: '49403136526' }, null],
  ['one name, one day of birth and a mistyped code', mari, { ...mari, personalCode: '49901010028' }, 'NAME'],
  ['one name and two foreign codes', { ...mari, personalCode: 'V1' }, { ...mari, personalCode: 'V2' }, null],
  ['one name, a code and another day of birth', mari, { ...withoutCode, bornOn: '1998-01-01' }, null],
  ['one name, a code and its day of birth', mari, { ...withoutCode, bornOn: '1999-01-01' }, 'NAME'],
  [
    'one name and two days of birth without codes',
    { ...withoutCode, bornOn: '1998-01-01' },
    { ...withoutCode, bornOn: '1999-01-01' },
    null,
  ],
  [
    'one code, once with blanks',
    mari,
    { ...mari, personalCode: '499 0101 0017', firstName: 'Keegi' },
    'CODE',
  ],
  ['different names', withoutCode, { ...withoutCode, firstName: 'Mari' }, null],
] as const)('two records with %s have the likeness listed, in either direction', (_what, one, other, by) => {
  expect(likeness(one, other)).toBe(by)
  expect(likeness(other, one)).toBe(by)
  expect(likenesses([one], [other]).map((found) => found.by)).toEqual(by ? [by] : [])
})

it('nobody is like himself or herself, and of several alike the surest is found', () => {
  const byName = { ...withoutCode }
  const byCode = { ...mari, firstName: 'Mari', lastName: 'Mets' }
  expect(likenesses([mari], [mari])).toEqual([])
  expect(likenesses([mari], [mari, byName, byCode])).toEqual([{ one: mari, other: byCode, by: 'CODE' }])
})

it('finding by keys gives everybody the surest likeness that comparing each with each gives', () => {
  const some = fc.record({
    learnerId: fc.constantFrom(null, 'l', 'm'),
    personalCode: fc.constantFrom(null, '49901010017', '49901010028', '49403136526', 'V1', 'V2'),
    bornOn: fc.constantFrom(null, '1999-01-01' as const, '1998-01-01' as const),
    firstName: fc.constantFrom('Mari', 'Lepp'),
    lastName: fc.constantFrom('Lepp', 'mari'),
  })
  const order = ['LEARNER', 'CODE', 'NAME', null]
  fc.assert(
    fc.property(fc.array(some, { maxLength: 6 }), (all: Likened[]) => {
      const found = new Map(likenesses(all, all).map(({ one, by }) => [one, by]))
      for (const one of all) {
        const each = all.filter((other) => other !== one).map((other) => likeness(one, other))
        const surest = order.find((by) => each.includes(by as (typeof each)[number])) ?? null
        expect(found.get(one) ?? null).toBe(surest)
      }
    }),
  )
})

it('20,000 persons of one name are compared without comparing each with every other', () => {
  let read = 0
  const all = Array.from({ length: 20_000 }, (_, at) => ({
    ...mari,
    personalCode: `V${at}`,
    get lastName() {
      read++
      return mari.lastName
    },
  }))
  expect(likenesses(all, all)).toEqual([])
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(20 * all.length)
})
