import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendLetter } from '@/lib/outside/mail/client'
import { messageIdOf, type Letter } from '@/lib/outside/mail/wire'
import { mari, startSandbox, type Sandbox } from './sandbox-process'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.control('POST', '/reset'))
afterAll(() => sandbox.stop())

const from = 'Olek <olek@ylikool.example>'
const aLetter = (overrides: Partial<Letter> = {}): Letter => ({
  to: mari.email,
  subject: 'Õppetoetus on määratud',
  text: 'Tere!\n\nTeile on määratud õppetoetus 660,50 € kuus.\n.\nOlek\n',
  messageId: messageIdOf('delivery-1', from),
  ...overrides,
})
const mailbox = () => sandbox.control('GET', '/mailbox')
const breakMail = (fault: object) => sandbox.control('PUT', '/faults/mail', fault)

describe('a letter', () => {
  test('arrives as it was written', async () => {
    const outcome = await sendLetter(sandbox.mail, aLetter())
    expect(outcome).toMatchObject({ kind: 'done', value: { accepted: true }, exchange: { status: 250 } })
    expect(await mailbox()).toMatchObject([
      {
        recipient: mari.email,
        sender: 'olek@ylikool.example',
        subject: 'Õppetoetus on määratud',
        text: aLetter().text,
        message_id: aLetter().messageId,
        copies: 1,
      },
    ])
  })

  test('is recognised as the same if it is sent twice', async () => {
    await sendLetter(sandbox.mail, aLetter())
    await sendLetter(sandbox.mail, aLetter())
    expect(await mailbox()).toMatchObject([{ copies: 2 }])
  })

  test('has an id of its own for each delivery', () => {
    expect(messageIdOf('a', from)).toBe(messageIdOf('a', from))
    expect(messageIdOf('a', from)).not.toBe(messageIdOf('b', from))
    expect(messageIdOf('õ\r\nBcc: x', 'olek@ylikool.example')).toMatch(/^<[a-f0-9]{32}@ylikool\.example>$/)
  })

  test('leaves an exchange without the password of the mail server', async () => {
    const at = { ...sandbox.mail, smtpUrl: 'smtp://olek:salasõna@127.0.0.1:9' }
    const { exchange } = await sendLetter(at, aLetter())
    expect(exchange.address).toBe('smtp://127.0.0.1:9')
    expect(JSON.stringify(exchange)).not.toContain('sala')
  })
})

describe('a letter with a wrong part', () => {
  test.each([
    ['to', 'mari@ylikool.example\r\nBcc: jaan@ylikool.example'],
    ['to', 'mari@ylikool.example, jaan@ylikool.example'],
    ['to', 'Mari <mari@ylikool.example>'],
    ['to', '"mari@ylikool.example> <jaan"@ylikool.example'],
    ['to', 'mari'],
    ['to', ''],
    ['to', 'mari@ylikool.example '],
    ['subject', 'Tere\r\nBcc: jaan@ylikool.example'],
    ['subject', 'Tere\nX-Header: 1'],
    ['subject', 'Tere\u0000'],
    ['subject', ''],
    ['messageId', '<a@b>\r\nBcc: jaan@ylikool.example'],
    ['messageId', 'plain'],
    ['text', ''],
    ['text', 'a\u0000b'],
  ])('is refused before anything is sent: %s %j', async (field, value) => {
    const outcome = await sendLetter(sandbox.mail, aLetter({ [field]: value }))
    expect(outcome).toMatchObject({ kind: 'refused', words: field, exchange: { status: null } })
    expect(await mailbox()).toEqual([])
  })

  test('reaches nobody but its recipient, however hostile its parts', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '\r\nBcc: x@y.ee',
        '=?utf-8?Q?=0ABcc:?=',
        '.\r\nQUIT\r\n',
        '\u2028Bcc: x@y.ee',
        '\u202e',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.boolean(), hostile, hostile, hostile, async (own, to, subject, text) => {
        await sandbox.control('POST', '/reset')
        const letter = aLetter({ to: own ? to : mari.email, subject, text })
        const outcome = await sendLetter(sandbox.mail, letter)
        expect(['done', 'refused']).toContain(outcome.kind)
        const arrived = await mailbox()
        expect(arrived).toHaveLength(outcome.kind === 'done' ? 1 : 0)
        if (outcome.kind === 'done') expect(arrived[0].recipient).toBe(letter.to)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a mail server', () => {
  test('that refuses for good is told in its own words', async () => {
    await breakMail({ mode: 'refuse', words: 'Sellist postkasti ei ole' })
    const outcome = await sendLetter(sandbox.mail, aLetter())
    expect(outcome).toMatchObject({ kind: 'refused', exchange: { status: 550 } })
    expect(outcome).toMatchObject({ words: expect.stringContaining('Sellist postkasti ei ole') })
  })

  test('that can’t take it at the moment is unreachable', async () => {
    await breakMail({ mode: '500' })
    const outcome = await sendLetter(sandbox.mail, aLetter())
    expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { status: 451 } })
  })

  test.each(['down', 'slow'])('that is %s is unreachable', async (mode) => {
    await breakMail({ mode, ms: 1000 })
    const outcome = await sendLetter({ ...sandbox.mail, timeoutMs: 200 }, aLetter())
    expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { status: null } })
    expect(await mailbox()).toEqual([])
  })

  test('that is not there is unreachable', async () => {
    const nobody = { ...sandbox.mail, smtpUrl: 'smtp://127.0.0.1:9' }
    const outcome = await sendLetter(nobody, aLetter())
    expect(outcome).toMatchObject({ kind: 'unreachable', exchange: { response: null } })
  })

  test('that takes the letter and breaks off is unreachable, and the repeated letter is recognised', async () => {
    await breakMail({ mode: 'forget', times: 1 })
    expect(await sendLetter(sandbox.mail, aLetter())).toMatchObject({ kind: 'unreachable' })
    expect(await sendLetter(sandbox.mail, aLetter())).toMatchObject({ kind: 'done' })
    expect(await mailbox()).toMatchObject([{ copies: 2 }])
  })

  test('never makes sending throw or be done, whatever it says', async () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }).map((text) => `${text}\r\n`),
      fc.constantFrom('220 a\r\n', '250 a\r\n', '250-', '\u0000\r\n', '999 a\r\n', '2', '550 \u0000\r\n'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        const said = [...lines]
        const server = createServer((socket) => {
          socket.on('error', () => {})
          socket.write(said.shift() ?? '')
          socket.on('data', () => (said.length > 0 ? socket.write(said.shift() ?? '') : socket.end()))
        })
        await once(server.listen(0, '127.0.0.1'), 'listening')
        const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
        const outcome = await sendLetter({ smtpUrl, from, timeoutMs: 100 }, aLetter())
        server.close()
        expect(['refused', 'unreachable', 'unreadable']).toContain(outcome.kind)
        expect(outcome.exchange.response ?? '').not.toContain('\u0000')
      }),
      { numRuns: 60 },
    )
  })

  test('that does not speak the protocol is unreadable, and its words are kept', async () => {
    await breakMail({ mode: 'garbage' })
    const outcome = await sendLetter(sandbox.mail, aLetter())
    expect(outcome).toMatchObject({ kind: 'unreadable' })
    expect(outcome.exchange.response).toContain('Tere')
  })
})
