import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage, tellStatus } from '@/lib/outside/juhan/client'
import { nextPage, wholeList } from '@/lib/outside/juhan/whole'
import type { JuhanPage } from '@/lib/outside/juhan/wire'
import { hostileText } from '../support/hostile'
import { startAnswering, type Answering } from './answering'

let juhan: Answering
beforeAll(async () => {
  juhan = await startAnswering()
})
afterAll(() => juhan.stop())

const at = () => ({ url: juhan.url, key: 'k', timeoutMs: 2000 })
const answering = (status: number, body: string | Uint8Array) => {
  juhan.answer = (_request, response) => {
    response.writeHead(status)
    response.end(body)
  }
}
const read = () => readPage(at(), '20401', 1)
const calls = [read, () => tellStatus(at(), '880101', { status: 'Tühistatud' }, 'key')]

const person = (id: string, overrides: object = {}) => ({
  id,
  status: 'Registreeritud' as const,
  personalCode: '47903120217',
  firstName: 'Kairi',
  lastName: 'Lepp',
  email: null,
  phone: null,
  payer: 'ise' as const,
  registeredOn: '2026-10-19',
  workplace: null,
  ...overrides,
})
const page = (overrides: object = {}) => ({
  run: '20401',
  page: 1,
  pages: 1,
  total: 1,
  registrations: [person('880101')],
  ...overrides,
})

describe('of what Juhan answers', () => {
  test('no bytes with any status make a call throw or be done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 200, max: 599 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...calls),
        async (status, body, call) => {
          answering(status, body)
          const outcome = await call()
          expect(['refused', 'unreachable', 'unreadable']).toContain(outcome.kind)
          expect(outcome.exchange.response ?? '').not.toContain('\u0000')
        },
      ),
      { numRuns: 150 },
    )
  })

  test('JSON that is not the contract’s is unreadable', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...calls), async (value, call) => {
        answering(200, JSON.stringify(value))
        expect((await call()).kind).toBe('unreadable')
      }),
      { numRuns: 150 },
    )
  })

  test('one hostile field of one person leaves the list whole and the others unchanged', async () => {
    const hostile = fc.oneof(
      hostileText,
      fc.constantFrom('J\ufffdri', 'a\u202eb', 'a\tb', 'FI 131052-308T'),
      fc.constantFrom(true, -1, 1.5, 1e21, [], {}, null, undefined),
    )
    const fields = Object.keys(person('1')).filter((field) => field !== 'id' && field !== 'status')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), hostile, async (field, value) => {
        const registrations = [person('1'), person('2', { [field]: value }), person('3')]
        answering(200, JSON.stringify(page({ total: 3, registrations })))
        const outcome = await read()
        const answer = outcome.kind === 'done' ? wholeList('20401', [outcome.value]) : outcome
        const list = 'list' in answer ? answer.list : []
        expect(list.map(({ id }) => id)).toEqual(['1', '2', '3'])
        expect([list[0], list[2]]).toEqual([person('1'), person('3')])
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['an unknown status', { status: 'Peatatud' }, { code: 'statusUnknown', id: '1', status: 'Peatatud' }],
    ['a status in other letters', { status: 'registreeritud' }, { code: 'statusUnknown', id: '1' }],
    ['no status', { status: null }, { code: 'statusUnknown', id: '1', status: '' }],
    ['an id that leads elsewhere', { id: '../1' }, { code: 'idWrong', id: '../1', place: 1 }],
    ['no id', { id: undefined }, { code: 'idWrong', id: '', place: 1 }],
  ])('a person with %s makes the list unusable, and is named', async (_title, part, problem) => {
    answering(200, JSON.stringify(page({ registrations: [person('1', part)] })))
    const outcome = await read()
    expect(outcome.kind === 'done' && wholeList('20401', [outcome.value])).toMatchObject({
      problem: { ...problem, name: 'Kairi Lepp' },
    })
  })

  test.each([
    ['registrations', [1]],
    ['registrations', 'many'],
    ['run', '../20401'],
    ['page', 'first'],
    ['total', -1],
  ])('a page whose %s is %j is unreadable', async (field, value) => {
    answering(200, JSON.stringify(page({ [field]: value })))
    expect(await read()).toMatchObject({ kind: 'unreadable' })
  })

  test('a field beyond the contract does no harm', async () => {
    answering(200, JSON.stringify(page({ more: 1, registrations: [person('1', { extra: 2 })] })))
    expect(await read()).toMatchObject({ kind: 'done', value: { registrations: [person('1')] } })
  })

  test('a page of 500 people with the longest texts is read, and one longer than 8 MB is not', async () => {
    const full = { firstName: 'Õ'.repeat(200), lastName: 'Ž'.repeat(200), workplace: 'ü'.repeat(500) }
    const people = Array.from({ length: 500 }, (_each, number) => person(String(number), full))
    const escaped = JSON.stringify(page({ total: 500, registrations: people })).replace(
      /[^\x20-\x7e]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    expect(escaped.length).toBeGreaterThan(2 * 1024 * 1024)
    answering(200, escaped)
    expect(await read()).toMatchObject({ kind: 'done', value: { total: 500 } })
    answering(200, ' '.repeat(8 * 1024 * 1024 + 1))
    expect(await read()).toMatchObject({ kind: 'unreadable', words: '> 8 MB' })
  })

  test.each([
    ['another registration', { id: '880102' }],
    ['another status', { status: 'Registreeritud' }],
    ['another number', { documentNumber: '1' }],
    ['another day', { documentOn: '2026-01-01' }],
  ])('an answer about %s than the one told is unreadable', async (_title, part) => {
    const good = { id: '880101', status: 'Tühistatud', documentNumber: null, documentOn: null }
    answering(200, JSON.stringify(good))
    expect((await calls[1]!()).kind).toBe('done')
    answering(200, JSON.stringify({ ...good, ...part }))
    expect(await calls[1]!()).toMatchObject({ kind: 'unreadable', words: Object.keys(part)[0] })
  })

  test('a message to Juhan carries its key and what is told, and nothing else', async () => {
    juhan.heard.length = 0
    await tellStatus(
      at(),
      '88/1',
      { status: 'Lõpetatud', documentNumber: '1-1', documentOn: '2026-11-22' },
      'k-9',
    )
    expect(juhan.heard).toMatchObject([
      {
        path: '/registrations/88%2F1/status',
        headers: { 'idempotency-key': 'k-9', authorization: 'Bearer k' },
        body: JSON.stringify({ status: 'Lõpetatud', documentNumber: '1-1', documentOn: '2026-11-22' }),
      },
    ])
  })
})

