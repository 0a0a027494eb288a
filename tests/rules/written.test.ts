import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formFields } from '@/lib/access/form-fields'
import { searchedName, typedCode, typedLine, typedName, typedText } from '@/lib/access/typed'
import { HouseInput } from '@/lib/schools/houses/schema/houses'
import { schoolColumns } from '@/lib/schools/import/columns'
import {
  sameCode,
  sameName,
  withoutBlanks,
  written,
  writtenCode,
  writtenLines,
  writtenName,
  writtenValues,
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

it('piled marks on a letter are kept only up to what any writing has', () => {
  const pile = '\u0301\u0323'
  expect(written(`a${pile.repeat(20)} b${pile}`)).toBe(`a${pile.repeat(15)} b${pile}`.normalize('NFC'))
  expect(writtenLines(`a${pile.repeat(1_000_000)}`).length).toBeLessThanOrEqual(31)
})

it('a long text keeps its lines, whatever ends them', () => {
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

it('a blank between words is kept in a code and in a name', () => {
  expect(writtenCode('HB 26')).not.toBe(writtenCode('HB26'))
  expect(sameName('Mari Liis')).not.toBe(sameName('MariLiis'))
})

it('an account loses the blanks between its groups', () => {
  expect(withoutBlanks('EE38\u00a02200 2210\u20092014 5685')).toBe('EE382200221020145685')
})

it('the written form of a written form is itself', () => {
  const piles = fc.string({ unit: fc.constantFrom('\u0344', '\u0301', '\u0958', '\u0f73'), maxLength: 80 })
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), piles)
  fc.assert(
    fc.property(any, (text) => {
      for (const form of [written, writtenLines, writtenName, writtenCode, sameName, sameCode])
        expect(form(form(text))).toBe(form(text))
    }),
  )
})

it('every text of a form is read in its written form, and keeps its lines and pasted cells', () => {
  const form = new FormData()
  form.append('head.basis', ' O\u0303is\u00a0 a\u00adb \r\nteine\u0007\r\n')
  form.append('codes', 'O\u0303un\tMari\r\rJaan\t')
  form.append('again', '\u0000')
  expect(formFields(form)).toEqual({
    head: { basis: 'Õis ab\nteine\n' },
    codes: 'Õun\tMari\n\nJaan\t',
    again: '\ufffd',
  })
})

it('a schema reads a text as lines, one line, a name or a code', () => {
  const typed = ' O\u2019\u00adLy \u2013 1\r\n2\t3 '
  expect(typedText(50).parse(typed)).toBe('O\u2019Ly \u2013 1\n2 3')
  expect(typedLine(50).parse(typed)).toBe('O\u2019Ly \u2013 1 2 3')
  expect(typedName(50).parse(typed)).toBe("O'Ly - 1 2 3")
  expect(typedCode(50).parse(typed)).toBe("O'Ly-1 2 3")
  expect(typedLine(3, 'textMissing').safeParse('\u200b \u00a0').error?.issues[0]?.message).toBe('textMissing')
})

it('a search is read in its written form, and a personal code is not searched for', () => {
  expect(searchedName.parse(' O\u0303un\u2009 a')).toBe('Õun a')
  expect(searchedName.parse('389\u00a0110\u200b4')).toBe('')
  expect(searchedName.parse(['a'])).toBe('')
})

it('an EHIS id loses its leading zeros, in a file and in a form', () => {
  expect(schoolColumns.ehisId.read('04999', '2026-11-21')).toBe('4999')
  expect(HouseInput.shape.ehisId.parse(' 04999\u200b')).toBe('4999')
  expect(HouseInput.shape.ehisId.parse('0')).toBe('0')
})

it('a neighbour’s texts are read in their written form, however deep they are', () => {
  const told = JSON.parse(
    String.raw`{"a":[{"ä":"O\u0303\u00a0 x\u0000"}],"__proto__":" y ","n":1,"l":"a\r\nb"}`,
  )
  expect(writtenValues({ q: { length: { toString: '' } } })).toEqual({ q: {} })
  expect(JSON.stringify(writtenValues(told))).toBe(
    '{"a":[{"ä":"Õ x\ufffd"}],"__proto__":"y","n":1,"l":"a\\nb"}',
  )
})
