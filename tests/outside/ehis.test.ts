import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tellStipend } from '@/lib/outside/ehis/client'
import { readAnswer } from '@/lib/outside/ehis/envelope'
import { stipendBody, stipendMessage, type EhisChange } from '@/lib/outside/ehis/wire'
import { readXml } from '@/sandbox/ehis/xml'
import { startAnswering, type Answering } from './answering'
import { startSandbox, type Sandbox } from './sandbox-process'

const id = 'ehis.grant:1b7c1f0a-5a86-4d0e-9c7b-3f0b0a7f2d11:1'
const userId = 'EE47106060223'
const stipend = {
  klStipendiumLiik: '7',
  stipendiumAlgusKp: '2026-09-01',
  stipendiumLoppKp: '2027-08-31',
  doktoranditoetusSumma: '660.50',
  viimaneDoktoranditoetuseValjamakseKp: '2027-08-31',
  oppeasutuseKirjeId: '1b7c1f0a-5a86-4d0e-9c7b-3f0b0a7f2d11',
}
const about = { koolId: '101', isikukood: '49205130232', oppekava: '80131', muutusKp: '2026-11-21' }
const given: EhisChange = { ...about, stipendium: stipend }
const deleted: EhisChange = { ...about, kustutamine: { oppeasutuseKirjeId: stipend.oppeasutuseKirjeId } }
const header = { client: 'EE/GOV/70000000/olek', service: 'EE/GOV/70000001/ehis', id, userId }

/** An answer with its own namespace prefixes; `headers` and `inside` are inserted as they are. */
const answer = (inside: string, headers = `<x:id>${id}</x:id>`) => `<?xml version='1.0' encoding='UTF-8'?>
<!-- vahelüli --><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd">
<s:Header>${headers}</s:Header><s:Body>${inside}</s:Body></s:Envelope>`
const loaded = (inside: string) =>
  answer(`<p:laeKorgharidusResponse xmlns:p="urn:p">${inside}</p:laeKorgharidusResponse>`)
const read = (xml: string) => readAnswer(xml, 'laeKorgharidus', id)

describe('a message about a stipend', () => {
  test('has its elements in the registry’s order, and only the outermost in a namespace', () => {
    const names = [...stipendBody(given).matchAll(/<([\w:]+)/g)].map(([, name]) => name)
    expect(names).toEqual([
      'ehis:laeKorgharidus',
      'data',
      'oppeasutus',
      'koolId',
      'oppur',
      'muutmine',
      'isikukood',
      'oppekava',
      'korgharidus',
      'stipendiumid',
      'muutusKp',
      'stipendium',
      'klStipendiumLiik',
      'stipendiumAlgusKp',
      'stipendiumLoppKp',
      'doktoranditoetusSumma',
      'viimaneDoktoranditoetuseValjamakseKp',
      'oppeasutuseKirjeId',
    ])
    expect(stipendBody(deleted)).toContain(
      `<kustutamine>\n                <oppeasutuseKirjeId>${stipend.oppeasutuseKirjeId}</oppeasutuseKirjeId>`,
    )
  })
  test('leaves out what is not known', () => {
    const { oppekava: _, ...plain } = about
    const short: EhisChange = {
      ...plain,
      stipendium: {
        ...stipend,
        doktoranditoetusSumma: undefined,
        viimaneDoktoranditoetuseValjamakseKp: undefined,
      },
    }
    expect(stipendBody(short)).not.toMatch(/oppekava|doktoranditoetus|klIsikukoodRiik|undefined|<\w+\/>/i)
  })
  test('carries client, service, id and user as X-Road wants them', () => {
    const root = readXml(stipendMessage(header, given))!
    const [headers] = root.children
    const texts = (name: string) => headers!.children.find((each) => each.name === name)!
    expect(texts('xrd:client').children.map(({ text }) => text)).toEqual(['EE', 'GOV', '70000000', 'olek'])
    expect(texts('xrd:service').children.map(({ text }) => text)).toEqual([
      'EE',
      'GOV',
      '70000001',
      'ehis',
      'laeKorgharidus',
      'v1',
    ])
    expect(['xrd:id', 'xrd:userId', 'xrd:protocolVersion'].map((name) => texts(name).text)).toEqual([
      id,
      userId,
      '4.0',
    ])
  })
  test('can’t be broken by a code that the office typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (typed) => {
        const code = `x${typed}x`
        const body = stipendBody({ ...given, stipendium: { ...stipend, klStipendiumLiik: code } })
        const texts: string[] = []
        const collect = (element: { name: string; text: string; children: never[] }) => {
          if (element.name === 'klStipendiumLiik') texts.push(element.text)
          element.children.forEach(collect)
        }
        collect(readXml(body) as never)
        expect(texts).toEqual([code])
      }),
    )
  })
})

