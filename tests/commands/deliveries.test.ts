import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { post } from '@/lib/deliveries/post'
import {
  callOffSending,
  cancelDocument,
  checkOver,
  reopenDocument,
  retrySending,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import { lookAfterDocuments } from '@/lib/documents/sending/commands/look'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { inTransaction } from '@/lib/shared/db'
import { pauseNeighbour, retryDelivery } from '@/lib/telling/commands/acts'
import { deliverDue } from '@/lib/telling/deliver'
import { users } from '@/prisma/cast'
import { eventSecret, startSandbox, type Sandbox } from '../outside/sandbox-process'
import {
  aDirective,
  deliveriesOf,
  documentOf,
  historyOf,
  monthOfItsOwn,
  newsFor,
  now,
  stateOf,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return {
    DHIS_URL: sandbox.dhis.url,
    DHIS_KEY: sandbox.dhis.key,
    DHIS_EVENT_SECRET: eventSecret,
    SMTP_URL: sandbox.mail.smtpUrl,
    MAIL_FROM: sandbox.mail.from,
  }
})
afterAll(() => sandbox.stop())

let at = noon
const later = (seconds: number) => (at = new Date(at.getTime() + seconds * 1000))
const deliver = (neighbour: 'DHIS' | 'MAIL' | 'EHIS' = 'DHIS') => deliverDue(office().db, neighbour, () => at)
const breaks = (neighbour: 'dhis' | 'mail', fault: object) =>
  sandbox.control('PUT', `/faults/${neighbour}`, fault)
type Held = {
  id: string
  ourId: string
  number: string
  version: number
  state: string
  versions: { body: object }[]
}
const heldOf = async (ourId: string): Promise<Held[]> =>
  (await sandbox.control('GET', '/dhis/documents')).filter((held: Held) => held.ourId === ourId)
const mailbox = (to: string): Promise<{ subject: string; text: string }[]> =>
  sandbox.control('GET', `/mailbox?to=${encodeURIComponent(to)}`)
const liis = () => office().as('liis', at)
const tiina = () => office().as('tiina', at)
const act = async (id: string) => now(office(), id)

/** A directive that waits to be sent. */
async function sending(persons?: string[]) {
  return aDirective(office(), { state: 'SENDING', persons, head: monthOfItsOwn(), by: await liis() })
}
async function issued(persons?: string[]) {
  const id = await sending(persons)
  await deliver()
  expect(await stateOf(office(), id)).toBe('ISSUED')
  return id
}
const confirmed = async (id: string) => takeNews(office().db, await newsFor(office(), id), at)

beforeEach(async () => {
  at = noon
  await sandbox.control('PUT', '/clock', { now: noon.toISOString() })
  await breaks('dhis', { mode: 'ok' })
  await breaks('mail', { mode: 'ok' })
  // Deliveries that an earlier test left waiting must not be sent in this one.
  await office().db.delivery.updateMany({ where: { state: 'WAITING' }, data: { state: 'CALLED_OFF' } })
})

