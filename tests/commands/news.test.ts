import { describe, expect, test } from 'vitest'
import { endNews } from '@/lib/documents/sending/commands/ending-news'
import { documentReopened, reopeningRefused } from '@/lib/documents/sending/commands/heard'
import {
  cancelDocument,
  checkOver,
  reopenDocument,
  sendAnew,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import {
  parkUnreadable,
  takeNews,
  takeWaitingNews,
  type DhisNews,
} from '@/lib/documents/sending/commands/news'
import { inTransaction } from '@/lib/shared/db'
import { newsSheet } from '@/lib/telling/queries/news'
import { users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  deliveriesOf,
  documentOf,
  historyOf,
  monthOfItsOwn,
  newsFor,
  now,
  stateOf,
  takeBack,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'

const office = withOffice()
const stranger = { name: 'Ants Kivi', personalCode: users.ants.personalCode }
const issued = () => aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
const take = (news: DhisNews) => takeNews(office().db, news, noon)
const newsOf = (eventId: string) => office().db.news.findFirstOrThrow({ where: { eventId } })
const tiina = () => office().as('tiina')
const end = async (
  id: string,
  how: 'APPLIED' | 'VOID' | 'LINKED',
  about: { number?: string; reason?: string } = {},
) => endNews(await tiina(), { id, end: how, number: '', reason: 'Selgitatud', ...about })

/** Takes news that must be parked with this reason, changing nothing but the list of news. */
async function parks(news: DhisNews, reason: string) {
  const before = await digestOf(office())
  expect(await take(news)).toMatchObject({ outcome: 'parked', reasons: [{ code: reason }] })
  expect({ ...(await digestOf(office())), 'public.news': '' }).toEqual({ ...before, 'public.news': '' })
  const kept = await newsOf(news.eventId)
  expect(kept).toMatchObject({ state: 'PARKED', body: news, receivedAt: noon, reasons: [{ code: reason }] })
  return kept
}

describe('the same news', () => {
  test('is applied once, and is answered as known the second time', async () => {
    const id = await issued()
    const news = await newsFor(office(), id)
    expect(await take(news)).toEqual({ outcome: 'taken' })
    const before = await digestOf(office())
    expect(await take(news)).toEqual({ outcome: 'known' })
    expect(await digestOf(office())).toEqual(before)
  })

  test('is applied once if it comes four times at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const id = await issued()
      const news = await newsFor(office(), id)
      const taken = await Promise.all([take(news), take(news), take(news), take(news)])
      expect(taken.map(({ outcome }) => outcome).toSorted()).toEqual(['known', 'known', 'known', 'taken'])
      expect(await office().db.grant.count({ where: { documentId: id } })).toBe(1)
      expect(await office().db.delivery.count({ where: { documentId: id, topic: 'mail.letter' } })).toBe(1)
      expect((await historyOf(office(), id)).filter(({ act }) => act === 'confirmed')).toHaveLength(1)
    }
  })

  test('is applied once if it comes as two events, and the second is parked', async () => {
    const id = await issued()
    const [one, two] = [await newsFor(office(), id), await newsFor(office(), id)]
    const taken = await Promise.all([take(one), take(two)])
    expect(taken.map(({ outcome }) => outcome).toSorted()).toEqual(['parked', 'taken'])
    expect(await office().db.grant.count({ where: { documentId: id } })).toBe(1)
  })

  test('is answered with the same reasons once it was parked, even after its end', async () => {
    const id = await issued()
    const news = await newsFor(office(), id, { by: stranger })
    const first = await take(news)
    expect(await take(news)).toEqual(first)
    expect(await Promise.all([take(news), take(news)])).toEqual([first, first])
    await end((await newsOf(news.eventId)).id, 'VOID')
    await answerOfDhis(office(), id, noon)
    expect((await newsOf(news.eventId)).state).toBe('VOID')
    expect(await take(news)).toEqual(first)
    expect(await office().db.news.count({ where: { eventId: news.eventId } })).toBe(1)
  })

  test('is answered as known after a person has applied it', async () => {
    const { news } = await confirmationTooEarly()
    await end((await newsOf(news.eventId)).id, 'APPLIED')
    expect(await take(news)).toEqual({ outcome: 'known' })
  })
})