describe('an answer of the registry', () => {
  test('that reports success is done, with its words', () => {
    expect(
      read(
        loaded(
          '<teade>Laetud &amp; korras, &#245;nnestus</teade><kood>0</kood><data><item>1 kirje</item></data>',
        ),
      ),
    ).toEqual({
      kind: 'done',
      value: { teade: 'Laetud & korras, õnnestus', kood: '0', texts: ['1 kirje'] },
    })
    expect(read(loaded('<teade>Laetud</teade><kood xsi:nil="true"/><data xsi:nil="true"/>'))).toMatchObject({
      kind: 'done',
    })
    expect(read(loaded('<data><item>a</item><item>b</item></data>'))).toMatchObject({
      value: { texts: ['a', 'b'] },
    })
  })
  test.each([
    ['<teade>VIGA: ei laetud</teade><kood>1</kood>', 'VIGA: ei laetud'],
    [
      '<teade>Laetud</teade><data><item>korras</item><item>Viga: isikut ei ole</item></data>',
      'Viga: isikut ei ole',
    ],
    ['<teade>VIGA</teade><data><item>Viga:\n  kaks</item></data>', 'VIGA Viga: kaks'],
  ])('with `Viga` in any of its texts is a refusal in these words: %s', (inside, words) => {
    expect(read(loaded(inside))).toEqual({ kind: 'refused', words })
  })
  test('that is a fault of X-Road means that the registry is unreachable', () => {
    const fault =
      '<s:Fault><faultcode>Server.ServerProxy.ServiceFailed</faultcode><faultstring>ei saa</faultstring></s:Fault>'
    expect(read(answer(fault, ''))).toEqual({
      kind: 'unreachable',
      words: 'Server.ServerProxy.ServiceFailed: ei saa',
    })
  })
  test.each([
    ['nothing', ''],
    ['no XML', 'Laetud'],
    ['an unclosed element', loaded('<teade>Laetud').slice(0, -3)],
    ['two roots', `${loaded('<teade>Laetud</teade>')}<a/>`],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "b">]>${loaded('<teade>&b;</teade>').slice(38)}`],
    ['an entity of its own', loaded('<teade>&laetud;</teade>')],
    ['an impossible character', loaded('<teade>&#x110000;</teade>')],
    [
      'the answer to another message',
      answer('<p:laeKorgharidusResponse><teade>x</teade></p:laeKorgharidusResponse>', '<x:id>muu</x:id>'),
    ],
    ['no id', answer('<laeKorgharidusResponse><teade>x</teade></laeKorgharidusResponse>', '')],
    ['another operation', answer('<laeYldharidusResponse><teade>x</teade></laeYldharidusResponse>')],
    ['two operations', answer('<laeKorgharidusResponse><teade>x</teade></laeKorgharidusResponse><b/>')],
    ['nothing said', loaded('')],
    ['empty words', loaded('<teade/><kood/><data/>')],
    ['a code that is no number', loaded('<kood>null</kood>')],
    ['two messages', loaded('<teade>a</teade><teade>b</teade>')],
    ['an element it does not know', loaded('<teade>a</teade><hoiatus>b</hoiatus>')],
    ['an item that is more than a text', loaded('<data><item><b>1</b></item></data>')],
    ['a thousand elements in one another', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
    ['a name that is none', loaded('<__proto__>a</__proto__><teade>a</teade>')],
  ])('that is %s is unreadable', (_what, xml) => {
    expect(read(xml)).toMatchObject({ kind: 'unreadable', words: expect.stringMatching(/./) })
  })
  test('is not taken for done if it is noise or cut off', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(loaded('<teade>Laetud</teade>').length), (noise, at) => {
        expect(['unreadable', 'unreachable']).toContain(read(noise).kind)
        // An answer that is cut off anywhere is no answer.
        expect(read(loaded('<teade>Laetud</teade>').slice(0, at)).kind).toBe(
          at === loaded('<teade>Laetud</teade>').length ? 'done' : 'unreadable',
        )
        expect(() => read(loaded(`<teade>${noise}</teade>`))).not.toThrow()
      }),
    )
  })
})

describe('the client', () => {
  let registry: Answering
  beforeAll(async () => {
    registry = await startAnswering()
  })
  afterAll(() => registry.stop())
  const tell = () =>
    tellStipend({ ...header, url: `${registry.url}/turvaserver`, timeoutMs: 1000 }, given, { id, userId })
  const answering = (status: number, body: string | Uint8Array) => {
    registry.answer = (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'text/xml' })
      response.end(body)
    }
  }

  test('posts the message unchanged and keeps the exchange', async () => {
    answering(200, loaded('<teade>Laetud</teade>'))
    const outcome = await tell()
    const heard = registry.heard.at(-1)!
    expect(heard).toMatchObject({ path: '/turvaserver', body: stipendMessage(header, given) })
    expect(heard.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(outcome).toMatchObject({
      kind: 'done',
      exchange: {
        method: 'POST',
        status: 200,
        request: heard.body,
        response: loaded('<teade>Laetud</teade>'),
      },
    })
  })
  test.each([
    [
      500,
      answer('<s:Fault><faultcode>Client</faultcode><faultstring>x</faultstring></s:Fault>', ''),
      'unreachable',
      'Client: x',
    ],
    [503, '<html>busy</html>', 'unreachable', 'HTTP 503'],
    [403, 'Sertifikaat ei sobi', 'refused', 'Sertifikaat ei sobi'],
    [302, '', 'unreadable', 'HTTP 302'],
    [200, '<html>', 'unreadable', 'XML'],
    [500, loaded('<teade>Laetud</teade>'), 'unreachable', 'HTTP 500'],
  ])('tells an outcome by the HTTP status %i and its body (case %#)', async (status, body, kind, words) => {
    answering(status, body)
    expect(await tell()).toMatchObject({ kind, words })
  })
  test('is never done and never throws, whatever bytes are answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 200, max: 599 }),
        fc.uint8Array({ maxLength: 300 }),
        async (status, bytes) => {
          answering(status, bytes)
          const outcome = await tell()
          expect(['refused', 'unreachable', 'unreadable']).toContain(outcome.kind)
          expect(outcome.exchange.response ?? '').not.toContain('\u0000')
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the sandbox’s registry', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  beforeEach(() => sandbox.control('POST', '/reset'))
  afterAll(() => sandbox.stop())
  const tell = (change: EhisChange) => tellStipend(sandbox.ehis, change, { id, userId })
  const stipends = () => sandbox.control('GET', '/ehis/stipends')
  const breaks = (fault: object) => sandbox.control('PUT', '/faults/ehis', fault)
  const page = async (path: string) => (await fetch(sandbox.http + path)).text()
  const post = async (body: string) => {
    const response = await fetch(sandbox.ehis.url, { method: 'POST', body })
    return { status: response.status, text: await response.text() }
  }

  test('enters, changes and deletes under one id, and does nothing more for a repetition', async () => {
    for (const change of [given, given]) expect(await tell(change)).toMatchObject({ kind: 'done' })
    expect(await stipends()).toMatchObject([
      { id: stipend.oppeasutuseKirjeId, person: about.isikukood, body: stipend, deleted: false },
    ])
    const shorter = { ...about, stipendium: { ...stipend, stipendiumLoppKp: '2026-10-31' } }
    expect(await tell(shorter)).toMatchObject({ kind: 'done', value: { texts: [/muudetud/] } })
    expect(await stipends()).toMatchObject([{ body: { stipendiumLoppKp: '2026-10-31' }, deleted: false }])
    for (const change of [deleted, deleted]) expect(await tell(change)).toMatchObject({ kind: 'done' })
    expect(await stipends()).toMatchObject([{ deleted: true }])
    expect(await tell(given)).toMatchObject({ kind: 'done' })
    expect(await stipends()).toMatchObject([{ deleted: false }])
  })
  test('takes the day of birth of somebody without a personal code', async () => {
    const born = { isikukood: '1998-04-12', klIsikukoodRiik: 'SS' } as const
    expect(await tell({ ...given, ...born })).toMatchObject({ kind: 'done' })
    expect(await tell({ ...given, ...born, isikukood: 'V-1998-0412' })).toMatchObject({ kind: 'refused' })
  })
  test.each([
    ['a period upside down', { ...about, stipendium: { ...stipend, stipendiumLoppKp: '2026-08-31' } }],
    ['an impossible day', { ...about, stipendium: { ...stipend, stipendiumAlgusKp: '2026-02-30' } }],
    ['no code of the type', { ...about, stipendium: { ...stipend, klStipendiumLiik: '' } }],
    ['a sum with a comma', { ...about, stipendium: { ...stipend, doktoranditoetusSumma: '660,50' } }],
    ['an institution that is no number', { ...given, koolId: 'ülikool' }],
    ['a personal code that is none', { ...given, isikukood: '123' }],
    ['a curriculum that is no number', { ...given, oppekava: '0' }],
  ])('refuses %s in its words, and enters nothing', async (_what, change) => {
    expect(await tell(change)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('Viga: '),
      exchange: { status: 200 },
    })
    expect(await stipends()).toEqual([])
    expect(await sandbox.control('GET', '/ehis/messages')).toMatchObject([{ taken: false, messageId: id }])
  })
  test('lets nobody touch another person’s stipend', async () => {
    await tell(given)
    expect(await tell({ ...deleted, isikukood: '39407220039' })).toMatchObject({ kind: 'refused' })
    expect(await stipends()).toMatchObject([{ deleted: false }])
  })
  test.each([
    [
      'the order of elements',
      (xml: string) => xml.replace(/(<koolId>.*<\/koolId>)([\s\S]*<\/oppur>)/, '$2$1'),
    ],
    ['the name of an element', (xml: string) => xml.replaceAll('stipendiumid>', 'stipendium>')],
    ['a missing element', (xml: string) => xml.replace(/<muutusKp>.*<\/muutusKp>/, '')],
    ['a repeated element', (xml: string) => xml.replace(/(<koolId>.*<\/koolId>)/, '$1$1')],
    ['the namespace', (xml: string) => xml.replace('producer/ehis"', 'producer/muu"')],
    [
      'a default namespace',
      (xml: string) => xml.replaceAll('ehis:lae', 'lae').replace('xmlns:ehis', 'xmlns'),
    ],
    ['another operation', (xml: string) => xml.replaceAll('ehis:laeKorgharidus', 'ehis:laeYldharidus')],
    ['a text where elements stand', (xml: string) => xml.replace(/<data>[\s\S]*<\/data>/, '<data>x</data>')],
  ])('is strict about %s', async (_what, spoilt) => {
    const xml = stipendMessage(header, given)
    const body = spoilt(xml)
    expect(body).not.toBe(xml)
    expect(read((await post(body)).text)).toMatchObject({ kind: 'refused' })
  })
  test.each([
    ['<xrd:id>', '<xrd:ide>', 'MissingHeaderField'],
    ['userId', 'user', 'MissingHeaderField'],
    ['<xrd:client', '<id:client', 'MissingHeaderField'],
    [userId, '47106060223', 'InvalidHeaderField'],
    ['>4.0<', '>3.1<', 'InvalidProtocolVersion'],
    ['>laeKorgharidus<', '>kustutaKoik<', 'UnknownService'],
    ['soap/envelope/', 'soap/ymbrik/', 'InvalidSoap'],
    ['</soap:Envelope>', '', 'InvalidSoap'],
  ])('answers a message with %s changed to “%s” with a fault of X-Road', async (right, wrong, code) => {
    const closed = wrong.startsWith('<') ? right.replace('<', '</') : right
    const body = stipendMessage(header, given)
      .replaceAll(right, wrong)
      .replaceAll(closed, wrong.replace('<', '</'))
    const { status, text } = await post(body)
    expect([status, read(text)]).toMatchObject([
      500,
      { kind: 'unreachable', words: expect.stringContaining(code) },
    ])
    expect(await sandbox.control('GET', '/ehis/messages')).toEqual([])
  })
  test.each([
    [{ mode: 'down' }, 'unreachable', 0],
    [{ mode: '500' }, 'unreachable', 0],
    [{ mode: 'refuse', words: 'Periood on suletud' }, 'refused', 0],
    [{ mode: 'garbage' }, 'unreadable', 1],
    [{ mode: 'forget' }, 'unreachable', 1],
    [{ mode: 'slow', ms: 2300 }, 'unreachable', 1],
  ])('misbehaves as a test sets it, and recovers: %j', async (fault, kind, entered) => {
    await breaks({ ...fault, times: 1 })
    expect(await tell(given)).toMatchObject({ kind })
    await expect.poll(async () => (await stipends()).length).toBe(entered)
    expect(await tell(given)).toMatchObject({ kind: 'done' })
    expect(await stipends()).toHaveLength(1)
  })
  test('shows stipends and messages as text, never as HTML', async () => {
    expect(await page('/ehis')).toContain('Stipendiume veel ei ole.')
    await tell({ ...about, stipendium: { ...stipend, klStipendiumLiik: '<img src=x>' } })
    const list = await page('/ehis')
    for (const word of ['Liivakast', stipend.oppeasutuseKirjeId, '&#60;img src=x&#62;', 'Laetud', 'Kehtiv'])
      expect(list).toContain(word)
    const [, one] = /href="(\/ehis\/messages\/\d+)"/.exec(list)!
    expect(await page(one!)).toContain('&#60;xrd:userId&#62;EE47106060223')
    for (const text of [list, await page(one!)]) expect(text).not.toContain('<img')
    expect((await fetch(`${sandbox.http}/ehis/messages/999`)).status).toBe(404)
  })
})
