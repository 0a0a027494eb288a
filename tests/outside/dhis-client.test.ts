import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addVersion,
  cancelDocument,
  createDocument,
  findVersion,
  lockDocument,
  readDocument,
} from '@/lib/outside/dhis/client'
import type { Outcome } from '@/lib/outside/outcome'
import { aDhisDocument, mari, startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

function done<T>(outcome: Outcome<T>): T {
  expect(outcome).toMatchObject({ kind: 'done' })
  return (outcome as Extract<Outcome<T>, { kind: 'done' }>).value
}
const sent = async (document = aDhisDocument()) => ({
  document,
  ...done(await createDocument(sandbox.dhis, document, crypto.randomUUID())),
})

describe('a document that is sent', () => {
  test('gets an id, a number of its series and a link that opens', async () => {
    const series = `7-37/${crypto.randomUUID().slice(0, 4)}`
    const first = await sent(aDhisDocument({ series }))
    const second = await sent(aDhisDocument({ series }))
    expect(first.number).toBe(`${series}/1`)
    expect(second.number).toBe(`${series}/2`)
    expect((await fetch(first.url)).status).toBe(200)
  })

  test('arrives as it was sent, PDF and content byte for byte', async () => {
    const { document, id } = await sent()
    const held = await sandbox.control('GET', `/dhis/${id}`)
    const { pdf, ...rest } = document
    expect(held.versions[0].body).toEqual(rest)
    const file = await fetch(`${sandbox.http}/dhis/${id}/pdf?version=1`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf)
  })

  test('is not made again if it comes under the same key', async () => {
    const document = aDhisDocument()
    const first = await createDocument(sandbox.dhis, document, 'key-1')
    const again = await createDocument(sandbox.dhis, document, 'key-1')
    expect(first.exchange.status).toBe(201)
    expect(again.exchange.status).toBe(200)
    expect(done(again)).toEqual(done(first))
  })

  test('is not made again if its id and version come under another key', async () => {
    const { document, ...first } = await sent()
    const again = done(await createDocument(sandbox.dhis, document, crypto.randomUUID()))
    expect({ ...again }).toEqual({ ...first })
  })

  test('is refused if the key has been used for something else', async () => {
    await createDocument(sandbox.dhis, aDhisDocument(), 'key-2')
    const other = await createDocument(sandbox.dhis, aDhisDocument(), 'key-2')
    expect(other).toMatchObject({ kind: 'refused', words: 'Selle võtmega saadeti midagi muud' })
  })

  test('is made once if it is sent many times at the same moment', async () => {
    const document = aDhisDocument()
    const keys = ['a', 'b', 'a', 'b', 'a', 'b'].map((key) => `${key}-${document.ourId}`)
    const answers = await Promise.all(keys.map((key) => createDocument(sandbox.dhis, document, key)))
    expect(new Set(answers.map((answer) => done(answer).id)).size).toBe(1)
  })

  test('leaves an exchange without our key, and with size and hash in place of the PDF', async () => {
    const document = aDhisDocument()
    const { exchange } = await createDocument(sandbox.dhis, document, 'key-3')
    const sha256 = createHash('sha256').update(document.pdf).digest('hex')
    expect(JSON.parse(exchange.request ?? '').pdf).toEqual({ bytes: document.pdf.byteLength, sha256 })
    expect(exchange).toMatchObject({ method: 'POST', status: 201, address: `${sandbox.dhis.url}/documents` })
    expect(JSON.stringify(exchange)).not.toContain('dhis-key')
    expect(exchange.response).toContain('2.1-17/')
    expect(exchange.tookMs).toBeGreaterThanOrEqual(0)
  })

  test('is refused without the right key', async () => {
    const outcome = await createDocument({ ...sandbox.dhis, key: 'wrong' }, aDhisDocument(), 'key-4')
    expect(outcome).toMatchObject({ kind: 'refused', exchange: { status: 401 } })
  })

  test('is refused with the names of the fields if it is not a document', async () => {
    const outcome = await createDocument(sandbox.dhis, aDhisDocument({ pdf: new Uint8Array([1]) }), 'key-5')
    expect(outcome).toMatchObject({ kind: 'refused', words: 'Vigased väljad: pdf' })
  })
})

describe('a document that is changed', () => {
  test('keeps its number, and its new version waits', async () => {
    const { document, id, number } = await sent()
    expect(done(await lockDocument(sandbox.dhis, id, 1, 'Muudetakse')).state).toBe('locked')
    const next = done(await addVersion(sandbox.dhis, id, { ...document, version: 2 }, crypto.randomUUID()))
    expect(next).toMatchObject({ id, number })
    expect(done(await readDocument(sandbox.dhis, id))).toMatchObject({ version: 2, state: 'waiting' })
  })

  test('is not changed again by a version that comes twice', async () => {
    const { document, id } = await sent()
    const second = { ...document, version: 2 }
    const first = done(await addVersion(sandbox.dhis, id, second, `v2-${id}`))
    expect(done(await addVersion(sandbox.dhis, id, second, `v2-${id}`))).toEqual(first)
    expect(done(await addVersion(sandbox.dhis, id, second, `other-${id}`))).toEqual(first)
  })

  test('refuses an older version', async () => {
    const { document, id } = await sent(aDhisDocument({ version: 3 }))
    const outcome = await addVersion(sandbox.dhis, id, { ...document, version: 2 }, crypto.randomUUID())
    expect(outcome).toMatchObject({ kind: 'refused', exchange: { status: 409 } })
  })

  test('stays locked however often that is asked', async () => {
    const { id } = await sent()
    await lockDocument(sandbox.dhis, id, 1, 'Muudetakse')
    expect(done(await lockDocument(sandbox.dhis, id, 1, 'Muudetakse')).state).toBe('locked')
    await expect(sandbox.control('POST', `/dhis/${id}/confirm`, {})).rejects.toThrow('409')
  })

  test('can’t be locked once it is confirmed', async () => {
    const { id } = await sent()
    await sandbox.control('POST', `/dhis/${id}/confirm`, {})
    const outcome = await lockDocument(sandbox.dhis, id, 1, 'Muudetakse')
    expect(outcome).toMatchObject({
      kind: 'refused',
      words: 'Dokument on juba kinnitatud',
      exchange: { status: 409 },
    })
  })
})

describe('a document that is withdrawn', () => {
  test('stays cancelled however often that is asked', async () => {
    const { id } = await sent()
    expect(done(await cancelDocument(sandbox.dhis, id, 1, 'Ei ole vaja')).state).toBe('cancelled')
    expect(done(await cancelDocument(sandbox.dhis, id, 1, 'Ei ole vaja')).state).toBe('cancelled')
  })

  test('can be sent again as a later version under its number', async () => {
    const { document, id, number } = await sent()
    await cancelDocument(sandbox.dhis, id, 1, 'Muudetakse')
    const next = done(await addVersion(sandbox.dhis, id, { ...document, version: 2 }, crypto.randomUUID()))
    expect(next.number).toBe(number)
    expect(done(await cancelDocument(sandbox.dhis, id, 1, 'Muudetakse')).state).toBe('waiting')
  })
})

describe('asking DHIS', () => {
  test('tells the last decision with its person and comment', async () => {
    const { id } = await sent()
    await sandbox.control('POST', `/dhis/${id}/reject`, { comment: 'Summa on vale' })
    expect(done(await readDocument(sandbox.dhis, id))).toMatchObject({
      state: 'rejected',
      lastEvent: { type: 'rejected', comment: 'Summa on vale', by: { personalCode: mari.personalCode } },
    })
  })

  test('by our id and version finds a document that arrived', async () => {
    const { document, id } = await sent()
    expect(done(await findVersion(sandbox.dhis, document.ourId, 1))).toMatchObject({ id, state: 'waiting' })
  })

  test('by our id and version says null if none arrived', async () => {
    const { document } = await sent()
    expect(done(await findVersion(sandbox.dhis, 'never-sent', 1))).toBeNull()
    expect(done(await findVersion(sandbox.dhis, document.ourId, 2))).toBeNull()
  })

  test('at a wrong address is refused, not taken for “none arrived”', async () => {
    const outcome = await findVersion({ ...sandbox.dhis, url: `${sandbox.http}/elsewhere` }, 'd-1', 1)
    expect(outcome).toMatchObject({ kind: 'refused', exchange: { status: 404 } })
  })

  test('for an unknown id is refused', async () => {
    expect(await readDocument(sandbox.dhis, 'unknown')).toMatchObject({ kind: 'refused' })
    expect(await readDocument(sandbox.dhis, '../control/faults')).toMatchObject({ kind: 'refused' })
  })
})