describe('a rejection', () => {
  test('by the signer cancels the document and keeps the comment', async () => {
    const id = await issued()
    const news = await newsFor(office(), id, { type: 'rejected', comment: 'Summa on vale' })
    expect(await take(news)).toEqual({ outcome: 'taken' })
    expect(await stateOf(office(), id)).toBe('CANCELLED')
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'rejected',
      who: 'Mari Mets',
      note: 'Summa on vale',
      toState: 'CANCELLED',
    })
    expect(await office().db.grant.count({ where: { documentId: id } })).toBe(0)
  })

  test('by anybody else is parked', async () => {
    const id = await issued()
    await parks(await newsFor(office(), id, { type: 'rejected', by: stranger }), 'wrongRejecter')
  })
})

describe('a routing', () => {
  test('of an issued document is in the history, and doesn’t mark finance as told', async () => {
    const id = await issued()
    await take(
      await newsFor(office(), id, { type: 'routed', by: stranger, to: 'Õppeosakond', comment: 'Teadmiseks' }),
    )
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'routed',
      who: 'Ants Kivi',
      note: 'Teadmiseks',
      fromState: 'ISSUED',
      toState: 'ISSUED',
      details: { to: 'Õppeosakond' },
    })
    expect(await documentOf(office(), id)).toMatchObject({ financeToldAt: null })
  })

  test('of a registered directive marks finance as told, the first time only', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    const routed = { type: 'routed', by: stranger, to: 'Rahandusosakond' } as const
    const tomorrow = new Date('2026-11-22T12:05:00Z')
    const told = { financeToldAt: new Date('2026-11-21T12:05:00Z'), financeToldBy: 'Ants Kivi' }
    for (const at of ['2026-11-21T14:05:00+02:00', '2026-11-22T14:05:00+02:00']) {
      await takeNews(office().db, await newsFor(office(), id, { ...routed, at }), tomorrow)
      expect(await documentOf(office(), id)).toMatchObject(told)
    }
  })
})

describe('news that fits no open act', () => {
  test('is parked if it names a document that Olek lacks, or another record in DHIS', async () => {
    const id = await issued()
    const news = await newsFor(office(), id)
    await parks(
      { ...news, eventId: 'e-unknown', ourId: '00000000-0000-4000-8999-000000000001' },
      'noSuchDocument',
    )
    await parks({ ...news, eventId: 'e-foreign', ourId: 'arno:17' }, 'noSuchDocument')
    await parks({ ...news, eventId: 'e-other', id: 'dhis-somebody-else' }, 'otherRecord')
  })

  test('is parked if it is by somebody else than the signer we sent', async () => {
    const id = await issued()
    const parked = await parks(await newsFor(office(), id, { by: stranger }), 'wrongSigner')
    expect(parked.documentId).toBe(id)
  })

  test('is parked if its version was replaced', async () => {
    const id = await issued()
    const late = await newsFor(office(), id)
    const liis = await office().as('liis')
    await takeBack(office(), liis, id)
    await checkOver(liis, await now(office(), id))
    await sendToDhis(liis, await now(office(), id))
    await answerOfDhis(office(), id, noon)
    await parks(late, 'wrongVersion')
    expect(await take(await newsFor(office(), id))).toEqual({ outcome: 'taken' })
  })

  test.each(['DRAFT', 'CANCELLED', 'REGISTERED'] as const)(
    'is parked if the document is in %s',
    async (state) => {
      const id = await issued()
      const liis = await office().as('liis')
      if (state === 'DRAFT') await takeBack(office(), liis, id)
      if (state === 'CANCELLED')
        await cancelDocument(liis, { ...(await now(office(), id)), reason: 'Ekslik' })
      if (state === 'REGISTERED') await take(await newsFor(office(), id))
      const words = { DRAFT: 'takenBack', CANCELLED: 'alreadyCancelled', REGISTERED: 'alreadyRegistered' }
      await parks(await newsFor(office(), id), words[state])
      expect(await stateOf(office(), id)).toBe(state)
    },
  )

  test('is parked once, and kept raw, if it is unreadable', async () => {
    const raw = '{"type":"confirmed","eventId":\u0000"'
    for (const _ of [1, 2]) {
      expect(await parkUnreadable(office().db, raw, noon)).toEqual({
        outcome: 'parked',
        reasons: [{ code: 'unreadable' }],
      })
    }
    const kept = await office().db.news.findMany({ where: { eventId: { startsWith: 'raw:' } } })
    expect(kept).toMatchObject([{ state: 'PARKED', body: { raw: '{"type":"confirmed","eventId":\uFFFD"' } }])
  })
})

