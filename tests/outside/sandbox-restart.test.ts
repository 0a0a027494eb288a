import { afterEach, expect, test } from 'vitest'
import { createDocument, readDocument } from '@/lib/outside/dhis/client'
import { sendLetter } from '@/lib/outside/mail/client'
import { messageIdOf } from '@/lib/outside/mail/wire'
import { startAnswering, type Answering } from './answering'
import { aDhisDocument, startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
let olek: Answering | undefined
afterEach(async () => {
  await sandbox.stop()
  await olek?.stop()
})

test('a sandbox that is killed right after its answer has lost nothing when it is back', async () => {
  const document = aDhisDocument()
  sandbox = await startSandbox()
  const sent = await createDocument(sandbox.dhis, document, 'key')
  const letter = {
    to: 'm@y.example',
    subject: 'S',
    text: 'T',
    messageId: messageIdOf('1', sandbox.mail.from),
  }
  await sendLetter(sandbox.mail, letter)
  await sandbox.control('PUT', '/faults/mail', { mode: 'down', times: 3 })
  const keys = await (await fetch(`${sandbox.http}/oidc/jwks`)).json()
  await sandbox.stop('SIGKILL')

  sandbox = await startSandbox(undefined, sandbox.dir)
  const again = await createDocument(sandbox.dhis, document, 'key')
  if (sent.kind !== 'done' || again.kind !== 'done') throw new Error('not sent')
  expect(again.value).toMatchObject({ id: sent.value.id, number: sent.value.number })
  expect(await sandbox.control('GET', '/mailbox')).toHaveLength(1)
  expect(await sandbox.control('GET', '/faults')).toMatchObject({ mail: { mode: 'down', times: 3 } })
  expect(await (await fetch(`${sandbox.http}/oidc/jwks`)).json()).toEqual(keys)
  const next = await createDocument(sandbox.dhis, aDhisDocument(), 'key-2')
  expect(next).toMatchObject({ value: { number: '2.1-17/2' } })
})

test('news that was on its way when the sandbox was killed is sent when it is back', async () => {
  olek = await startAnswering()
  olek.answer = (_request, response) => response.writeHead(503).end()
  sandbox = await startSandbox(olek.url)
  const sent = await createDocument(sandbox.dhis, aDhisDocument(), 'key')
  if (sent.kind !== 'done') throw new Error('not sent')
  await sandbox.control('POST', `/dhis/${sent.value.id}/confirm`, {})
  await expect.poll(() => olek?.heard.length).toBeGreaterThan(0)
  await sandbox.stop('SIGKILL')

  olek.answer = (_request, response) => response.end()
  sandbox = await startSandbox(olek.url, sandbox.dir)
  await expect
    .poll(async () => (await sandbox.control('GET', '/dhis/events'))[0], { timeout: 5000 })
    .toMatchObject({ state: 'sent', answerStatus: 200 })
  expect(await readDocument(sandbox.dhis, sent.value.id)).toMatchObject({ value: { state: 'confirmed' } })
})