describe('a document sent to DHIS', () => {
  test('is taken, numbered and issued, and the exchange is kept', async () => {
    const id = await sending()
    expect(await deliver()).toBe(1)
    const [held] = await heldOf(id)
    expect(held).toMatchObject({ version: 1, state: 'waiting' })
    expect(await documentOf(office(), id)).toMatchObject({
      state: 'ISSUED',
      number: held!.number,
      dhisId: held!.id,
    })
    const [delivery] = await deliveriesOf(office(), id)
    expect(delivery).toMatchObject({
      state: 'DONE',
      attempts: 1,
      settledAt: noon,
      claimedAt: null,
      problem: null,
      heard: 'SURELY',
    })
    const exchanges = await office().db.exchange.findMany({ where: { deliveryId: delivery!.id } })
    expect(exchanges).toMatchObject([{ method: 'POST', status: 201, outcome: 'done' }])
    expect(exchanges[0]!.request).not.toContain('JVBERi')
    expect(await deliver()).toBe(0)
  })

  test('waits with growing pauses while DHIS is down, and in the end needs a person', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'down' })
    const pauses: number[] = []
    for (let attempt = 0; attempt < 9; attempt++) {
      expect(await deliver()).toBe(1)
      const [delivery] = await deliveriesOf(office(), id)
      expect(delivery).toMatchObject({
        state: 'WAITING',
        attempts: attempt + 1,
        claimedAt: null,
        heard: 'MAYBE',
      })
      expect(delivery!.problem).toMatch(/^unreachable: /)
      const pause = (delivery!.dueAt.getTime() - at.getTime()) / 1000
      pauses.push(pause)
      later(pause - 1)
      expect(await deliver()).toBe(0)
      later(1)
    }
    expect(pauses).toEqual([2, 5, 15, 60, 300, 900, 3600, 3600, 3600])
    expect(await stateOf(office(), id)).toBe('SENDING')

    at = new Date(noon.getTime() + 72 * 3_600_000)
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'WAITING' })
    later(3601)
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'NEEDS_PERSON' })
    later(36_000)
    expect(await deliver()).toBe(0)

    // A new period of tries begins, whoever sends the document again.
    await retrySending(await liis(), await act(id))
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'WAITING' })
    later(72 * 3_600 + 1)
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'NEEDS_PERSON' })
    await retryDelivery(await office().as('toomas', at), { id: (await deliveriesOf(office(), id))[0]!.id })
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'WAITING' })

    await breaks('dhis', { mode: 'ok' })
    await retrySending(await liis(), await act(id))
    expect(await deliver()).toBe(1)
    expect(await stateOf(office(), id)).toBe('ISSUED')
  })

  test('needs a person at once if DHIS refuses it, and DHIS’s own words are kept', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'refuse', words: 'Sari 2.1-17 on suletud' })
    await deliver()
    const [delivery] = await deliveriesOf(office(), id)
    expect(delivery).toMatchObject({
      state: 'NEEDS_PERSON',
      attempts: 1,
      problem: 'refused: Sari 2.1-17 on suletud',
      heard: 'NOT',
    })
    later(36_000)
    expect(await deliver()).toBe(0)
    await breaks('dhis', { mode: 'ok' })
    await retryDelivery(await office().as('toomas', at), { id: delivery!.id })
    await deliver()
    expect(await stateOf(office(), id)).toBe('ISSUED')
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'DONE', problem: null })
  })

  test('still counts as perhaps known to DHIS after DHIS refuses a later try', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'down', times: 1 })
    await deliver()
    await breaks('dhis', { mode: 'refuse', words: 'Sari 2.1-17 on suletud' })
    later(2)
    await deliver()
    expect(await deliveriesOf(office(), id)).toMatchObject([{ problem: /^refused/, heard: 'MAYBE' }])
    await breaks('dhis', { mode: 'ok' })
  })

  test('needs a person if the answer is unreadable, and the answer is kept as it came', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'garbage', times: 1 })
    await deliver()
    const [delivery] = await deliveriesOf(office(), id)
    expect(delivery).toMatchObject({ state: 'NEEDS_PERSON', problem: 'unreadable: JSON', heard: 'MAYBE' })
    const [exchange] = await office().db.exchange.findMany({ where: { deliveryId: delivery!.id } })
    expect(exchange!.response).toBe('{"id": "7", "numb')
    await retrySending(await liis(), await act(id))
    await deliver()
    expect([await stateOf(office(), id), (await heldOf(id)).length]).toEqual(['ISSUED', 1])
  })

  test('is found at a later try if DHIS took it without answering, and DHIS holds it once', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'forget', times: 2 })
    for (let attempt = 0; attempt < 3; attempt++) {
      await deliver()
      later(60)
    }
    expect(await stateOf(office(), id)).toBe('ISSUED')
    const held = await heldOf(id)
    expect(held).toMatchObject([{ version: 1 }])
    expect(held[0]!.versions).toHaveLength(1)
    expect(await documentOf(office(), id)).toMatchObject({ number: held[0]!.number })
  })

  test('has its deliveries sent in the order in which they were posted', async () => {
    const id = await issued()
    await reopenDocument(await liis(), await act(id))
    const payload = { documentId: id, sendNo: 1, reason: 'Ekslik' }
    const cancel = { key: `after-the-lock:${id}`, thread: id, documentId: id, payload }
    await inTransaction(office().db, (tx) => post(tx, 'dhis.cancel', [cancel], at))
    await breaks('dhis', { mode: 'down', times: 1 })
    expect(await deliver()).toBe(1)
    expect((await deliveriesOf(office(), id)).map(({ topic, attempts }) => [topic, attempts])).toEqual([
      ['dhis.register', 1],
      ['dhis.lock', 1],
      ['dhis.cancel', 0],
    ])
    later(10)
    expect(await deliver()).toBe(2)
    expect(await heldOf(id)).toMatchObject([{ version: 1, state: 'cancelled' }])
    expect(await stateOf(office(), id)).toBe('DRAFT')
  })

  test('does not wait for another document that is stuck', async () => {
    const [stuck, other] = [await sending(), await sending()]
    await breaks('dhis', { mode: 'refuse', times: 1 })
    await deliver()
    const states = [await stateOf(office(), stuck), await stateOf(office(), other)]
    expect(states.toSorted()).toEqual(['ISSUED', 'SENDING'])
  })

  test('is withdrawn in DHIS when it is cancelled here, registered or not', async () => {
    const [waiting, registered] = [await issued(), await issued()]
    await confirmed(registered)
    await cancelDocument(await liis(), { ...(await act(waiting)), reason: 'Ekslik' })
    await cancelDocument(await tiina(), { ...(await act(registered)), reason: 'Ekslik' })
    await deliver()
    expect(await heldOf(waiting)).toMatchObject([{ state: 'cancelled', reason: 'Ekslik' }])
    expect(await heldOf(registered)).toMatchObject([{ state: 'cancelled', reason: 'Ekslik' }])
  })

  test('needs a person if our payload is broken, and DHIS hears nothing of it', async () => {
    const id = await sending()
    await office().db.delivery.updateMany({ where: { documentId: id }, data: { payload: { sendNo: 'x' } } })
    await deliver()
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({
      state: 'NEEDS_PERSON',
      problem: 'FAULT',
      heard: 'NOT',
    })
  })
})

