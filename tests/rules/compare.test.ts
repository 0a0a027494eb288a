import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Paper, PaperRow } from '@/lib/documents/paper/paper'
import { compare, isSame, narrowed } from '@/lib/documents/rules/compare'
import { showAmount, type Amount } from '@/lib/shared/money'

const row = (name: string, over: Partial<PaperRow> & { amount?: Amount; from?: string } = {}): PaperRow => {
  const { amount = '660.00', from = '2026-09-01', ...rest } = over
  return {
    name,
    personalCode: null,
    studyPlace: 'Bioloogia, LT',
    values: { monthlyAmount: amount, paidFrom: from as '2026-09-01' },
    texts: { monthlyAmount: showAmount(amount), paidFrom: from },
    ...rest,
  }
}

const paper = (rows: PaperRow[], over: Partial<Paper> = {}): Paper => ({
  institution: 'Emajõe Ülikool',
  unit: { code: 'LT', name: 'Valdkond' },
  type: 'korraldus',
  title: 'Doktoranditoetus',
  number: null,
  basis: 'Kord',
  fields: ['paidFrom', 'monthlyAmount'],
  rows,
  extraInfo: '',
  signer: { name: 'Mari Mets', title: 'prodekaan' },
  drafter: 'Liis Tamm',
  footer: '',
  warnings: [],
  base: null,
  amends: null,
  ...over,
})

describe('between two papers', () => {
  test('each part of the head that reads otherwise is a difference, and so is the monthly sum', () => {
    const { head } = compare(
      paper([row('Oja')]),
      paper([row('Oja', { amount: '700.00' })], { basis: 'Uus kord', signer: { name: 'Ants', title: '' } }),
    )
    expect(head).toEqual([
      { part: 'basis', was: 'Kord', is: 'Uus kord' },
      { part: 'monthlySum', was: '660,00', is: '700,00' },
      { part: 'signer', was: 'Mari Mets, prodekaan', is: 'Ants' },
    ])
  })

  test('neither the number that DHIS gave meanwhile nor another order of persons is a difference', () => {
    const [oja, puu] = [row('Oja', { key: 'a' }), row('Puu', { key: 'b' })]
    const { counts } = compare(paper([oja, puu]), paper([puu, oja], { number: '2.1-17/5' }))
    expect(isSame(counts)).toBe(true)
  })

  test('an added, removed or changed person is a difference, told with each value before and after', () => {
    const { rows, counts } = compare(
      paper([row('Oja', { key: 'a' }), row('Puu', { key: 'b' }), row('Kask', { key: 'c' })]),
      paper([
        row('Oja', { key: 'a', amount: '700.50' }),
        row('Kask', { key: 'c' }),
        row('Tamm', { key: 'd' }),
      ]),
    )
    expect(counts).toMatchObject({ added: 1, removed: 1, changed: 1 })
    expect(rows.map(({ was, is }) => [was?.name, is?.name])).toEqual([
      ['Oja', 'Oja'],
      [undefined, 'Tamm'],
      ['Puu', undefined],
    ])
    expect(rows[0]!.changes).toEqual([{ part: 'monthlyAmount', was: '660,00', is: '700,50' }])
    expect(rows[1]!.changes).toEqual([
      { part: 'paidFrom', was: '', is: '2026-09-01' },
      { part: 'monthlyAmount', was: '', is: '660,00' },
    ])
  })

  test('a row whose name was put right is still the same row', () => {
    const { rows } = compare(paper([row('Oja', { key: 'a' })]), paper([row('Ojamaa', { key: 'a' })]))
    expect(rows.map(({ changes }) => changes)).toEqual([[{ part: 'name', was: 'Oja', is: 'Ojamaa' }]])
  })

  test('rows from before rows had keys are matched by personal code and study place, the same days first', () => {
    const half = [row('Oja', { personalCode: '1' }), row('Oja', { personalCode: '1', from: '2027-02-01' })]
    const later = [
      row('Oja', { personalCode: '1', from: '2027-02-01', key: 'b' }),
      row('Oja', { personalCode: '1', amount: '1.00', key: 'a' }),
    ]
    const { rows, counts } = compare(paper(half), paper(later))
    expect(counts).toMatchObject({ added: 0, removed: 0, changed: 1 })
    expect(rows[0]!.changes).toEqual([{ part: 'monthlyAmount', was: '660,00', is: '1,00' }])
  })

  test('a person taken off and added again with the same values is no difference', () => {
    const { counts } = compare(paper([row('Oja', { key: 'a' })]), paper([row('Oja', { key: 'b' })]))
    expect(isSame(counts)).toBe(true)
  })

  test('a curriculum that only got another name is no difference', () => {
    const named = (text: string) =>
      row('Oja', { key: 'a', values: { curriculum: 'BIO' }, texts: { curriculum: text } })
    expect(isSame(compare(paper([named('Bioloogia')]), paper([named('Elu teadus')])).counts)).toBe(true)
  })

  test('the warnings that came and went are told by name, those of two persons of one name together', () => {
    const warned = (...lines: string[][]) =>
      paper([], { warnings: lines.map((own) => ({ person: 'Oja', lines: own })) })
    expect(compare(warned(['a', 'b'], ['a']), warned(['a'], ['c'])).warnings).toEqual([
      { person: 'Oja', gone: ['b', 'a'], come: ['c'] },
    ])
  })
})

