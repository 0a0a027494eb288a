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

test('a connection that is reset is unreachable, and nothing was done', async () => {
  await breakDhis({ mode: 'down' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { status: null, response: null } })
  expect(await held()).toBe(0)
})

test('nobody at the address is unreachable', async () => {
  const gone = await startAnswering()
  await gone.stop()
  const nobody = { ...sandbox.dhis, url: gone.url }
  expect(await readDocument(nobody, 'd')).toMatchObject({ kind: 'unreachable', words: 'ECONNREFUSED' })
})

test('an inner error is unreachable with its words, and nothing was done', async () => {
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

test('an answer that comes too late is unreachable, yet the document may be there', async () => {
  await breakDhis({ mode: 'slow', ms: 400, times: 1 })
  const document = aDhisDocument()
  const outcome = await createDocument({ ...sandbox.dhis, timeoutMs: 150 }, document, 'k')
  expect(outcome).toMatchObject({ kind: 'unreachable', words: 'ETIMEDOUT' })
  await expect.poll(held).toBe(1)
})

test('an answer that comes late but in time is done', async () => {
  await breakDhis({ mode: 'slow', ms: 300 })
  expect(await createDocument(sandbox.dhis, aDhisDocument(), 'k')).toMatchObject({ kind: 'done' })
})

test('a forgetful DHIS is unreachable, and asking by our id finds the document', async () => {
  await breakDhis({ mode: 'forget', times: 1 })
  const document = aDhisDocument()
  expect(await createDocument(sandbox.dhis, document, 'k')).toMatchObject({ kind: 'unreachable' })
  const found = await findVersion(sandbox.dhis, document.ourId, 1)
  expect(found).toMatchObject({ kind: 'done', value: { ourId: document.ourId, state: 'waiting' } })
  expect(await createDocument(sandbox.dhis, document, 'k')).toMatchObject({ kind: 'done' })
  expect(await held()).toBe(1)
})

test('an answer in broken JSON is unreadable and kept as it came', async () => {
  await breakDhis({ mode: 'garbage' })
  const outcome = await createDocument(sandbox.dhis, aDhisDocument(), 'k')
  expect(outcome).toMatchObject({
    kind: 'unreadable',
    words: 'JSON',
    exchange: { status: 200, response: '{"id": "7", "numb' },
  })
})

test('a fault set for two times is over at the third', async () => {
  await breakDhis({ mode: 'down', times: 2 })
  const kinds = []
  for (let each = 0; each < 3; each++) {
    kinds.push((await createDocument(sandbox.dhis, aDhisDocument({ ourId: 'same' }), 'k')).kind)
  }
  expect(kinds).toEqual(['unreachable', 'unreachable', 'done'])
})
