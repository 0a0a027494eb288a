import { connect } from 'node:net'
import type { Page } from '@playwright/test'
import { zipSync } from 'fflate'
import { doors } from '@/lib/access/rights'
import { csvFile } from '@/lib/shared/write-sheet'
import { actionId } from '../faults/installation'
import { hostileTexts } from '../support/hostile'
import { aDirective } from './support/directives'
import { expect, test } from './support/journey'
import { clientOf, inLanes } from './support/over-http'
import { signIn } from './support/steps'

/** The parameters of all pages and routes that read their address. */
const parameters = [
  'q',
  'page',
  'sort',
  'state',
  'type',
  'kind',
  'unit',
  'document',
  'outcome',
  'version',
  'way',
  'row',
  'house',
  'class',
  'pupil',
  'year',
  'on',
  'day',
  'from',
]
const sampleOf = (texts: readonly string[], every: number) => texts.filter((_, at) => at % every === 2)
/** The pages that are searched, filtered or paged by their address. */
const lists = [
  '/',
  '/search',
  '/documents',
  '/learners',
  '/grants',
  '/payments',
  '/deliveries',
  '/news',
  '/users',
  '/history',
]
const addresses = Object.keys(doors)
  .filter((door) => /^page |^route GET /.test(door))
  .map((door) => door.split(' ').at(-1)!)

/** Somebody who may open the address, so that its parameters are read and not only its door. */
const askerOf = (address: string) => (address.startsWith('/schools') ? 'piret' : 'tiina')

test('hostile words after the question mark cause no fault on any page or route', async ({ office }) => {
  test.setTimeout(300_000)
  const draft = await aDirective(office)
  const clients = { piret: await clientOf('piret'), tiina: await clientOf('tiina') }
  const wrong: string[] = []
  await inLanes(addresses, async (address) => {
    const client = clients[askerOf(address)]
    const path = address.replace('/documents/[id]', `/documents/${draft}`).replace(/\[\w+\]/, 'x')
    // Other addresses read few parameters, so a sample is enough there.
    const texts = lists.some((list) => address.endsWith(list)) ? hostileTexts : sampleOf(hostileTexts, 6)
    // All parameters are sent at once, because a fault of any of them counts.
    for (const [at, text] of texts.entries()) {
      const value = encodeURIComponent(text.toWellFormed().slice(0, 500))
      const query = parameters.map((name) => `${name}=${value}`).join('&')
      const asked = at % 2 === 0 ? query : `${query}&${query}`
      const response = await client.get(`${path}?${asked.slice(0, 6_000)}`)
      if (response.status() >= 500) wrong.push(`${path}: ${JSON.stringify(text)}: ${response.status()}`)
    }
  })
  expect(wrong).toEqual([])
})

test('hostile words in place of an id get the answer for what does not exist', async () => {
  test.setTimeout(300_000)
  const clients = { piret: await clientOf('piret'), tiina: await clientOf('tiina') }
  const wrong: string[] = []
  const other = hostileTexts.filter((each) => !['', ' ', '.', '..'].includes(each))
  const ofSubjects = addresses.filter((each) => each.includes('['))
  await inLanes(ofSubjects, async (address) => {
    // A page below another reads the id in the same way, so fewer words are tried there.
    for (const text of address.endsWith(']') ? sampleOf(other, 12) : sampleOf(other, 3)) {
      const path = address.replace(/\[\w+\]/, encodeURIComponent(text.toWellFormed().slice(0, 500)))
      const response = await clients[askerOf(address)].get(path)
      // A server may refuse the address itself before our code runs.
      if (![400, 404, 414].includes(response.status())) wrong.push(`${path}: ${response.status()}`)
    }
  })
  expect(wrong).toEqual([])
})

/** Method, address, headers and body. */
type Odd = [string, string, Record<string, string>, string?]

