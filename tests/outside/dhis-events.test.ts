import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDocument, readDocument } from '@/lib/outside/dhis/client'
import { dhisEvent, verifySignature, type DhisEvent } from '@/lib/outside/dhis/wire'
import { startAnswering, type Answering, type Heard } from './answering'
import { aDhisDocument, eventSecret, jaan, mari, startSandbox, type Sandbox } from './sandbox-process'

let olek: Answering
let sandbox: Sandbox
beforeAll(async () => {
  olek = await startAnswering()
  sandbox = await startSandbox(olek.url)
})
beforeEach(async () => {
  await sandbox.control('POST', '/reset')
  olek.heard.length = 0
  olek.answer = (_request, response) => response.end()
})
afterAll(async () => {
  await sandbox.stop()
  await olek.stop()
})

async function aSentDocument(): Promise<{ id: string; ourId: string }> {
  const document = aDhisDocument()
  const outcome = await createDocument(sandbox.dhis, document, document.ourId)
  if (outcome.kind !== 'done') throw new Error(outcome.kind)
  return { id: outcome.value.id, ourId: document.ourId }
}
const act = (id: string, what: 'confirm' | 'reject' | 'route', input: object = {}) =>
  sandbox.control('POST', `/dhis/${id}/${what}`, input)
const news = (heard: Heard | undefined): DhisEvent => dhisEvent.parse(JSON.parse(heard?.body ?? ''))
const heardSoon = (count: number) => expect.poll(() => olek.heard.length).toBe(count)
const sentState = async (index = 0) => (await sandbox.control('GET', '/dhis/events'))[index]

test('a confirmation comes to our address with a signature, and names the signer', async () => {
  const { id, ourId } = await aSentDocument()
  await act(id, 'confirm', { comment: 'Nõus' })
  await heardSoon(1)
  const heard = olek.heard[0]
  expect(heard?.path).toBe('/api/dhis/events')
  expect(news(heard)).toMatchObject({
    type: 'confirmed',
    id,
    ourId,
    version: 1,
    by: { personalCode: mari.personalCode },
    comment: 'Nõus',
  })
  const { 'x-dhis-timestamp': timestamp, 'x-dhis-signature': signature } = heard?.headers ?? {}
  const verdict = verifySignature(
    heard?.body ?? '',
    String(timestamp),
    String(signature),
    eventSecret,
    new Date(),
  )
  expect(verdict).toBe('ok')
})

test('a routing says where the document went, which still waits', async () => {
  const { id } = await aSentDocument()
  await act(id, 'route', { to: 'Õppeosakond', by: { name: jaan.name, personalCode: jaan.personalCode } })
  await heardSoon(1)
  expect(news(olek.heard[0])).toMatchObject({ type: 'routed', to: 'Õppeosakond', by: { name: jaan.name } })
  expect(await readDocument(sandbox.dhis, id)).toMatchObject({
    value: { state: 'waiting', lastEvent: { type: 'routed' } },
  })
})

test('news about one document comes in the order in which it happened', async () => {
  const { id } = await aSentDocument()
  await act(id, 'route', { to: 'Õppeosakond' })
  await act(id, 'route', { to: 'Kantselei' })
  await act(id, 'confirm')
  await heardSoon(3)
  expect(olek.heard.map((heard) => news(heard).to ?? 'confirmed')).toEqual([
    'Õppeosakond',
    'Kantselei',
    'confirmed',
  ])
})

test.each([401, 409])('news that we answer with %i is not sent again by itself', async (status) => {
  olek.answer = (_request, response) => response.writeHead(status).end('{"message":"ei"}')
  const { id } = await aSentDocument()
  await act(id, 'confirm')
  await expect.poll(async () => (await sentState()).state).toBe('sent')
  expect(await sentState()).toMatchObject({ answerStatus: status, attempts: 1, answer: '{"message":"ei"}' })
})

test('news that meets no answer or an error is sent until it is taken', async () => {
  let times = 0
  olek.answer = (_request, response) => {
    times += 1
    if (times === 1) response.socket?.resetAndDestroy()
    else response.writeHead(times === 2 ? 503 : 200).end()
  }
  const { id } = await aSentDocument()
  await act(id, 'confirm')
  await heardSoon(3)
  await expect.poll(() => sentState()).toMatchObject({ state: 'sent', attempts: 3, answerStatus: 200 })
  expect(new Set(olek.heard.map((heard) => news(heard).eventId)).size).toBe(1)
})

test('news can be sent again by hand, unchanged', async () => {
  const { id } = await aSentDocument()
  const { eventId } = await act(id, 'confirm')
  await heardSoon(1)
  await expect.poll(async () => (await sentState()).state).toBe('sent')
  await sandbox.control('POST', `/dhis/events/${eventId}/again`)
  await heardSoon(2)
  expect(olek.heard[1]?.body).toBe(olek.heard[0]?.body)
})

test('the sandbox sends news twice if told so', async () => {
  await sandbox.control('PUT', '/faults/dhis', { mode: 'twice', times: 1 })
  const { id } = await aSentDocument()
  await act(id, 'confirm')
  await heardSoon(2)
  expect(olek.heard[1]?.body).toBe(olek.heard[0]?.body)
})

test('the sandbox sends later news first if told so', async () => {
  await sandbox.control('PUT', '/faults/dhis', { mode: 'reorder', ms: 5000 })
  const { id } = await aSentDocument()
  await act(id, 'route', { to: 'Õppeosakond' })
  await act(id, 'confirm')
  await heardSoon(2)
  expect(olek.heard.map((heard) => news(heard).type)).toEqual(['confirmed', 'routed'])
})

test('a decision whose news went missing is found by asking', async () => {
  const { id } = await aSentDocument()
  await act(id, 'confirm', { silent: true })
  expect(await readDocument(sandbox.dhis, id)).toMatchObject({
    value: { state: 'confirmed', lastEvent: { type: 'confirmed' } },
  })
  expect(olek.heard).toEqual([])
})

test('the sandbox can send news of a wrong person and of an invented version', async () => {
  const { id } = await aSentDocument()
  await act(id, 'confirm', { invent: { version: 7 } })
  await act(id, 'confirm', { by: { name: jaan.name, personalCode: jaan.personalCode } })
  await heardSoon(2)
  expect(news(olek.heard[0]).version).toBe(7)
  expect(news(olek.heard[1]).by.personalCode).toBe(jaan.personalCode)
})
