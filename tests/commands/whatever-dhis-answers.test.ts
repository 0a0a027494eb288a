import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { recheckConfirmation } from '@/lib/documents/sending/commands/ending-news'
import {
  acceptAnswer,
  callOffSending,
  cancelDocument,
  cancelledThere,
  checkOver,
  reopenDocument,
  resumeSending,
  retrySending,
  sendAnew,
  sendToDhis,
  stayIssued,
} from '@/lib/documents/sending/commands/issuing'
import { lookAfterDocuments } from '@/lib/documents/sending/commands/look'
import { takeNews, type DhisNews } from '@/lib/documents/sending/commands/news'
import { deliverDue } from '@/lib/telling/deliver'
import { users } from '@/prisma/cast'
import { eventSecret, startSandbox, type Sandbox } from '../outside/sandbox-process'
import { aDirective, documentOf, monthOfItsOwn, now, stateOf } from '../support/documents'
import { noon, withOffice } from '../support/office'

/*
 * What DHIS may answer at each step, what a person can do then, and that the document can be brought to its end: the
 * table stands in docs/decisions/documents.md. DHIS is that of the sandbox, asked over HTTP.
 */

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { DHIS_URL: sandbox.dhis.url, DHIS_KEY: sandbox.dhis.key, DHIS_EVENT_SECRET: eventSecret }
})
afterAll(() => sandbox.stop())

const series = '2.1-17'
let at = noon
const later = () => (at = new Date(at.getTime() + 3_600_000))
const deliver = () => deliverDue(office().db, 'DHIS', () => at)
const breaks = (fault: object) => sandbox.control('PUT', '/faults/dhis', fault)
const liis = () => office().as('liis', at)
type Held = { id: string; ourId: string; number: string; version: number; state: string }
const heldOf = async (ourId: string): Promise<Held> =>
  (await sandbox.control('GET', '/dhis/documents')).find((held: Held) => held.ourId === ourId)
const inDhis = async (id: string, what: string, body: object = {}) =>
  sandbox.control('POST', `/dhis/${(await heldOf(id)).id}/${what}`, body)
const restart = (last: number) => sandbox.control('PUT', '/dhis/series', { series, last })

beforeEach(async () => {
  at = noon
  await sandbox.control('PUT', '/clock', { now: noon.toISOString() })
  await breaks({ mode: 'ok' })
  await office().db.delivery.updateMany({ where: { state: 'WAITING' }, data: { state: 'CALLED_OFF' } })
  await restart(1000 + Math.floor(Math.random() * 1_000_000))
})

async function sent() {
  const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn(), by: await liis() })
  await deliver()
  return id
}
const seen = async (id: string) => now(office(), id)
const withReason = async (id: string, reason = 'Nii leppisime kokku') => ({ ...(await seen(id)), reason })

/** The acts that are open to Liis. */
const open = async (id: string) =>
  (await documentSheet(office().db, (await liis()).person, id, at))!.moves
    .filter(({ refusals }) => refusals.length === 0)
    .map(({ act }) => act)

/** Does an act, which must be open, and lets DHIS hear of it. */
async function press(id: string, act: keyof typeof presses) {
  expect(await open(id)).toContain(act)
  await presses[act](id)
  later()
  await deliver()
}
const presses = {
  retry: async (id: string) => retrySending(await liis(), await seen(id)),
  accept: async (id: string) => acceptAnswer(await liis(), await withReason(id)),
  callOff: async (id: string) => callOffSending(await liis(), await seen(id)),
  resume: async (id: string) => resumeSending(await liis(), await seen(id)),
  stay: async (id: string) => stayIssued(await liis(), await withReason(id)),
  cancelledThere: async (id: string) => cancelledThere(await liis(), await withReason(id)),
  reopen: async (id: string) => reopenDocument(await liis(), await withReason(id)),
  anew: async (id: string) => sendAnew(await liis(), await withReason(id)),
  cancel: async (id: string) => cancelDocument(await liis(), await withReason(id)),
} as const

/** Sends the document once more if it is a draft; then the signer confirms it in DHIS, and we hear of that. */
async function finish(id: string) {
  if ((await stateOf(office(), id)) === 'DRAFT') {
    await checkOver(await liis(), await seen(id))
    await sendToDhis(await liis(), await seen(id))
    await deliver()
    if ((await open(id)).includes('accept')) await press(id, 'accept')
  }
  expect(await stateOf(office(), id)).toBe('ISSUED')
  await inDhis(id, 'confirm', { silent: true })
  await heard(id)
  expect(await stateOf(office(), id)).toBe('REGISTERED')
  expect((await heldOf(id)).state).toBe('confirmed')
}