describe('ending parked news', () => {
  test('is for the study office alone, and needs a reason', async () => {
    const parked = await parks(await newsFor(office(), await issued(), { by: stranger }), 'wrongSigner')
    for (const name of ['liis', 'kaire', 'mari', 'jaan', 'heli', 'rein', 'toomas'] as const) {
      const act = await office().as(name)
      const ending = () => endNews(act, { id: parked.id, end: 'VOID', number: '', reason: 'x' })
      await expectRefused(office(), ending, 'notFound')
    }
    await expectRefused(office(), () => end(parked.id, 'VOID', { reason: '' }), 'missing.reason')
    await end(parked.id, 'VOID')
    const { documentId, ...waits } = await newsOf(parked.eventId)
    expect(waits).toMatchObject({ state: 'PARKED', endReason: 'Selgitatud', endedAt: null })
    await expectRefused(office(), () => end(parked.id, 'VOID'), 'awaitsDhis')
    await answerOfDhis(office(), documentId!, noon)
    expect(await newsOf(parked.eventId)).toMatchObject({
      state: 'VOID',
      endedById: users.tiina.id,
      endedAt: noon,
      endReason: 'Selgitatud',
    })
    await expectRefused(office(), () => end(parked.id, 'VOID'), 'newsEnded')
    const gone = '00000000-0000-4000-8999-000000000001'
    await expectRefused(office(), () => end(gone, 'VOID'), 'notFound')
  })

  test('makes a wrong signer, a wrong version and the unreadable void, and nothing else', async () => {
    const id = await issued()
    const wrongSigner = await parks(await newsFor(office(), id, { by: stranger }), 'wrongSigner')
    const wrongVersion = await parks(await newsFor(office(), id, { version: 7 }), 'unknownVersion')
    await parkUnreadable(office().db, 'x', noon)
    const unreadable = await office().db.news.findFirstOrThrow({
      where: { body: { path: ['raw'], equals: 'x' } },
    })
    const { number } = await documentOf(office(), id)
    for (const parked of [wrongVersion, unreadable, wrongSigner]) {
      await expectRefused(office(), () => end(parked.id, 'APPLIED'), 'onlyVoid')
      await expectRefused(office(), () => end(parked.id, 'LINKED', { number: number! }), 'onlyVoid')
      await end(parked.id, 'VOID')
    }
    expect(await stateOf(office(), id)).toBe('ISSUED')
  })

  test('as applied registers the document in the name of the person who ends it', async () => {
    const { id, news } = await confirmationTooEarly()
    const parked = await newsOf(news.eventId)
    await end(parked.id, 'APPLIED')
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    expect(await newsOf(news.eventId)).toMatchObject({ state: 'APPLIED', endReason: 'Selgitatud' })
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({ act: 'recheck', who: 'Tiina Õun' })
  })

  test('as applied is refused if the document doesn’t wait for the news', async () => {
    const id = await issued()
    await take(await newsFor(office(), id))
    const parked = await parks(await newsFor(office(), id), 'alreadyRegistered')
    await expectRefused(office(), () => end(parked.id, 'APPLIED'), 'onlyVoid')
    await end(parked.id, 'VOID')
  })

  test('as applied is refused for the record of another document in DHIS', async () => {
    const id = await issued()
    const parked = await parks(await newsFor(office(), id, { id: 'dhis-somebody-else' }), 'otherRecord')
    await expectRefused(office(), () => end(parked.id, 'APPLIED'), 'onlyVoid')
    expect(await stateOf(office(), id)).toBe('ISSUED')
  })

  test('as applied is refused for a document that Olek does not have', async () => {
    const news = await newsFor(office(), await issued(), { ourId: 'arno:18', eventId: 'e-18' })
    const parked = await parks(news, 'noSuchDocument')
    await expectRefused(office(), () => end(parked.id, 'APPLIED'), 'onlyVoid')
  })

  test('as applied is refused while a block stands, and the person is named', async () => {
    const head = monthOfItsOwn()
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
    await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
    const parked = await parks(await newsFor(office(), id), 'doctoralGrantInPeriod')
    const [refusal] = await expectRefused(office(), () => end(parked.id, 'APPLIED'), 'doctoralGrantInPeriod')
    expect(refusal!.params).toMatchObject({ person: 'Helina Üksik' })
  })

  test('as linked gives the news to the document of that number', async () => {
    const id = await issued()
    const { number } = await documentOf(office(), id)
    const news = await newsFor(office(), id, { ourId: 'arno:19', eventId: 'e-19' })
    const parked = await parks(news, 'noSuchDocument')
    await expectRefused(office(), () => end(parked.id, 'LINKED', { number: '9-9/9' }), 'noSuchNumber')
    await expectRefused(office(), () => end(parked.id, 'LINKED'), 'noSuchNumber')
    await end(parked.id, 'LINKED', { number: number! })
    expect(await newsOf('e-19')).toMatchObject({ state: 'LINKED', documentId: id })
    expect(await stateOf(office(), id)).toBe('ISSUED')
    const next = await newsFor(office(), id, { ourId: 'arno:20', eventId: 'e-20' })
    await end((await parks(next, 'noSuchDocument')).id, 'LINKED', {
      number: ` ${number!.replace('/', ' / ')}`,
    })
    expect(await newsOf('e-20')).toMatchObject({ state: 'LINKED', documentId: id })
  })

  test('happens once if two people press at once', async () => {
    const parked = await parks(await newsFor(office(), await issued(), { by: stranger }), 'wrongSigner')
    const both = await atOnce(
      () => end(parked.id, 'VOID'),
      () => end(parked.id, 'VOID'),
    )
    expect(both).toEqual({ done: 1, codes: ['awaitsDhis'] })
  })
})