describe('a call-off', () => {
  test('before the document leaves frees the draft, and DHIS never hears of it', async () => {
    const id = await sending()
    await callOffSending(await liis(), await act(id))
    await deliver()
    expect(await heldOf(id)).toEqual([])
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number: null })
    expect((await deliveriesOf(office(), id)).map(({ state }) => state)).toEqual(['CALLED_OFF'])
  })

  test('is possible for the time that the office sets, during which nothing leaves', async () => {
    await office().db.setting.create({ data: { key: 'recallMinutes', value: 10 } })
    const [recalled, sent] = [await sending(), await sending(['Üksik'])]
    await office().db.setting.delete({ where: { key: 'recallMinutes' } })
    const dueAt = new Date(noon.getTime() + 600_000)
    expect(await deliveriesOf(office(), sent)).toMatchObject([{ state: 'WAITING', dueAt, createdAt: noon }])
    later(599)
    expect(await deliver()).toBe(0)
    await callOffSending(await liis(), await act(recalled))
    expect(await stateOf(office(), recalled)).toBe('DRAFT')
    later(1)
    expect(await deliver()).toBe(1)
    expect(await stateOf(office(), sent)).toBe('ISSUED')
    expect(await heldOf(recalled)).toEqual([])
  })

  test('withdraws what DHIS has without our knowing, and the draft keeps its number', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'forget', times: 1 })
    await deliver()
    await callOffSending(await liis(), await act(id))
    await deliver()
    const [held] = await heldOf(id)
    expect(held).toMatchObject({ state: 'cancelled' })
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number: held!.number })
    await checkOver(await liis(), await act(id))
    await sendToDhis(await liis(), await act(id))
    await deliver()
    expect(await heldOf(id)).toMatchObject([{ state: 'waiting', version: 2, number: held!.number }])
    expect(await documentOf(office(), id)).toMatchObject({ state: 'ISSUED', number: held!.number })
  })

  test('while DHIS is down keeps the draft locked until DHIS has said what it has', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'down' })
    await deliver()
    await callOffSending(await liis(), await act(id))
    await deliver()
    expect(await stateOf(office(), id)).toBe('CALLING_OFF')
    await breaks('dhis', { mode: 'ok' })
    later(10)
    await deliver()
    expect(await stateOf(office(), id)).toBe('DRAFT')
  })

  test('during a sending withdraws the document that DHIS takes', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'slow', ms: 600, times: 1 })
    const inFlight = deliver()
    await expect.poll(async () => (await deliveriesOf(office(), id))[0]!.claimedAt).not.toBeNull()
    await callOffSending(await liis(), await act(id))
    await inFlight
    await deliver()
    expect(await heldOf(id)).toMatchObject([{ state: 'cancelled' }])
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', sendNo: 1 })
  })

  test('during a sending frees the draft that DHIS refuses, and nothing is tried again', async () => {
    const id = await sending()
    await office().db.delivery.updateMany({ where: { documentId: id }, data: { claimedAt: at, attempts: 1 } })
    await callOffSending(await liis(), await act(id))
    later(100)
    await breaks('dhis', { mode: 'refuse', times: 1 })
    await deliver()
    expect((await deliveriesOf(office(), id)).map(({ topic, state }) => `${topic} ${state}`)).toEqual([
      'dhis.register CALLED_OFF',
      'dhis.callOff DONE',
    ])
    expect(await stateOf(office(), id)).toBe('DRAFT')
    expect(await heldOf(id)).toEqual([])
  })

  test('lets the document be sent again as the next version', async () => {
    const id = await sending()
    await callOffSending(await liis(), await act(id))
    await deliver()
    await checkOver(await liis(), await act(id))
    await sendToDhis(await liis(), await act(id))
    await deliver()
    expect(await heldOf(id)).toMatchObject([{ state: 'waiting', version: 2 }])
    expect(await confirmed(id)).toEqual({ outcome: 'taken' })
  })
})