async function heard(id: string, change: Partial<DhisNews> = {}) {
  const { events } = await sandbox.control('GET', `/dhis/${(await heldOf(id)).id}`)
  const news = events.at(-1).event as DhisNews
  return takeNews(office().db, { ...news, at: at.toISOString(), ...change }, at)
}

/** Makes DHIS give out next a number that one of our documents already bears; gives that number. */
async function numberTaken() {
  const other = await sent()
  const { number } = await documentOf(office(), other)
  await restart(Number(number!.split('/')[1]) - 1)
  return number
}

describe('a sending that DHIS answers', () => {
  test.each(['accept', 'callOff'] as const)(
    'with another document’s number can be finished by %s',
    async (way) => {
      const number = await numberTaken()
      const id = await sent()
      expect(await documentOf(office(), id)).toMatchObject({ state: 'SENDING', number: null })
      await press(id, way)
      await finish(id)
      expect(await documentOf(office(), id)).toMatchObject({ number, numberAsIs: true })
    },
  )

  test('with another document’s number in another spelling waits, and may be taken as it is', async () => {
    const number = await numberTaken()
    await office().db.document.updateMany({
      where: { number },
      data: { number: number!.replace('/', ' / ') },
    })
    const id = await sent()
    expect(await documentOf(office(), id)).toMatchObject({ state: 'SENDING', number: null })
    await press(id, 'accept')
    expect(await documentOf(office(), id)).toMatchObject({ number, numberAsIs: true })
  })

  test('with the document’s own number in another spelling is issued, and keeps the number as it was', async () => {
    const id = await sent()
    const number = `${(await documentOf(office(), id)).number}-a`
    await office().db.document.update({ where: { id }, data: { number } })
    await press(id, 'reopen')
    await checkOver(await liis(), await seen(id))
    await sendToDhis(await liis(), await seen(id))
    await breaks({ mode: 'otherNumber', words: number.replace('-a', ' - A') })
    await deliver()
    await breaks({ mode: 'ok' })
    expect(await documentOf(office(), id)).toMatchObject({ state: 'ISSUED', number })
    await finish(id)
  })

  test('with another document’s number can be tried again once that is put right in DHIS', async () => {
    await numberTaken()
    const id = await sent()
    await inDhis(id, 'lose')
    await restart(7_000_000)
    await press(id, 'retry')
    await finish(id)
    expect(await documentOf(office(), id)).toMatchObject({ number: `${series}/7000001`, numberAsIs: false })
  })

  test('with a number that another document bore last year is issued like any other', async () => {
    const number = await numberTaken()
    await office().db.document.updateMany({ where: { number }, data: { numberedIn: 2025 } })
    const id = await sent()
    expect(await documentOf(office(), id)).toMatchObject({ state: 'ISSUED', number, numberedIn: 2026 })
    await finish(id)
  })

  test.each(['accept', 'retry', 'callOff'] as const)('without a link can be finished by %s', async (way) => {
    await breaks({ mode: 'noLink' })
    const id = await sent()
    expect(await stateOf(office(), id)).toBe('SENDING')
    if (way !== 'accept') await breaks({ mode: 'ok' })
    await press(id, way)
    await breaks({ mode: 'ok' })
    await finish(id)
  })

  test.each(['accept', 'retry', 'callOff'] as const)(
    'with another number for a later version can be finished by %s',
    async (way) => {
      const id = await sent()
      const { number } = await documentOf(office(), id)
      await press(id, 'reopen')
      await checkOver(await liis(), await seen(id))
      await sendToDhis(await liis(), await seen(id))
      await breaks({ mode: 'otherNumber', words: '2.1-17/teine' })
      await deliver()
      await breaks({ mode: 'ok' })
      expect(await documentOf(office(), id)).toMatchObject({ state: 'SENDING', number })
      await press(id, way)
      await finish(id)
      expect((await documentOf(office(), id)).number).toBe(way === 'accept' ? '2.1-17/teine' : number)
    },
  )

  test('with a refusal can be tried again or called off', async () => {
    await breaks({ mode: 'refuse' })
    const id = await sent()
    expect(await open(id)).toEqual(expect.arrayContaining(['retry', 'callOff']))
    await breaks({ mode: 'ok' })
    await press(id, 'callOff')
    await finish(id)
  })

  test('with an earlier version that we never heard of goes on from that', async () => {
    await breaks({ mode: 'forget' })
    const id = await sent()
    await breaks({ mode: 'ok' })
    await office().db.document.update({ where: { id }, data: { sendNo: 2 } })
    await office().db.documentVersion.updateMany({ where: { documentId: id }, data: { sendNo: 2 } })
    await office().db.delivery.updateMany({
      where: { documentId: id },
      data: { key: `other:${id}`, payload: { documentId: id, sendNo: 2 } },
    })
    await press(id, 'retry')
    expect(await heldOf(id)).toMatchObject({ version: 2 })
    await finish(id)
  })

  test('after losing the document makes a new record there, whose number a person accepts', async () => {
    const id = await sent()
    await press(id, 'reopen')
    await inDhis(id, 'lose')
    await finish(id)
  })
})

