import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDocument, findVersion, readDocument } from '@/lib/outside/dhis/client'
import { startAnswering } from './answering'
import { aDhisDocument, startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.control('POST', '/reset'))
afterAll(() => sandbox.stop())

const breakDhis = (fault: object) => sandbox.control('PUT', '/faults/dhis', fault)
const held = async () => (await sandbox.control('GET', '/dhis/documents')).length

test('a reset connection makes DHIS unreachable, and nothing is done there', async () => {
  await breakDhis({ mode: 'down' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { status: null, response: null } })
  expect(await held()).toBe(0)
})

test('DHIS is unreachable if nobody is at its address', async () => {
  const gone = await startAnswering()
  await gone.stop()
  const nobody = { ...sandbox.dhis, url: gone.url }
  expect(await readDocument(nobody, 'd')).toMatchObject({ kind: 'unreachable', words: 'ECONNREFUSED' })
})

test('an inner error makes DHIS unreachable with its words, and nothing is done there', async () => {
  await breakDhis({ mode: '500' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({ kind: 'unreachable', words: 'Sisemine viga', exchange: { status: 500 } })
  expect(await held()).toBe(0)
})

test('a refusal is told in its own words', async () => {
  await breakDhis({ mode: 'refuse', words: 'Sari 2.1-17 on suletud' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({
    kind: 'refused',
    words: 'Sari 2.1-17 on suletud',
    exchange: { status: 422 },
  })
})

test('an answer that comes too late makes DHIS unreachable, though the document is there', async () => {
  await breakDhis({ mode: 'slow', ms: 400, times: 1 })
  const document = aDhisDocument()
  const outcome = await createDocument({ ...sandbox.dhis, timeoutMs: 150 }, document, 'k')
  expect(outcome).toMatchObject({ kind: 'unreachable', words: 'ETIMEDOUT' })
  await expect.poll(held).toBe(1)
})

test('an answer that comes late but in time is accepted', async () => {
  await breakDhis({ mode: 'slow', ms: 300 })
  expect(await createDocument(sandbox.dhis, aDhisDocument(), 'k')).toMatchObject({ kind: 'done' })
})

test('a document whose answer DHIS lost is found by asking with our id', async () => {
  await breakDhis({ mode: 'forget', times: 1 })
  const document = aDhisDocument()
  expect(await createDocument(sandbox.dhis, document, 'k')).toMatchObject({ kind: 'unreachable' })
  const found = await findVersion(sandbox.dhis, document.ourId, 1)
  expect(found).toMatchObject({ kind: 'done', value: { ourId: document.ourId, state: 'waiting' } })
  expect(await createDocument(sandbox.dhis, document, 'k')).toMatchObject({ kind: 'done' })
  expect(await held()).toBe(1)
})

test('an answer in broken JSON is unreadable, and is kept as it came', async () => {
  await breakDhis({ mode: 'garbage' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({
    kind: 'unreadable',
    words: 'JSON',
    exchange: { status: 200, response: '{"id": "7", "numb' },
  })
})

test('a fault set for two requests is over at the third', async () => {
  await breakDhis({ mode: 'down', times: 2 })
  const kinds = []
  for (let each = 0; each < 3; each++) {
    kinds.push((await createDocument(sandbox.dhis, aDhisDocument({ ourId: 'same' }), 'k')).kind)
  }
  expect(kinds).toEqual(['unreachable', 'unreachable', 'done'])
})