describe('workers', () => {
  test('a dead worker’s claim lapses, and another worker sends the document', async () => {
    const id = await sending()
    await office().db.delivery.updateMany({ where: { documentId: id }, data: { claimedAt: at, attempts: 1 } })
    later(89)
    expect(await deliver()).toBe(0)
    later(2)
    expect(await deliver()).toBe(1)
    expect(await stateOf(office(), id)).toBe('ISSUED')
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ attempts: 2, state: 'DONE' })
  })

  test('a worker that comes back after its claim lapsed settles nothing a second time', async () => {
    const id = await sending()
    await breaks('dhis', { mode: 'slow', ms: 500, times: 1 })
    const slow = deliver()
    await expect.poll(async () => (await deliveriesOf(office(), id))[0]!.claimedAt).not.toBeNull()
    later(91)
    await Promise.all([deliver(), slow])
    expect((await historyOf(office(), id)).filter(({ act: done }) => done === 'sent')).toHaveLength(1)
    expect((await heldOf(id))[0]!.versions).toHaveLength(1)
  })

  test('three workers at once send each of twelve documents once', async () => {
    const ids: string[] = []
    for (let each = 0; each < 12; each++) ids.push(await sending())
    const sent = await Promise.all([deliver(), deliver(), deliver()])
    expect(sent.reduce((sum, count) => sum + count)).toBe(12)
    for (const id of ids) {
      expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'DONE', attempts: 1 })
      expect(await heldOf(id)).toHaveLength(1)
    }
  })

  test('a paused neighbour gets nothing, and everything in order once it is resumed', async () => {
    const id = await issued()
    const toomas = await office().as('toomas', at)
    await pauseNeighbour(toomas, { neighbour: 'DHIS', paused: true })
    await pauseNeighbour(toomas, { neighbour: 'DHIS', paused: true })
    await reopenDocument(await liis(), await act(id))
    later(3600)
    expect(await deliver()).toBe(0)
    await pauseNeighbour(toomas, { neighbour: 'DHIS', paused: false })
    expect(await deliver()).toBe(1)
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await checkOver(await liis(), await act(id))
    await sendToDhis(await liis(), await act(id))
    expect(await deliver()).toBe(1)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'ISSUED', sendNo: 2 })
    const audit = await office().db.auditEntry.findMany({
      where: { subject: 'DHIS' },
      orderBy: { id: 'asc' },
    })
    expect(audit.map((entry) => [entry.act, entry.userId])).toEqual([
      ['neighbour.pause', users.toomas.id],
      ['neighbour.pause', users.toomas.id],
      ['neighbour.resume', users.toomas.id],
    ])
  })

  test('nobody but the administrator can pause a neighbour', async () => {
    for (const name of ['liis', 'tiina', 'mari', 'rein', 'heli'] as const) {
      const somebody = await office().as(name)
      await expectRefused(
        office(),
        () => pauseNeighbour(somebody, { neighbour: 'MAIL', paused: true }),
        'notFound',
      )
    }
  })
})

