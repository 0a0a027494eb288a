import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { en } from '@/lib/messages/en'
import { et } from '@/lib/messages/et'
import { refusalText } from '@/lib/messages/refusal-text'
import { isMessageKey, sayIn } from '@/lib/messages/say'
import { sources } from '../support/source'

const estonian = sentences(et)
const english = sentences(en)

describe('sentences', () => {
  test('have the same keys in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...estonian.keys()].toSorted())
  })

  test('of one key take the same parameters in both languages', () => {
    const differing = [...estonian].flatMap(([key, text]) => {
      const [here, there] = [parametersOf(text), parametersOf(english.get(key)!)]
      return JSON.stringify(here) === JSON.stringify(there) ? [] : [{ key, et: here, en: there }]
    })
    expect(differing).toEqual([])
  })

  test('can be said in both languages', () => {
    for (const [locale, texts] of [
      ['et', estonian],
      ['en', english],
    ] as const) {
      for (const [key, text] of texts) {
        const params = Object.fromEntries(
          parametersOf(text).map(([name, kind]) => [name, kind === 'text' ? 'x' : 2]),
        )
        expect(sayIn(locale)(key as never, params).trim(), key).not.toBe('')
      }
    }
  })
})

/** Words that were once used for a thing instead of its own word. Words that also mean something else are left out, so that no text fails without reason. */
const otherWords: readonly (readonly [word: string, never: RegExp])[] = [
  ['päring', /sõnum/i],
  ['EHISe päring', /EHIS\p{L}*(\s\p{L}+)?\s(teade|teadet|teate|teateid|teated|teadete)(?!\p{L})/iu],
  ['EHISele', /EHISil/],
  ['saadetis', /saatmised/i],
  ['Tühista filtrid', /(eemalda|tühjenda) (filtrid|otsing)/i],
  ['õppija', /üliõpila|tudeng/i],
  ['arveldusarve', /kontonum|pangakonto/i],
  ['nominaalõppeaeg', /nominaala(eg|ja)/i],
  ['registreerunu', /registreeruja|osaleja/i],
  ['pikapäevarühm', /\bPPR\b|pikapäeva rühm/i],
]

describe('one thing', () => {
  test('bears one Estonian word on every page and in the help', () => {
    const guide = sources('app/(office)/help/guide-et.ts').map(({ path, text }) => [path, text] as const)
    expect(guide).toHaveLength(1)
    const said = [...estonian, ...guide]
    const otherwise = otherWords.flatMap(([word, never]) =>
      said.flatMap(([key, text]) => {
        const found = never.exec(text)
        return found ? [`${key}: "${found[0]}" is "${word}"`] : []
      }),
    )
    expect(otherwise).toEqual([])
  })
})

describe('refusals', () => {
  test('of two rooms never share a name, or one room would speak for the other', async () => {
    const files = sources('lib/messages/et/*.ts').map(({ path }) => /([^/]+)\.ts$/.exec(path)![1]!)
    const rooms = await Promise.all(files.map((file) => import(`../../lib/messages/et/${file}.ts`)))
    const names = rooms.flatMap((room: object) =>
      Object.entries(room).flatMap(([name, texts]) => (/refusals$/i.test(name) ? Object.keys(texts) : [])),
    )
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([])
  })

  test('each have a sentence of their own, wherever they are thrown or returned', () => {
    const codes = refusalCodes()
    expect(codes.length).toBeGreaterThan(40)
    expect(codes.filter(({ code }) => !isMessageKey(`refusal.${code}`))).toEqual([])
  })

  test('show their code when they have no sentence, and write days in the Estonian way', () => {
    expect(refusalText(sayIn('et'), { code: 'neverHeardOf' })).toContain('neverHeardOf')
    const params = {
      person: 'Kadri Oja',
      type: 'doktoranditoetus',
      fundingSource: 'HLOOM',
      from: '2026-09-01',
      to: '2027-08-31',
      document: '2.1-17/98',
    }
    expect(refusalText(sayIn('et'), { code: 'doctoralGrantInPeriod', params })).toContain(
      '01.09.2026 - 31.08.2027',
    )
  })
})

/** Every sentence by its dotted key. */
function sentences(part: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(part).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[before + key, value]]
        : [...sentences(value as object, `${before}${key}.`)],
    ) as [string, string][],
  )
}

/** Names and kinds of what a sentence is given, sorted. */
function parametersOf(text: string): [name: string, kind: 'text' | 'number'][] {
  const found = new Map<string, 'text' | 'number'>()
  const walk = (elements: MessageFormatElement[]): void =>
    elements.forEach((element) => {
      if (element.type === TYPE.argument) found.set(element.value, found.get(element.value) ?? 'text')
      if (element.type === TYPE.number || element.type === TYPE.plural) found.set(element.value, 'number')
      if (element.type === TYPE.select) found.set(element.value, 'text')
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        Object.values(element.options).forEach(({ value }) => walk(value))
      }
      if (element.type === TYPE.tag) walk(element.children)
    })
  walk(parse(text))
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Codes as they stand in the source: `code: 'x'`, `refuse('x', …)`, `leave('x')`. */
function refusalCodes(): { path: string; code: string }[] {
  // Not refusals: a note's code, the order of a list, and what DHIS calls its own answers.
  const others = /^(ELSEWHERE|asc$|desc$|[A-Z]+_)/
  return sources('lib/**/*.ts', 'app/**/*.ts')
    .filter(({ path }) => !path.startsWith('lib/outside/') && !path.startsWith('lib/messages/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\bcode: '([^']+)'|\b(?:refuse|leave)\(\s*'([^']+)'/g)].map(([, plain, called]) => ({
        path,
        code: plain ?? called!,
      })),
    )
    .filter(({ code }) => !others.test(code))
}

test('the state of a document is said in the words of its type, so that a kutsetunnistus isn’t called a diploma', () => {
  const wrong = sources('app/**/*.ts*', 'components/**/*.ts*', 'lib/**/*.ts').flatMap(({ path, text }) =>
    /documents\.state\.\$\{(?!stateWord\()(?!state\})/.test(text) ||
    /\$\{(\w+\.)?type\}\.\$\{stateGroup/.test(text)
      ? [path]
      : [],
  )
  expect(wrong).toEqual([])
})
