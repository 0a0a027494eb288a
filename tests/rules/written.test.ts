import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  sameCode,
  sameName,
  withoutBlanks,
  written,
  writtenCode,
  writtenLines,
  writtenName,
} from '@/lib/shared/written'

it.each([
  ['O\u0303isloo', 'Õisloo'],
  ['  Mari\u00a0\u2009 Mets\t', 'Mari Mets'],
  ['Ma\u00adri\u200b', 'Mari'],
  ['\ufeffMari\u202e', 'Mari'],
  ['Mari\u0007', 'Mari'],
  ['a\r\nb', 'a b'],
  ['\u0000', '\ufffd'],
  ['\ud800', '\ufffd'],
])('%j is stored as %j', (typed, stored) => {
  expect(written(typed)).toBe(stored)
})

it('keeps the lines of a long text, whatever ends them', () => {
  expect(writtenLines('\n a \r\nb\rc\u2028\nd \n')).toBe('a\nb\nc\n\nd')
})

it.each([
  ['O\u2019Brien', "O'Brien"],
  ['Mari\u2013Liis', 'Mari-Liis'],
  ['Mari\u2011Liis', 'Mari-Liis'],
])('the name %j is stored as %j', (typed, stored) => {
  expect(writtenName(typed)).toBe(stored)
})

it.each(['HB-G/26', 'HB-G / 26', 'hb-g/26', 'HB\u2013G/26', 'HB\u2011G\u00a0/\u00a026', 'HB\u200b-G/26'])(
  '%j is the same code as HB-G/26',
  (typed) => {
    expect(sameCode(typed)).toBe(sameCode('HB-G/26'))
  },
)

it('a blank between letters stays: two words are not one', () => {
  expect(writtenCode('HB 26')).not.toBe(writtenCode('HB26'))
  expect(sameName('Mari Liis')).not.toBe(sameName('MariLiis'))
})

it('an account or a personal code may be typed in groups', () => {
  expect(withoutBlanks('EE38\u00a02200 2210\u20092014 5685')).toBe('EE382200221020145685')
})

it('the written form of a written form is itself', () => {
  const any = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(any, (text) => {
      for (const form of [written, writtenLines, writtenName, writtenCode, sameName, sameCode])
        expect(form(form(text))).toBe(form(text))
    }),
  )
})
