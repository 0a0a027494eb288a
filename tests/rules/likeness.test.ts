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
    'one name in parts and other signs',
    withoutCode,
    { ...withoutCode, firstName: 'MARI\u2011LIIS', lastName: 'O\u2019O\u0303is' },
    'NAME',
  ],
  ['the last name first', withoutCode, { ...withoutCode, firstName: "O'Õis", lastName: 'Mari-Liis' }, 'NAME'],
  ['namesakes with codes of their own', mari, { ...mari, personalCode: '49403136526' }, null],
  [
    'namesakes born on the same day, of one mistyped code',
    mari,
    { ...mari, personalCode: '49901010028' },
    'NAME',
  ],
  ['namesakes with foreign codes', { ...mari, personalCode: 'V1' }, { ...mari, personalCode: 'V2' }, null],
  ['a code and another day of birth', mari, { ...withoutCode, bornOn: '1998-01-01' }, null],
  ['a code and its day of birth', mari, { ...withoutCode, bornOn: '1999-01-01' }, 'NAME'],
  [
    'two days of birth without codes',
    { ...withoutCode, bornOn: '1998-01-01' },
    { ...withoutCode, bornOn: '1999-01-01' },
    null,
  ],
  ['one code with blanks', mari, { ...mari, personalCode: '499 0101 0017', firstName: 'Keegi' }, 'CODE'],
  ['other names', withoutCode, { ...withoutCode, firstName: 'Mari' }, null],
] as const)('%s', (_what, one, other, by) => {
  expect(likeness(one, other)).toBe(by)
  expect(likeness(other, one)).toBe(by)
  expect(likenesses([one], [other]).map((found) => found.by)).toEqual(by ? [by] : [])
})

it('nobody is like himself or herself, and of several the likeliest is told', () => {
  const byName = { ...withoutCode }
  const byCode = { ...mari, firstName: 'Mari', lastName: 'Mets' }
  expect(likenesses([mari], [mari])).toEqual([])
  expect(likenesses([mari], [mari, byName, byCode])).toEqual([{ one: mari, other: byCode, by: 'CODE' }])
})

it('whoever is found by keys is whom comparing each with each finds, by the surest likeness', () => {
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

it('thousands of one name are compared at once', () => {
  const all = Array.from({ length: 20_000 }, (_, at) => ({ ...mari, personalCode: `V${at}` }))
  const before = performance.now()
  expect(likenesses(all, all)).toEqual([])
  expect(performance.now() - before).toBeLessThan(5_000)
})
