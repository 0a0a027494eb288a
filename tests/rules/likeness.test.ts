import { expect, it } from 'vitest'
import { likeness, likenesses, type Likened } from '@/lib/shared/likeness'

const mari: Likened = {
  ...{ learnerId: null, personalCode: '49901010017', firstName: 'Mari-Liis', lastName: "O'Õis" },
  email: 'mari@n.example',
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
  ['one name with another address', withoutCode, { ...withoutCode, email: 'x@n.example' }, 'NAME'],
  [
    'one name in parts and other signs',
    withoutCode,
    { ...withoutCode, firstName: 'MARI\u2011LIIS', lastName: 'O\u2019O\u0303is' },
    'NAME',
  ],
  ['the last name first', withoutCode, { ...withoutCode, firstName: "O'Õis", lastName: 'Mari-Liis' }, 'NAME'],
  ['namesakes with codes of their own', mari, { ...mari, personalCode: '49403136526' }, null],
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
