import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDocument } from '@/lib/outside/dhis/client'
import { aDhisDocument, jaan, startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

const get = async (path: string) => (await fetch(sandbox.http + path)).text()
const post = (path: string, form: Record<string, string>, origin = sandbox.http) =>
  fetch(sandbox.http + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin },
    redirect: 'manual',
  })
async function aSentDocument(title: string): Promise<string> {
  const document = aDhisDocument({ title })
  const outcome = await createDocument(sandbox.dhis, document, document.ourId)
  if (outcome.kind !== 'done') throw new Error(outcome.kind)
  return outcome.value.id
}

describe('the pages of the sandbox', () => {
  test('are marked as a sandbox, have no script and name all neighbours', async () => {
    const response = await fetch(sandbox.http)
    const text = await response.text()
    for (const word of ['Liivakast', 'DHIS', 'Postkast', 'Juhan', 'EHIS']) expect(text).toContain(word)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).not.toContain('<script')
  })

  test('show what was sent as text, never as HTML', async () => {
    const id = await aSentDocument('<img src=x onerror=alert(1)> "&\'')
    for (const path of ['/dhis', `/dhis/${id}`]) {
      const text = await get(path)
      expect(text).toContain('&#60;img src=x onerror=alert(1)&#62; &#34;&#38;&#39;')
      expect(text).not.toContain('<img')
    }
  })

  test('let a chosen person confirm, and only once', async () => {
    const id = await aSentDocument('Kinnitamiseks')
    const form = { by: jaan.personalCode, comment: 'Nõus' }
    expect((await post(`/dhis/${id}/confirm`, form)).status).toBe(303)
    expect((await post(`/dhis/${id}/confirm`, form)).status).toBe(409)
    const text = await get(`/dhis/${id}`)
    for (const word of ['Kinnitatud', jaan.name, 'Nõus', 'Saada uuesti']) expect(text).toContain(word)
    expect(text).not.toContain('Lükka tagasi')
  })

  test('take a routing only with the place it goes to', async () => {
    const id = await aSentDocument('Suunamiseks')
    const by = jaan.personalCode
    expect((await post(`/dhis/${id}/route`, { by })).status).toBe(400)
    expect((await post(`/dhis/${id}/route`, { by, to: 'Õppeosakond' })).status).toBe(303)
    expect(await get(`/dhis/${id}`)).toContain('Õppeosakond')
  })

  test('let a registration in Juhan be added, changed, spoilt, repeated, moved and deleted', async () => {
    const at = '/juhan/registrations/880102'
    expect((await post(`${at}/status`, { status: 'Ootenimekirjas' })).status).toBe(303)
    expect((await post(`${at}/status`, { status: 'Peatatud' })).status).toBe(400)
    expect((await post(`${at}/change`, { firstName: '<b>Tõnu</b>', phone: '' })).status).toBe(303)
    expect((await post('/juhan/runs/20401/add', { firstName: 'Uus', lastName: 'Inimene' })).status).toBe(303)
    expect(await get('/juhan/runs/20401?name=Uus')).toContain('Uus Inimene')
    const [, changed] = await sandbox.control('GET', '/juhan/runs/20401')
    expect(changed).toMatchObject({ status: 'Ootenimekirjas', firstName: '<b>Tõnu</b>', phone: null })
    expect(await get('/juhan/runs/20401')).toContain('&#60;b&#62;Tõnu')
    expect((await post(`${at}/spoil`, { odd: 'foreignCode' })).status).toBe(303)
    expect((await post(`${at}/spoil`, { odd: 'wrongDay' })).status).toBe(303)
    expect((await post(`${at}/spoil`, { odd: 'toString' })).status).toBe(400)
    expect(await get(at)).toContain('131052-308T')
    // An odd value doesn't prevent changing the rest, registering again or moving.
    expect((await post(`${at}/status`, { status: 'Registreeritud' })).status).toBe(303)
    expect((await post(`${at}/again`, {})).status).toBe(303)
    expect((await post(`${at}/move`, { run: '20402' })).status).toBe(303)
    expect((await post(`${at}/move`, { run: '404' })).status).toBe(404)
    const there = await sandbox.control('GET', '/juhan/runs/20402')
    expect(there.find((row: { id: string }) => row.id === '880102')).toMatchObject({
      registeredOn: '2026-02-31',
    })
    expect((await sandbox.control('GET', '/juhan/runs/20401')).at(-1)).toMatchObject({
      personalCode: '131052-308T',
      status: 'Registreeritud',
    })
    expect((await post(`${at}/delete`, {})).status).toBe(303)
    expect((await fetch(sandbox.http + at)).status).toBe(404)
  })

  test('refuse a form from elsewhere and an unknown person', async () => {
    const id = await aSentDocument('Võõras vorm')
    const form = { by: jaan.personalCode }
    expect((await post(`/dhis/${id}/confirm`, form, 'http://evil.example')).status).toBe(403)
    expect((await post(`/dhis/${id}/confirm`, { by: '00000000000' })).status).toBe(400)
    const without = await fetch(`${sandbox.http}/dhis/${id}/confirm`, { method: 'POST', redirect: 'manual' })
    expect(without.status).toBe(403)
    expect(await get(`/dhis/${id}`)).toContain('Ootab kinnitamist')
  })

  test.each([
    '/dhis/none',
    '/dhis/none/pdf',
    '/mailbox/none',
    '/juhan/runs/none',
    '/juhan/registrations/none',
    '/nowhere',
    '/%E0%A4%A',
  ])('say plainly that %s is not found', async (path) => {
    const response = await fetch(sandbox.http + path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Ei leitud')
  })
})

describe('the sandbox', () => {
  test('does not answer under another host’s name', async () => {
    const status = await new Promise((resolve, reject) => {
      request(sandbox.http, { headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })

  test.each(['//', '/%', '/oidc', '/oidc/nowhere', '/dhis//', '/?%'])(
    'goes on after a request for %j',
    async (path) => {
      const { host } = new URL(sandbox.http)
      const socket = connect(Number(host.split(':')[1]), '127.0.0.1')
      socket.end(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      let answer = ''
      for await (const chunk of socket) answer += String(chunk)
      expect(answer).toMatch(/^HTTP\/1\.1 [2-4]/)
      expect((await fetch(sandbox.http)).status).toBe(200)
    },
  )

  test('is controlled only with its token and in commands that it knows', async () => {
    const without = await fetch(`${sandbox.http}/control/reset`, { method: 'POST' })
    expect(without.status).toBe(401)
    await expect(sandbox.control('PUT', '/faults/dhis', { mode: 'explode' })).rejects.toThrow('400')
    await expect(sandbox.control('PUT', '/faults/xtee', { mode: 'ok' })).rejects.toThrow('404')
  })
})
