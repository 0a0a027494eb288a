import { inspect } from 'node:util'
import fc from 'fast-check'
import pino from 'pino'
import { expect, test } from 'vitest'
import { masked } from '@/lib/shared/log'
import { maskCodesIn } from '@/lib/shared/personal-code'

const code = '49205130232'
/** The ways in which a code may stand in a text. */
const written = [
  code,
  `EE${code}`,
  `PNOEE-${code}`,
  `isik_${code}.pdf`,
  `x${code}y`,
  `/learners?q=%20${code}`,
  `"\\u00a0${code}"`,
  '492 0513 0232',
  '492\u00a00513\u202f0232',
  '4 920513 0232',
  'leht 5 492 0513 0232 rida 12345678 492 0513 0232',
  '492-0513-0232',
  '492\u200b0513\u200b0232',
  '/learners?q=492%200513%200232',
  '/learners?q=492%C2%A00513%E2%80%890232',
  '/learners?q=492+0513+0232&next=%2Flearners%3Fq%3D492%25200513%25200232',
  JSON.stringify({ q: '492\t0513\n0232' }),
  String.raw`{"q":"492\u00a00513\u00a00232"}`,
  JSON.stringify(JSON.stringify({ q: '492\t0513\t0232' })),
  '<td>492&nbsp;0513&nbsp;0232</td>',
  `5 ${code} 7`,
  `(${code},${code};${code})`,
]
const bare = (said: unknown) =>
  inspect(said, { depth: 20, maxStringLength: null }).replace(/[\s\u00a0\u202f\u200b]/g, '')
const untold = (said: unknown) => expect(bare(said)).not.toMatch(/0513.{0,12}?0232|5130232/)

test.each(written)('a personal code written as %s is masked wherever it stands in what is logged', (text) => {
  const error = new TypeError(`no learner ${text}`, { cause: new Error(text, { cause: [text] }) })
  Object.assign(error, { detail: `Key (personal_code)=(${text})`, meta: { target: [text] } })
  for (const said of [
    text,
    [text, [text]],
    { deep: { list: [{ text }] }, [text]: 1 },
    new Map<unknown, unknown>([
      [text, { text }],
      [{ text }, 1],
    ]),
    new Set([text]),
    error,
    { err: error },
    new AggregateError([error], text),
    new URL(`http://olek.test/?q=${encodeURIComponent(text)}`),
    Object.assign(Object.create({ own: 1 }) as object, { text }),
  ])
    untold(masked(said))
})

test('a personal code is masked even as a number, and other numbers stay numbers', () => {
  expect(masked([Number(code), BigInt(code), 7, 1_795_000_000_000, 12345678901234])).toEqual([
    '492******32',
    '492******32',
    7,
    1_795_000_000_000,
    12345678901234,
  ])
})

test('a masked error keeps its kind, code and causes', () => {
  const error = Object.assign(new RangeError(`bad ${code}`), { code: 'P2002' })
  const said = masked(new Error('outer', { cause: error })) as Error
  expect(said.cause).toBeInstanceOf(RangeError)
  expect(said.cause).toMatchObject({ message: 'bad 492******32', code: 'P2002' })
  expect(said.stack).toContain('log.test')
})

test('circles, values that throw when read and endless values are cut off', () => {
  const circle: Record<string, unknown> = { code }
  circle.self = circle
  circle.list = [circle]
  const error = new Error(code)
  error.cause = error
  const trap = {
    get at() {
      throw new Error(code)
    },
  }
  const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), code)
  for (const said of [circle, error, trap, deep]) untold(masked(said))
  expect((masked('a'.repeat(1_000_000)) as string).length).toBeLessThan(30_000)
  expect((masked(Array(100_000).fill(1)) as unknown[]).length).toBeLessThan(1_000)
  expect(masked(Buffer.from(code))).toBe('11 bytes')
})

test('a log line holds no personal code, whatever is logged', () => {
  const lines: string[] = []
  const log = pino(
    { hooks: { logMethod: (args, method) => method.apply(log, args.map(masked) as typeof args) } },
    {
      write: (line: string) => void lines.push(line),
    },
  )
  fc.assert(
    fc.property(
      fc.anything({
        values: [fc.constantFrom(...written), fc.constant(Number(code))],
        withMap: true,
        withSet: true,
      }),
      (said) => {
        log.error({ err: new Error('x', { cause: said }), said }, 'said')
      },
    ),
    { seed: 20261130, numRuns: 300 },
  )
  expect(lines).toHaveLength(300)
  untold(lines.join('\n'))
})

test('masking leaves days, accounts, instants and sums as they are', () => {
  for (const text of [
    '',
    '12.05.2026',
    'EE382200221020145685',
    '2026-11-30T10:00:00.000Z',
    '660,00 660,00 660,00',
  ])
    expect(maskCodesIn(text)).toBe(text)
})