describe('a time from DHIS', () => {
  test.each([
    ['before the sending', '1900-01-01T12:00:00+02:00', 'timeBefore'],
    ['six minutes before the sending', '2026-11-21T11:54:00+02:00', 'timeBefore'],
    ['in the future', '9999-12-31T12:00:00Z', 'timeAhead'],
    ['six minutes ahead', '2026-11-21T12:06:00+02:00', 'timeAhead'],
  ] as const)('%s parks the news, which a person can apply on the day it came', async (_, at, code) => {
    const id = await issued()
    const parked = await parks(await newsFor(office(), id, { at }), code)
    await end(parked.id, 'APPLIED')
    const { state, registeredOn, registeredAt } = await documentOf(office(), id)
    expect({ state, registeredAt }).toEqual({ state: 'REGISTERED', registeredAt: noon })
    expect(registeredOn).toEqual(new Date('2026-11-21'))
  })

  test.each(['2026-11-21T11:55:00+02:00', '2026-11-21T12:05:00+02:00'])(
    'that is off by five minutes is believed: %s',
    async (at) => {
      expect(await take(await newsFor(office(), await issued(), { at }))).toEqual({ outcome: 'taken' })
    },
  )

  test.each([
    ['rejected', {}],
    ['routed', { to: 'Rahandusosakond' }],
  ] as const)('in the future parks news that was %s too', async (type, more) => {
    const news = await newsFor(office(), await issued(), { type, ...more, at: '9999-12-31T12:00:00Z' })
    await parks(news, 'timeAhead')
  })

  test('in the future parks a proposal, which a person can register all the same', async () => {
    const id = await aDirective(office(), {
      state: 'ISSUED',
      type: 'PROPOSAL',
      kind: 'EXMATRICULATION',
      rows: [{ exmatriculatedOn: '01.02.2027', reason: 'Omal soovil' }],
    })
    const parked = await parks(await newsFor(office(), id, { at: '9999-12-31T12:00:00Z' }), 'timeAhead')
    await end(parked.id, 'APPLIED')
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  })
})

