import { describe, expect, test } from 'vitest'
import { matchWord, type Words } from '@/lib/import/rules/words'

const choices = (...words: string[]): Words => Object.fromEntries(words.map((word) => [word, [word]]))

describe('a word of a file', () => {
  const volumes = choices('1,5 EAP', '3 EAP', '6 EAP')
  test.each([
    ['1,5 EAP', '1,5 EAP'],
    ['1.5 EAP', '1,5 EAP'],
    ['1,5eap', '1,5 EAP'],
    ['15 EAP', null],
    ['1 5 EAP', null],
    ['3 EAP.', '3 EAP'],
    ['EAP', null],
  ])('%j among volumes means %j', (text, value) => {
    expect(matchWord(volumes, text)).toBe(value)
  })

  const grades = choices('A', 'A+', 'B')
  test.each([
    ['A', 'A'],
    ['a', 'A'],
    ['A+', 'A+'],
    ['a +', 'A+'],
    ['A-', null],
    ['A\u2212', null],
    ['B.', 'B'],
  ])('%j among grades means %j', (text, value) => {
    expect(matchWord(grades, text)).toBe(value)
  })

  const signed = choices('12 EAP', '15 EAP', '<18', '5', '=5', 'C', 'B', 'AB', '10', '2030', 'jah', '1:6')
  const others = [
    '1/2 EAP',
    '1:5 EAP',
    '>18',
    '≥5',
    '≠5',
    'C#',
    'B*',
    'A/B',
    '10%',
    '20:30',
    'jah?',
    '.5',
    '-5',
  ]
  test.each(others)('%j means no choice without its sign', (text) => {
    expect(matchWord(signed, text)).toBeNull()
  })
  test.each([
    ['C:', 'C'],
    ['jah,', 'jah'],
    ['JÄH.', 'jah'],
    ['B)', 'B'],
    ['< 18', '<18'],
    ['= 5', '=5'],
    ['1 : 6', '1:6'],
    ['a-b', 'AB'],
  ])('%j means %j', (text, value) => {
    expect(matchWord(signed, text)).toBe(value)
  })
  test.each([...'/*#%&?!<>=≥≤≠±~^|$€+@_;"§°…×•→'])('the sign %s is never dropped', (sign) => {
    for (const [text, without] of [
      [`1${sign}2`, '12'],
      [`${sign}5`, '5'],
      [`A${sign}`, 'A'],
      [`a ${sign} b`, 'AB'],
    ] as const) {
      expect(matchWord(choices(without), text), text).toBeNull()
      expect(matchWord(choices(text), without), text).toBeNull()
      expect(matchWord(choices(text, without), text.toUpperCase()), text).toBe(text)
    }
  })

  test('means the choice written exactly so before one written alike, and none if two are alike', () => {
    const alike = choices('ei', 'EI', 'Jah', 'jah.')
    expect(matchWord(alike, 'EI')).toBe('EI')
    expect(matchWord(alike, 'Ei')).toBeNull()
    expect(matchWord(alike, 'JAH')).toBe('Jah')
    expect(matchWord(alike, 'jäh')).toBeNull()
  })

  test('is recognised whatever its case, accents and blanks', () => {
    const load: Words = { FULL: ['täiskoormus', 'täis'], PART: ['osakoormus', 'osa'] }
    expect(matchWord(load, 'TÄIS-KOORMUS')).toBe('FULL')
    expect(matchWord(load, 'taiskoormus')).toBe('FULL')
    expect(matchWord(load, 'Osa')).toBe('PART')
    expect(matchWord(load, 'pool')).toBeNull()
  })
})
