import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addVersion,
  cancelDocument,
  createDocument,
  findVersion,
  lockDocument,
  readDocument,
} from '@/lib/outside/dhis/client'
import { startAnswering, type Answering } from './answering'
import { aDhisDocument } from './sandbox-process'

let dhis: Answering
beforeAll(async () => {
  dhis = await startAnswering()
})
afterAll(() => dhis.stop())

const at = () => ({ url: dhis.url, key: 'k', timeoutMs: 1000 })
const answering = (status: number, body: string | Uint8Array, headers = {}) => {
  dhis.answer = (_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  }
}
const calls = [
  () => createDocument(at(), aDhisDocument(), 'key'),
  () => addVersion(at(), 'id-1', aDhisDocument(), 'key'),
  () => lockDocument(at(), 'id-1', 1, 'r'),
  () => cancelDocument(at(), 'id-1', 1, 'r'),
  () => readDocument(at(), 'id-1'),
  () => findVersion(at(), 'd-1', 1),
]
const kinds = ['done', 'refused', 'unreachable', 'unreadable']

const good = {
  id: 'id-1',
  ourId: 'd-1',
  number: '2.1-17/1',
  url: 'https://dhis.example/d/1',
  version: 1,
  state: 'waiting',
  lastEvent: null,
}

test('no call throws or is done, whatever bytes and status DHIS answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 599 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...calls),
      async (status, body, call) => {
        answering(status, body)
        const outcome = await call()
        expect(kinds).toContain(outcome.kind)
        expect(outcome.kind).not.toBe('done')
        expect(outcome.exchange.response ?? '').not.toContain('\u0000')
      },
    ),
    { numRuns: 150 },
  )
})

test('an answer in JSON that is not the contract’s is unreadable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...calls), async (value, call) => {
      answering(200, JSON.stringify(value))
      expect((await call()).kind).toBe('unreadable')
    }),
    { numRuns: 150 },
  )
})

test('one hostile field makes the whole answer unreadable, and is named', async () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '../x',
      'javascript:alert(1)',
      '💥'.repeat(5000),
    ),
    fc.constantFrom(null, true, -1, 1.5, 1e21, [], {}),
  )
  const fields = fc.constantFrom('id', 'ourId', 'number', 'url', 'version', 'state')
  await fc.assert(
    fc.asyncProperty(fields, hostile, async (field, value) => {
      fc.pre(
        !(field === 'number' && value === '../x') && !(field === 'number' && value === 'javascript:alert(1)'),
      )
      answering(200, JSON.stringify({ ...good, [field]: value }))
      expect(await readDocument(at(), 'id-1')).toMatchObject({ kind: 'unreadable', words: field })
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['another document than asked', { id: 'id-2' }, () => readDocument(at(), 'id-1'), 'id'],
  ['another id of ours than asked', { ourId: 'd-2' }, () => findVersion(at(), 'd-1', 1), 'ourId'],
  ['an older version than found', { version: 1 }, () => findVersion(at(), 'd-1', 2), 'version'],
  ['an unknown state', { state: 'archived' }, () => readDocument(at(), 'id-1'), 'state'],
  ['an impossible moment', { lastEvent: event({ at: '2026-02-30T10:00:00Z' }) }, read, 'lastEvent.at'],
  ['a moment without a zone', { lastEvent: event({ at: '2026-02-03T10:00:00' }) }, read, 'lastEvent.at'],
])('an answer about %s is unreadable', async (_title, part, call, words) => {
  answering(200, JSON.stringify({ ...good, ...part }))
  expect(await call()).toMatchObject({ kind: 'unreadable', words })
})

test('fields that DHIS adds to the contract do no harm', async () => {
  answering(200, JSON.stringify({ ...good, folder: 'A', lastEvent: event({ extra: 1 }) }))
  expect(await readDocument(at(), 'id-1')).toMatchObject({ kind: 'done' })
})

test('an answer over 1 MB is unreadable, and only 1 MB of it is kept', async () => {
  answering(200, JSON.stringify({ ...good, more: 'x'.repeat(3_000_000) }))
  const outcome = await readDocument(at(), 'id-1')
  expect(outcome).toMatchObject({ kind: 'unreadable', words: '> 1 MB' })
  expect(outcome.exchange.response).toHaveLength(1024 * 1024)
})

test('an answer cut off in the middle makes DHIS unreachable, and what came of it is kept', async () => {
  dhis.answer = (_request, response) => {
    response.writeHead(200, { 'Content-Length': 100 })
    response.write('{"id":', () => setTimeout(() => response.socket?.resetAndDestroy(), 20))
  }
  const outcome = await readDocument(at(), 'id-1')
  expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { status: 200, response: '{"id":' } })
})

test('an answer that never ends makes DHIS unreachable', async () => {
  let drip: NodeJS.Timeout
  dhis.answer = (_request, response) => {
    drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  }
  const outcome = await readDocument({ ...at(), timeoutMs: 200 }, 'id-1')
  expect(outcome).toMatchObject({ kind: 'unreachable', words: 'ETIMEDOUT' })
})

test('a redirect is not followed, so the key goes nowhere else', async () => {
  answering(302, '', { Location: `${dhis.url}/thief` })
  dhis.heard.length = 0
  expect(await readDocument(at(), 'id-1')).toMatchObject({ kind: 'unreadable', words: 'HTTP 302' })
  expect(dhis.heard.map((heard) => heard.path)).toEqual(['/documents/id-1'])
})

test.each([
  ['a page of HTML', '<html>Bad gateway</html>', 'HTTP 409'],
  ['nothing', '', 'HTTP 409'],
  ['plain text over several lines', 'Sari\n on   suletud ', 'Sari on suletud'],
  ['a long message', JSON.stringify({ message: 'a'.repeat(5000) }), 'a'.repeat(1000)],
])('a refusal that is %s is told in short plain words', async (_title, body, words) => {
  answering(409, body)
  expect(await readDocument(at(), 'id-1')).toMatchObject({ kind: 'refused', words })
})

function read() {
  return readDocument(at(), 'id-1')
}

function event(overrides: object) {
  return {
    eventId: 'e-1',
    type: 'confirmed',
    id: 'id-1',
    ourId: 'd-1',
    version: 1,
    by: { name: 'Mari Mets', personalCode: '47302150236' },
    at: '2026-11-21T10:00:00Z',
    ...overrides,
  }
}