describe('the pages of a list', () => {
  const some = (...ids: string[]) => ids.map((id) => person(id))
  const pages = (...parts: object[]) => parts.map((part) => page(part) as JuhanPage)
  const two = pages(
    { pages: 2, total: 3, registrations: some('1', '2') },
    { page: 2, pages: 2, total: 3, registrations: some('3') },
  )

  test('make a list if all are there', () => {
    expect(wholeList('20401', two)).toHaveProperty('list.length', 3)
    expect(wholeList('20401', pages({ pages: 0, total: 0, registrations: [] }))).toEqual({ list: [] })
  })

  test.each([
    ['nothing at all', [], { code: 'cutShort', got: 0, total: 0 }],
    ['a page missing', two.slice(0, 1), { code: 'cutShort', got: 2, total: 3 }],
    ['fewer people than counted', pages({ total: 2 }), { code: 'cutShort', got: 1, total: 2 }],
    ['more people than counted', pages({ total: 0 }), { code: 'tooMany', got: 1, total: 0 }],
    ['another run', pages({ run: '20402' }), { code: 'otherRun', run: '20402' }],
    ['another page', pages({ page: 2 }), { code: 'otherPage', asked: 1, got: 2 }],
    ['the same page again', [two[0]!, two[0]!], { code: 'otherPage', asked: 2, got: 1 }],
    ['another count', [two[0]!, { ...two[1]!, total: 4 }], { code: 'countChanged', from: 3, to: 4 }],
    ['other pages', [two[0]!, { ...two[1]!, pages: 3 }], { code: 'pagesChanged', from: 2, to: 3 }],
    [
      'somebody twice',
      [two[0]!, { ...two[1]!, registrations: some('1') }],
      { code: 'duplicate', id: '1', name: 'Kairi Lepp' },
    ],
  ])('with %s make no list', (_title, given, problem) => {
    expect(wholeList('20401', given)).toEqual({ problem })
  })

  test('are asked for one after another, and no longer once something is wrong', () => {
    expect(nextPage('20401', [])).toBe(1)
    expect(nextPage('20401', two.slice(0, 1))).toBe(2)
    expect(nextPage('20401', two)).toBeNull()
    expect(nextPage('20402', two.slice(0, 1))).toBeNull()
    expect(nextPage('20401', pages({ pages: 900, total: 900, registrations: [] }))).toBeNull()
  })

  test('make the whole list or none, in any order, number and mixture', () => {
    const anyPage = fc.record({
      run: fc.constantFrom('20401', '20402'),
      page: fc.integer({ min: 0, max: 3 }),
      pages: fc.integer({ min: 0, max: 3 }),
      total: fc.integer({ min: 0, max: 5 }),
      registrations: fc.array(fc.constantFrom(...some('1', '2', '3', '4', '5')), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 3 }), (given) => {
        const answer = wholeList('20401', given)
        if ('problem' in answer) return
        expect(answer.list).toHaveLength(given[0]!.total)
        expect(new Set(answer.list.map(({ id }) => id)).size).toBe(given[0]!.total)
        expect(given.map(({ run }) => run)).toEqual(given.map(() => '20401'))
      }),
    )
  })
})