describe('letters', () => {
  test('arrive once each, and the one to the finance office marks the document as told', async () => {
    const id = await issued(['Oja', 'Üksik'])
    const { number } = await documentOf(office(), id)
    await confirmed(id)
    expect(await documentOf(office(), id)).toMatchObject({ financeToldAt: null })
    later(60)
    await Promise.all([deliver('MAIL'), deliver('MAIL')])
    const about = async (to: string) => (await mailbox(to)).filter(({ text }) => text.includes(number!))
    expect(await about('oppija1@ylikool.example')).toMatchObject([
      { subject: 'Teile on määratud doktoranditoetus' },
    ])
    expect(await about('oppija5@ylikool.example')).toHaveLength(1)
    expect(await about('rahandus@ylikool.example')).toHaveLength(1)
    expect(await documentOf(office(), id)).toMatchObject({ financeToldAt: at, financeToldBy: null })
    expect(await deliver('MAIL')).toBe(0)
  })

  test('arrive once even if the answers of the mail server are lost', async () => {
    const id = await issued(['Oja'])
    const { number } = await documentOf(office(), id)
    await confirmed(id)
    await breaks('mail', { mode: 'forget', times: 2 })
    for (let attempt = 0; attempt < 4; attempt++) {
      await deliver('MAIL')
      later(60)
    }
    const letters = await mailbox('oppija1@ylikool.example')
    expect(letters.filter(({ text }) => text.includes(number!))).toHaveLength(1)
  })

  test('to somebody without an address need a person, and the others are sent', async () => {
    const id = await issued(['Volkova', 'Üksik'])
    await confirmed(id)
    await deliver('MAIL')
    const letters = (await deliveriesOf(office(), id)).filter(({ topic }) => topic === 'mail.letter')
    expect(letters.map(({ state, problem }) => [state, problem])).toEqual([
      ['NEEDS_PERSON', 'noEmail: '],
      ['DONE', null],
    ])
  })

  test('about a cancelling reach the person and the finance office who had the first ones', async () => {
    const id = await issued(['Oja'])
    const { number } = await documentOf(office(), id)
    await confirmed(id)
    await deliver('MAIL')
    await cancelDocument(await tiina(), { ...(await act(id)), reason: 'Ekslik' })
    await deliver('MAIL')
    const letters = (await mailbox('oppija1@ylikool.example')).filter(({ text }) => text.includes(number!))
    expect(letters.map(({ subject }) => subject).toSorted()).toEqual([
      'Teile määratud doktoranditoetus on tühistatud',
      'Teile on määratud doktoranditoetus',
    ])
    const finance = (await mailbox('rahandus@ylikool.example')).filter(({ text }) => text.includes(number!))
    expect(finance).toHaveLength(2)
  })

  test('messages to EHIS, unlike letters, are held and not sent at once', async () => {
    const id = await issued(['Oja'])
    await confirmed(id)
    expect(await deliver('EHIS')).toBe(0)
    const held = (await deliveriesOf(office(), id)).filter(({ topic }) => topic === 'ehis.grant')
    expect(held).toMatchObject([{ state: 'HELD', attempts: 0 }])
  })
})

describe('news that never came', () => {
  const look = () => lookAfterDocuments(office().db, at)
  const looks = async (id: string) =>
    (await deliveriesOf(office(), id)).filter(({ topic }) => topic === 'dhis.look')

  test.each([
    ['confirm', 'REGISTERED'],
    ['reject', 'CANCELLED'],
  ])('about a %s is found out by asking DHIS after an hour', async (decision, state) => {
    const id = await issued()
    const [held] = await heldOf(id)
    await sandbox.control('POST', `/dhis/${held!.id}/${decision}`, { silent: true })
    later(59 * 60)
    await look()
    expect(await looks(id)).toEqual([])
    later(2 * 60)
    await look()
    await look()
    expect(await looks(id)).toHaveLength(1)
    await deliver()
    expect(await stateOf(office(), id)).toBe(state)
  })

  test('is asked for once an hour while nothing has happened', async () => {
    const id = await issued()
    later(61 * 60)
    await look()
    await deliver()
    expect(await stateOf(office(), id)).toBe('ISSUED')
    later(30 * 60)
    await look()
    expect(await looks(id)).toHaveLength(1)
    later(31 * 60)
    await look()
    expect(await looks(id)).toHaveLength(2)
  })

  test('counts as known if it comes after all', async () => {
    const id = await issued()
    const [held] = await heldOf(id)
    await sandbox.control('POST', `/dhis/${held!.id}/confirm`, { silent: true })
    later(61 * 60)
    await look()
    await deliver()
    const [news] = await office().db.news.findMany({ where: { documentId: id } })
    expect(await takeNews(office().db, news!.body as never, at)).toEqual({ outcome: 'known' })
  })
})

describe('a signer who was quicker than the lock', () => {
  test('gets the document registered, and the lock is called off', async () => {
    const id = await issued()
    const { dhisId } = await documentOf(office(), id)
    await sandbox.control('POST', `/dhis/${dhisId}/confirm`, { silent: true })
    await reopenDocument(await liis(), await act(id))
    // The lock, and the question to DHIS how the document ended.
    expect(await deliver()).toBe(2)
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    expect((await deliveriesOf(office(), id)).find(({ topic }) => topic === 'dhis.lock')).toMatchObject({
      state: 'CALLED_OFF',
    })
  })
})
