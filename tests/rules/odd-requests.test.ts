import { describe, expect, test } from 'vitest'
import { areArguments, hasSoundNames, isAddress, isDecodable, oddityOf } from '@/lib/access/odd-requests'

const act = {
  host: 'olek.example',
  'content-type': 'multipart/form-data; boundary=x',
  'content-length': '100',
}
const asked = (method: string, address: string, headers: Record<string, string> = {}) => {
  const [pathname, query] = address.split('?')
  return oddityOf({
    method,
    pathname: pathname!,
    search: query ? `?${query}` : '',
    headers: new Headers(headers),
  })
}
const posted = (headers: Record<string, string>) => asked('POST', '/documents', { ...act, ...headers })

describe('what is posted to a page', () => {
  test('is refused if it says that it comes from elsewhere than a page of ours', () => {
    expect(posted({})).toBeNull()
    expect(posted({ origin: 'https://olek.example' })).toBeNull()
    for (const origin of [
      'https://evil.example',
      'null',
      'not an address',
      'https://olek.example.evil.example',
    ])
      expect(posted({ origin })).toBe(403)
  })
  test('is accepted through a proxy that names the host it was for', () => {
    expect(
      posted({ host: '10.0.0.1:3000', 'x-forwarded-host': 'olek.example', origin: 'https://olek.example' }),
    ).toBeNull()
    expect(posted({ 'x-forwarded-host': 'olek.example', origin: 'https://evil.example' })).toBe(403)
  })
  test('is refused if it is larger than the largest file and its form', () => {
    expect(posted({ 'content-length': String(6 * 1024 * 1024) })).toBeNull()
    expect(posted({ 'content-length': String(6 * 1024 * 1024 + 1) })).toBe(413)
  })
  test('is refused if it is neither a form nor what the page’s script sends', () => {
    for (const type of [
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'application/json',
      '',
    ])
      expect(posted({ 'content-type': type })).toBe(415)
  })
})

test('a page that Next keeps for itself is not found', () => {
  for (const address of ['/_global-error', '/_error', '/_not-found']) expect(asked('GET', address)).toBe(404)
  expect(asked('GET', '/_next/data/x.json')).toBeNull()
})

test('a page answers GET, HEAD and POST alone, and a route answers for itself', () => {
  for (const method of ['GET', 'HEAD']) expect(asked(method, '/documents?q=a')).toBeNull()
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) expect(asked(method, '/documents')).toBe(405)
  expect(asked('PUT', '/api/search')).toBeNull()
})

test('an address with a NUL is refused, and so is one that broke before it came here', () => {
  expect(asked('GET', '/documents/%00')).toBe(400)
  expect(asked('GET', '/documents?q=a%00b')).toBe(400)
  expect(asked('GET', '/api/odd-request')).toBe(400)
})

test('an address can be decoded if its path is percent-encoded UTF-8, whatever its query', () => {
  for (const address of ['/', '/documents/%C3%B5', '/documents?q=%E0%A4%A'])
    expect(isDecodable(address)).toBe(true)
  for (const address of ['/documents/%E0%A4%A', '/%', '/documents/%zz/pdf'])
    expect(isDecodable(address)).toBe(false)
})

test('signing in leads only to a web address or a path', () => {
  for (const address of ['/', '/documents?q=%C3%B5', 'https://olek.example/'])
    expect(isAddress(address)).toBe(true)
  for (const address of ['javascript:alert(1)', 'documents', '/%E0%A4%A', 'data:text/html,x'])
    expect(isAddress(address)).toBe(false)
})

describe('the arguments of an act', () => {
  test('may be a state of a few texts and the form', () => {
    for (const state of [{ outcome: 'none' }, { outcome: 'none', once: 'k' }])
      expect(areArguments(JSON.stringify([state, '$K1']))).toBe(true)
  })
  test.each([
    null,
    '',
    '{{{',
    '"abc"',
    '[]',
    '["$K1"]',
    '[null,"x"]',
    '[null,"$K1",1]',
    '[null,"$K1"]',
    '[{"once":{"a":1}},"$K1"]',
    '["$1:__proto__:constructor","$K1"]',
    '["$0:0","$K1"]',
    '[{"a":"$0:0:b"},"$K1"]',
    '[{"__proto__":{}},"$K1"]',
    '["$@1","$K1"]',
    '["$F1","$K1"]',
    '["$Q1","$K1"]',
    `["$n${'9'.repeat(400)}","$K1"]`,
    `[${'['.repeat(50_000)}${']'.repeat(50_000)},"$K1"]`,
  ])('are refused if they are anything else (case %#)', (told) => {
    expect(areArguments(told)).toBe(false)
  })
})

test('control characters are refused in the names of fields and files, but not in the fields', () => {
  const form = (name: string, value: string | File) => {
    const made = new FormData()
    made.set(name, value)
    return made
  }
  expect(hasSoundNames(form('rows.k1.nimi', 'a\u0000\nb'))).toBe(true)
  expect(hasSoundNames(form('file', new File([''], 'õppijad (2).xlsx')))).toBe(true)
  expect(hasSoundNames(form('a\u0000', 'b'))).toBe(false)
  expect(hasSoundNames(form('file', new File([''], 'a\u0000.csv')))).toBe(false)
})