describe('a decision by somebody else in DHIS', () => {
  test.each(['confirmed', 'rejected'] as const)(
    '(%s) is forgotten there when a person sends the document to the signer again',
    async (type) => {
      const id = await issued()
      const news = await newsFor(office(), id, { type, by: stranger })
      await take(news)
      const liis = await office().as('liis')
      await expectRefused(
        office(),
        async () => sendAnew(liis, { ...(await now(office(), id)), reason: '' }),
        'missing.reason',
      )
      const before = await documentOf(office(), id)
      await sendAnew(liis, { ...(await now(office(), id)), reason: 'Kinnitas vale isik' })
      const [anew] = (await deliveriesOf(office(), id)).filter(
        ({ payload }) => 'forget' in (payload as object),
      )
      expect(anew).toMatchObject({ topic: 'dhis.register', payload: { sendNo: 2, forget: 1 } })
      expect(await newsOf(news.eventId)).toMatchObject({ state: 'PARKED', endReason: 'Kinnitas vale isik' })
      const [one, two] = await office().db.documentVersion.findMany({
        where: { documentId: id },
        orderBy: { sendNo: 'asc' },
      })
      expect(two).toMatchObject({ sendNo: 2, pdfSha256: one!.pdfSha256, content: one!.content })
      await answerOfDhis(office(), id, noon)
      expect(await newsOf(news.eventId)).toMatchObject({ state: 'VOID', endReason: 'Kinnitas vale isik' })
      expect(await take(await newsFor(office(), id))).toEqual({ outcome: 'taken' })
      const { state, number, dhisId } = await documentOf(office(), id)
      expect({ state, number, dhisId }).toEqual({
        state: 'REGISTERED',
        number: before.number,
        dhisId: before.dhisId,
      })
    },
  )

  test('lets the document be taken back with a reason, and is void once DHIS has answered', async () => {
    const id = await issued()
    const news = await newsFor(office(), id, { by: stranger })
    await take(news)
    const liis = await office().as('liis')
    const reopen = async (reason: string) => reopenDocument(liis, { ...(await now(office(), id)), reason })
    await expectRefused(office(), () => reopen(''), 'missing.reason')
    await reopen('Kinnitas vale isik')
    expect((await deliveriesOf(office(), id)).at(-1)).toMatchObject({
      topic: 'dhis.lock',
      payload: { confirmed: true },
    })
    expect((await newsOf(news.eventId)).state).toBe('PARKED')
    await inTransaction(office().db, (tx) => documentReopened(tx, { documentId: id, sendNo: 1 }, noon))
    expect(await stateOf(office(), id)).toBe('DRAFT')
    expect(await newsOf(news.eventId)).toMatchObject({ state: 'VOID', endReason: 'Kinnitas vale isik' })
  })

  test('is left to a person again if DHIS refuses the reopening', async () => {
    const id = await issued()
    const news = await newsFor(office(), id, { by: stranger })
    await take(news)
    await reopenDocument(await office().as('liis'), {
      ...(await now(office(), id)),
      reason: 'Kinnitas vale isik',
    })
    await inTransaction(office().db, (tx) => reopeningRefused(tx, { documentId: id, sendNo: 1 }, noon))
    expect(await newsOf(news.eventId)).toMatchObject({ state: 'PARKED', endReason: null, endedById: null })
    expect(await stateOf(office(), id)).toBe('ISSUED')
  })
})

/** DHIS confirms before we know that it took the document: the news is parked, and fits once we know. */
async function confirmationTooEarly() {
  const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
  const news = await newsFor(office(), id)
  await parks(news, 'awaitsAnswer')
  await answerOfDhis(office(), id, noon)
  return { id, news }
}