describe('a call-off', () => {
  test('that DHIS refuses can be tried again, or the sending can go on', async () => {
    await breaks({ mode: 'forget' })
    const id = await sent()
    await breaks({ mode: 'refuse' })
    await press(id, 'callOff')
    expect(await stateOf(office(), id)).toBe('CALLING_OFF')
    expect(await open(id)).toEqual(['retry', 'resume'])
    await breaks({ mode: 'ok' })
    await press(id, 'resume')
    await finish(id)
  })

  test('of a document that DHIS has cancelled already can be finished, and sending on doesn’t issue that document', async () => {
    await breaks({ mode: 'forget' })
    const id = await sent()
    await inDhis(id, 'cancel')
    await breaks({ mode: 'refuse' })
    await press(id, 'callOff')
    await breaks({ mode: 'ok' })
    await press(id, 'resume')
    expect(await stateOf(office(), id)).toBe('SENDING')
    await press(id, 'callOff')
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await finish(id)
  })
})

describe('an issued document', () => {
  test.each([
    ['lost', 'lose'],
    ['cancelled', 'cancel'],
  ] as const)('that DHIS has %s can be taken back at once', async (_, what) => {
    const id = await sent()
    await inDhis(id, what)
    await press(id, 'reopen')
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await finish(id)
  })

  test('that DHIS refuses to open can be tried again, or stays issued', async () => {
    const id = await sent()
    await breaks({ mode: 'refuse' })
    await press(id, 'reopen')
    expect(await open(id)).toEqual(['retry', 'stay'])
    await press(id, 'stay')
    await breaks({ mode: 'ok' })
    await finish(id)
  })

  test('that the signer has confirmed without our hearing of it is registered when it is taken back', async () => {
    const id = await sent()
    await inDhis(id, 'confirm', { silent: true })
    await press(id, 'reopen')
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  })

  test.each(['reopen', 'anew', 'cancel'] as const)(
    'that somebody else confirmed goes on by %s',
    async (way) => {
      const id = await sent()
      await inDhis(id, 'confirm', {
        silent: true,
        by: { name: 'Ants Kivi', personalCode: users.ants.personalCode },
      })
      expect(await heard(id)).toMatchObject({ outcome: 'parked', reasons: [{ code: 'wrongSigner' }] })
      await press(id, way)
      if (way === 'cancel') expect((await heldOf(id)).state).toBe('cancelled')
      else await finish(id)
      const news = await office().db.news.findFirstOrThrow({
        where: { documentId: id, reasons: { not: [] } },
      })
      expect(news).toMatchObject({ state: 'VOID', endReason: 'Nii leppisime kokku' })
    },
  )

  test('that the signer rejected in news we could not take goes on by being sent anew', async () => {
    const id = await sent()
    await inDhis(id, 'reject', { silent: true })
    await heard(id, { at: '9999-12-31T00:00:00Z' })
    await press(id, 'anew')
    await finish(id)
  })

  test.each([
    ['cancelled', 'cancel', 'cancelledThere'],
    ['lost', 'lose', 'lostThere'],
    ['locked', 'lock', 'lockedThere'],
  ] as const)(
    'that DHIS has %s by itself is told to a person once DHIS is asked, and goes on by being sent anew',
    async (_, what, code) => {
      const id = await sent()
      if (what === 'lock') await lockedUnheard(id)
      else await inDhis(id, what)
      await ask()
      const told = { documentId: id, state: 'PARKED' } as const
      expect(await office().db.news.findMany({ where: told })).toMatchObject([{ reasons: [{ code }] }])
      await ask()
      expect(await office().db.news.count({ where: told })).toBe(1)
      await press(id, 'anew')
      if ((await open(id)).includes('accept')) await press(id, 'accept')
      expect(await office().db.news.count({ where: told })).toBe(0)
      await finish(id)
    },
  )

  test('is asked about in DHIS again although the last question was refused, and no more once it is registered', async () => {
    const id = await sent()
    const looks = () =>
      office().db.delivery.findMany({
        where: { documentId: id, topic: 'dhis.look' },
        orderBy: { seq: 'asc' },
      })
    await breaks({ mode: 'refuse' })
    await ask()
    await ask()
    expect(await looks()).toMatchObject([{ state: 'CALLED_OFF' }, { state: 'NEEDS_PERSON' }])
    await breaks({ mode: 'ok' })
    await finish(id)
    await ask()
    expect(await looks()).toMatchObject([{ state: 'CALLED_OFF' }, { state: 'CALLED_OFF' }])
  })

  /** Lets a day pass, after which DHIS is asked about what waits. */
  async function ask() {
    for (let hours = 0; hours < 24; hours++) later()
    await lookAfterDocuments(office().db, at)
    await deliver()
  }

  /** DHIS locks it, its answer is lost, and a person keeps the document issued. */
  async function lockedUnheard(id: string) {
    await breaks({ mode: 'forget' })
    await press(id, 'reopen')
    await breaks({ mode: 'ok' })
    await press(id, 'stay')
  }

  test('stays issued when DHIS refuses it anew, and can be tried again', async () => {
    const id = await sent()
    await inDhis(id, 'confirm', {
      silent: true,
      by: { name: 'Ants Kivi', personalCode: users.ants.personalCode },
    })
    await heard(id)
    await breaks({ mode: 'refuse' })
    await press(id, 'anew')
    expect(await stateOf(office(), id)).toBe('ISSUED')
    await breaks({ mode: 'ok' })
    await press(id, 'retry')
    await finish(id)
  })
})

