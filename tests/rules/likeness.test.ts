import { expect, it } from 'vitest'
import { likeness, likenesses, type Likened } from '@/lib/shared/likeness'

const mari: Likened = {
  ...{ learnerId: null, personalCode: '49901010017', firstName: 'Mari-Liis', lastName: "O'Õis" },
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