describe('whatever two papers hold', () => {
  const someRow = fc
    .record({
      name: fc.constantFrom('Oja', 'Puu', 'Kask'),
      key: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
      amount: fc.constantFrom<Amount>('660.00', '700.00'),
      from: fc.constantFrom('2026-09-01', '2027-02-01'),
    })
    .map(({ name, ...over }) => row(name, over))
  const some = fc
    .uniqueArray(someRow, { maxLength: 6, selector: ({ key }) => key ?? {} })
    .map((rows) => paper(rows))

  test('a paper does not differ from itself', () => {
    fc.assert(fc.property(some, (one) => isSame(compare(one, structuredClone(one)).counts)))
  })

  test('as many rows are added one way as are removed the other way', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [there, back] = [compare(one, other).counts, compare(other, one).counts]
        expect([there.added, there.removed]).toEqual([back.removed, back.added])
      }),
    )
  })

  test('the rows added less those removed make up the difference in the number of rows', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const { added, removed } = compare(one, other).counts
        expect(added - removed).toBe(other.rows.length - one.rows.length)
      }),
    )
  })
})

test('5,000 persons are compared without comparing each with every other', () => {
  let read = 0
  const many = (amount: Amount) =>
    paper(
      Array.from({ length: 5_000 }, (_, at) =>
        Object.defineProperty(row(`Oja ${at}`, { amount }), 'key', {
          get: () => {
            read++
            return `${at}`
          },
        }),
      ),
    )
  expect(compare(many('660.00'), many('661.00')).counts.changed).toBe(5_000)
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(20 * 5_000)
})

describe('cutting two texts down to where they differ', () => {
  const text = 'a'.repeat(5_000)

  test('leaves short texts whole', () => {
    expect(narrowed({ was: 'Kord', is: 'Uus kord' }, 100)).toEqual({ was: 'Kord', is: 'Uus kord' })
  })

  test('keeps a word changed in the middle with what stands around it', () => {
    const { was, is } = narrowed({ was: `${text}vana${text}`, is: `${text}uus${text}` }, 200)
    expect(was).toBe(`…${'a'.repeat(40)}vana${'a'.repeat(40)}…`)
    expect(is).toBe(`…${'a'.repeat(40)}uus${'a'.repeat(40)}…`)
  })

  test('never leaves a text longer than asked, but for the signs of what was cut', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (was, is) => {
        const short = narrowed({ was, is }, 60)
        expect(Math.max(short.was.length, short.is.length)).toBeLessThanOrEqual(62)
      }),
    )
  })
})