describe('news that came before DHIS’s answer to the sending', () => {
  const takeWaiting = (id: string) => takeWaitingNews(office().db, id, noon)

  test('is taken when the answer comes, and only once', async () => {
    const { id, news } = await confirmationTooEarly()
    await Promise.all([takeWaiting(id), takeWaiting(id)])
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    expect(await newsOf(news.eventId)).toMatchObject({ state: 'TAKEN', reasons: [] })
    expect((await historyOf(office(), id)).filter(({ act }) => act === 'confirmed')).toHaveLength(1)
    const before = await digestOf(office())
    await takeWaiting(id)
    expect(await digestOf(office())).toEqual(before)
  })

  test('stays parked, with the new reason, if it doesn’t fit then either', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    const news = await newsFor(office(), id, { by: stranger })
    await parks(news, 'awaitsAnswer')
    await answerOfDhis(office(), id, noon)
    await takeWaiting(id)
    expect(await newsOf(news.eventId)).toMatchObject({ state: 'PARKED', reasons: [{ code: 'wrongSigner' }] })
    expect(await stateOf(office(), id)).toBe('ISSUED')
  })

  test('waits while DHIS hasn’t answered, and news parked for other reasons is left alone', async () => {
    const early = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await parks(await newsFor(office(), early), 'awaitsAnswer')
    const other = await issued()
    await parks(await newsFor(office(), other, { by: stranger }), 'wrongSigner')
    const before = await digestOf(office())
    for (const id of [early, other]) await takeWaiting(id)
    expect(await digestOf(office())).toEqual(before)
  })
})

describe('the page of parked news', () => {
  const registered = () => aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
  const takenBack = async () => {
    const id = await issued()
    await takeBack(office(), await office().as('liis'), id)
    return id
  }
  const situations: Record<string, [ends: string[], news: () => Promise<DhisNews>]> = {
    'of a document that Olek does not have': [
      ['LINKED', 'VOID'],
      async () => newsFor(office(), await issued(), { ourId: 'arno:20' }),
    ],
    'of another record in DHIS': [
      ['VOID'],
      async () => newsFor(office(), await issued(), { id: 'dhis-other' }),
    ],
    'by somebody else': [['VOID'], async () => newsFor(office(), await issued(), { by: stranger })],
    'of a rejection by somebody else': [
      ['VOID'],
      async () => newsFor(office(), await issued(), { by: stranger, type: 'rejected' }),
    ],
    'of a version that was never sent': [
      ['VOID'],
      async () => newsFor(office(), await issued(), { version: 9 }),
    ],
    'of a document taken back': [['VOID'], async () => newsFor(office(), await takenBack())],
    'of a registered document': [['VOID'], async () => newsFor(office(), await registered())],
    'by somebody else, of a registered document': [
      ['VOID'],
      async () => newsFor(office(), await registered(), { by: stranger }),
    ],
    'of a sending that is not answered yet': [
      ['VOID'],
      async () => newsFor(office(), await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })),
    ],
    'from the future': [
      ['APPLIED', 'VOID'],
      async () => newsFor(office(), await issued(), { at: '9999-12-31T00:00:00Z' }),
    ],
    'of a rejection from before the sending': [
      ['APPLIED', 'VOID'],
      async () => newsFor(office(), await issued(), { type: 'rejected', at: '1900-01-01T00:00:00Z' }),
    ],
    'of a routing from the future': [
      ['APPLIED', 'VOID'],
      async () =>
        newsFor(office(), await issued(), { type: 'routed', to: 'Rahandus', at: '9999-12-31T00:00:00Z' }),
    ],
  }
  test.each(Object.entries(situations))('offers only ends that work for news %s', async (_, [ends, make]) => {
    for (const [at, chosen] of ends.entries()) {
      const news = await make()
      expect((await take(news)).outcome).toBe('parked')
      const { id } = await newsOf(news.eventId)
      const sheet = await newsSheet(office().db, id, noon)
      expect(sheet!.reasons).not.toEqual([])
      expect(sheet!.now.ends).toEqual(ends)
      const number = chosen === 'LINKED' ? (await documentOf(office(), await issued())).number! : ''
      await end(id, ends[at] as 'VOID', { number })
      const { state, endReason } = await newsOf(news.eventId)
      expect([state, endReason]).toEqual([
        sheet!.now.decides && chosen === 'VOID' ? 'PARKED' : chosen,
        'Selgitatud',
      ])
    }
  })

  test('offers ends by the present state of the document, not by the state when the news came', async () => {
    const { id, news } = await confirmationTooEarly()
    const parked = await newsOf(news.eventId)
    const now = async () => (await newsSheet(office().db, parked.id, noon))!
    expect(await now()).toMatchObject({ reasons: [], now: { ends: ['APPLIED', 'VOID'] } })
    await take(await newsFor(office(), id))
    expect(await now()).toMatchObject({ reasons: [{ code: 'alreadyRegistered' }], now: { ends: ['VOID'] } })
  })
})