/** Requests as no browser sends them. */
function oddRequests(cookie: string, action: string): Odd[] {
  const origin = process.env.OLEK_URL!
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const act = { cookie, accept: 'text/x-component', 'next-action': action, ...multipart }
  const body = '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[{"outcome":"none"}]\r\n--x--\r\n'
  const unread = '--x\r\nrubbish'
  const large = 'x'.repeat(6_500_000)
  const broken = [
    '/%E0%A4%A',
    '/documents/%E0%A4%A',
    '/documents/%',
    '/documents/%E0%A4%A/pdf',
    '/_next/static/%E0%A4%A',
  ]
  const origins = ['https://evil.example', 'null', 'not an address']
  const signIn = (of: string, type: string, sent: string) =>
    ['POST', `/api/auth/${of}`, { cookie, 'content-type': type }, sent] satisfies [
      string,
      string,
      object,
      string,
    ]
  return [
    ...broken.map((path) => ['GET', path, { cookie }] satisfies Odd),
    ...origins.map((from) => ['POST', '/', { ...act, origin: from }, body] satisfies Odd),
    ['POST', '/', { cookie, ...multipart, origin: 'https://evil.example' }, body],
    ['POST', '/', { ...act, origin, host: 'evil.example' }, body],
    ...['{{{', '[]', '["$1:__proto__:constructor","$K1"]', `[${'['.repeat(50_000)}`].map(
      (told) => ['POST', '/', { ...act, origin }, body.replace(/\[\{.*\}\]/, told)] satisfies Odd,
    ),
    ['POST', '/', { ...act, origin }, body.replace('"0"', '"\u0000"')],
    ['POST', '/', { ...act, origin, 'content-type': 'text/plain;charset=UTF-8' }, '"abc"'],
    ['POST', '/', { cookie, ...multipart, origin }, unread],
    ['POST', '/', { cookie, origin, 'content-type': 'multipart/form-data' }, unread],
    ['POST', '/import', { ...act, origin }, large],
    ['POST', '/import', { cookie, ...multipart, origin }, large],
    ['TRACE', '/documents', {}],
    ['GET', '*', { cookie }],
    ['OPTIONS', '*', {}],
    ['GET', 'http://evil.example/documents', { cookie }],
    ['GET', '/_global-error', { cookie }],
    ['DELETE', '/documents', { cookie }],
    ['GET', '/documents?q=%00', { cookie }],
    ['GET', '/api/auth/callback/person', {}],
    ['GET', '/api/auth/callback/person?id=x', {}],
    ['GET', '/api/auth/signin?callbackUrl=javascript:x', {}],
    signIn('callback/person', 'application/json', '{'),
    signIn('session', 'application/json', '{'),
    signIn('_log', 'application/json', '{'),
    signIn('callback/person', 'application/x-www-form-urlencoded', 'id=x&callbackUrl=%E0%A4%A'),
  ]
}

/** Sends a raw request and returns the head of the answer. */
function headOf([method, path, headers, body = '']: Odd) {
  const { port, host } = new URL(process.env.OLEK_URL!)
  const all = { host, connection: 'close', 'content-length': String(body.length), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return new Promise<string>((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), 'localhost')
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.once('error', (error) => (answer ? resolve(answer) : reject(error)))
    socket.once('close', () => resolve(answer.split('\r\n\r\n')[0]!))
    socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
  })
}

test('a request that no browser sends gets a 4xx with the usual headers', async () => {
  const client = await clientOf('tiina')
  const { cookies } = await client.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const wrong: string[] = []
  for (const odd of oddRequests(cookie, actionId('documents', 'comment'))) {
    const head = await headOf(odd)
    const usual = [
      'content-security-policy',
      'x-content-type-options: nosniff',
      'x-frame-options',
      'referrer-policy',
    ]
    if (!/^HTTP\/1.1 4\d\d /.test(head) || !usual.every((name) => head.toLowerCase().includes(name)))
      wrong.push(`${odd[0]} ${odd[1]} ${JSON.stringify(odd[2])}: ${head}`)
  }
  // A malformed address to come back to counts as absent, and a request for part of a file gets the whole file.
  const sound: Odd[] = [
    ['GET', '/api/auth/session', { cookie: 'next-auth.callback-url=javascript:x' }],
    ['GET', '/samples/doktorandid.xlsx', { range: 'bytes=999999-1' }],
  ]
  for (const each of sound) {
    const head = await headOf(each)
    if (!head.startsWith('HTTP/1.1 200 ')) wrong.push(head)
  }
  expect(wrong).toEqual([])
})