describe('a cancelling', () => {
  test('of a document that DHIS has lost is done', async () => {
    const id = await sent()
    await inDhis(id, 'lose')
    await press(id, 'cancel')
    expect(await cancellings(id)).toMatchObject([{ state: 'DONE' }])
  })

  test('that DHIS refuses can be tried again', async () => {
    const id = await refusedCancelling()
    await breaks({ mode: 'ok' })
    await press(id, 'retry')
    expect(await cancellings(id)).toMatchObject([{ state: 'DONE' }])
    expect((await heldOf(id)).state).toBe('cancelled')
  })

  test('that DHIS refuses is over once a person has seen to it there, and so is the news', async () => {
    const id = await sent()
    await inDhis(id, 'confirm', {
      silent: true,
      by: { name: 'Ants Kivi', personalCode: users.ants.personalCode },
    })
    await heard(id)
    await breaks({ mode: 'refuse' })
    await press(id, 'cancel')
    await press(id, 'cancelledThere')
    expect(await cancellings(id)).toMatchObject([{ state: 'CALLED_OFF' }])
    expect(await open(id)).toEqual([])
    expect(await office().db.news.findMany({ where: { documentId: id } })).toMatchObject([{ state: 'VOID' }])
  })

  test('of an issued document that DHIS refuses can be taken back, and the document confirmed or cancelled again', async () => {
    const [confirmed, again] = [await refusedCancelling(), await refusedCancelling()]
    await breaks({ mode: 'ok' })
    await press(confirmed, 'stay')
    await finish(confirmed)
    await press(again, 'stay')
    expect(await stateOf(office(), again)).toBe('ISSUED')
    await press(again, 'cancel')
    expect((await heldOf(again)).state).toBe('cancelled')
    expect(await cancellings(again)).toMatchObject([{ state: 'CALLED_OFF' }, { state: 'DONE' }])
  })

  test('of an issued document whose confirmation came meanwhile can be taken back, and the confirmation is applied', async () => {
    const id = await refusedCancelling()
    await inDhis(id, 'confirm', { silent: true })
    expect(await heard(id)).toMatchObject({ outcome: 'parked', reasons: [{ code: 'alreadyCancelled' }] })
    await press(id, 'stay')
    await recheckConfirmation(await office().as('tiina', at), await seen(id))
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  })

  test('of a draft or a registered document can’t be taken back', async () => {
    const draft = await sent()
    await press(draft, 'reopen')
    const registered = await sent()
    await finish(registered)
    await breaks({ mode: 'refuse' })
    await press(draft, 'cancel')
    await cancelDocument(await office().as('tiina', at), await withReason(registered))
    await deliver()
    for (const id of [draft, registered]) expect(await open(id)).toEqual(['retry', 'cancelledThere'])
  })

  async function refusedCancelling() {
    await breaks({ mode: 'ok' })
    const id = await sent()
    await breaks({ mode: 'refuse' })
    await press(id, 'cancel')
    return id
  }
  const cancellings = (documentId: string) =>
    office().db.delivery.findMany({ where: { documentId, topic: 'dhis.cancel' }, orderBy: { seq: 'asc' } })
})