test('hostile questions to the search get a list or a 400', async () => {
  const client = await clientOf('tiina')
  const wrong: string[] = []
  for (const text of hostileTexts) {
    const response = await client.post('/api/search', { data: { q: text.toWellFormed() } })
    if (![200, 400].includes(response.status())) wrong.push(`${JSON.stringify(text)}: ${response.status()}`)
  }
  for (const data of ['', '{', '[]', 'null', '{"q":{}}', `{"q":"${'x'.repeat(1_000_000)}"}`]) {
    const headers = { 'content-type': 'application/json' }
    const response = await client.post('/api/search', { data: Buffer.from(data), headers })
    if (response.status() !== 400) wrong.push(`${data.slice(0, 20)}: ${response.status()}`)
  }
  expect(wrong).toEqual([])
})

/** What is uploaded, and the sentence of its refusal. */
const uploads: [name: string, file: () => Buffer, words: string][] = [
  ['tühi.xlsx', () => Buffer.alloc(0), 'Fail on tühi. Valige fail, milles on vähemalt üks rida.'],
  [
    'pomm.xlsx',
    () => Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100_000_000) })),
    'See on kokku pakitud fail.',
  ],
  // Each sentence differs from the one before it, so that an old refusal can't pass for the new one.
  ['programm.xlsx', () => Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]), 'Seda faili ei saa lugeda.'],
  [
    'ridu.csv',
    () => Buffer.from(csvFile({ headings: ['Isikukood'], rows: Array(30_000).fill(['49205130232']) })),
    'Failis on liiga palju ridu või veerge',
  ],
]

test('a hostile file for the import is refused in Estonian at the field, and nothing is kept', async ({
  page,
  office,
}) => {
  const before = await office.db.importBatch.count({
    where: { fileName: { in: uploads.map(([name]) => name) } },
  })
  await signIn(page, 'kaire', '/import')
  for (const [name, file, words] of uploads) {
    await page.getByLabel('Fail', { exact: true }).setInputFiles(upload(name, file))
    await page.getByRole('button', { name: 'Vaata üle' }).click()
    await told(page, 'Fail', words)
  }
  expect(
    await office.db.importBatch.count({ where: { fileName: { in: uploads.map(([name]) => name) } } }),
  ).toBe(before)
})

test('a hostile file of persons is refused in Estonian at the field, and nobody is added', async ({
  page,
  office,
}) => {
  const id = await aDirective(office)
  await signIn(page, 'liis', `/documents/${id}/persons?way=file`)
  for (const [name, file, words] of uploads) {
    await page.getByLabel('XLSX- või CSV-fail').setInputFiles(upload(name, file))
    await page.getByRole('button', { name: 'Lisa', exact: true }).click()
    await told(page, 'XLSX- või CSV-fail', words)
  }
  expect(await office.db.workingCopy.count({ where: { documentId: id } })).toBe(0)
})

test('a file beyond the limit is refused as soon as it is chosen, and nothing is sent', async ({ page }) => {
  await signIn(page, 'kaire', '/import')
  const field = page.getByLabel('Fail', { exact: true })
  await field.setInputFiles(upload('suur.csv', () => Buffer.alloc(5_200_000, 'a;b\n')))
  await expect(page.getByText('Fail on liiga suur, kõige rohkem 5 MB.')).toBeVisible()
  expect(await field.evaluate((input: HTMLInputElement) => input.files?.length)).toBe(0)
  await field.setInputFiles(upload('paras.csv', () => Buffer.from('Isikukood')))
  await expect(page.getByText('Fail on liiga suur')).toBeHidden()
})

const upload = (name: string, file: () => Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: file(),
})

async function told(page: Page, label: string, words: string) {
  const summary = page.getByRole('alert').filter({ hasText: 'Seda ei saanud teha' })
  await expect(summary).toContainText(words)
  await expect(page).toHaveTitle(/^Viga:/)
  await expect(page.getByLabel(label, { exact: true })).toHaveAttribute('aria-invalid', 'true')
}
