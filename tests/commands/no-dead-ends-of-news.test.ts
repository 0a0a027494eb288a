import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deskTodos } from '@/lib/desk/queries/desk'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { documentTrail } from '@/lib/documents/queries/trail'
import type { DocumentEvent, Party } from '@/lib/documents/rules/lifecycle'
import { adviceOnNews, advised } from '@/lib/documents/rules/lifecycle-advice'
import { endNews, recheckConfirmation } from '@/lib/documents/sending/commands/ending-news'
import { cancellingTold, documentReopened } from '@/lib/documents/sending/commands/heard'
import { cancelDocument, reopenDocument, sendAnew } from '@/lib/documents/sending/commands/issuing'
import { lookedAt } from '@/lib/documents/sending/commands/look'
import { parkUnreadable, takeNews, type DhisNews } from '@/lib/documents/sending/commands/news'
import { inTransaction } from '@/lib/shared/db'
import { newsSheet } from '@/lib/telling/queries/news'
import { users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  documentOf,
  monthOfItsOwn,
  newsFor,
  now,
  takeBack,
} from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'

/*
 * For parked news of every kind: whoever reads what the document's page, the news' own page or the desk advises does it,
 * through the real commands. Each act must be open, work, and end the news.
 */

const office = withOffice()
const stranger = { name: 'Ants Kivi', personalCode: users.ants.personalCode }
const issued = () => aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
type Parked = { id: string; document: string | null; mend?: () => Promise<unknown> }

/** Takes news about a document that must be parked. */
async function parks(
  document: string,
  wrong: Partial<DhisNews> = {},
  mend?: () => Promise<unknown>,
): Promise<Parked> {
  const news = await newsFor(office(), document, wrong)
  expect(await takeNews(office().db, news, noon)).toMatchObject({ outcome: 'parked' })
  const { id } = await office().db.news.findFirstOrThrow({ where: { eventId: news.eventId } })
  return { id, document, mend }
}

async function withdrawnThere(state: 'cancelled' | 'locked' | null): Promise<Parked> {
  const document = await issued()
  // The document was sent, and nothing else about it waits to be told.
  await office().db.delivery.updateMany({
    where: { documentId: document },
    data: { state: 'DONE', settledAt: noon },
  })
  const { sendNo, dhisId } = await documentOf(office(), document)
  const record = state && {
    id: dhisId!,
    ourId: document,
    number: '1',
    url: 'https://dhis.example/1',
    version: sendNo,
    state,
    lastEvent: null,
  }
  await lookedAt(office().db, { documentId: document, sendNo }, record, noon)
  const { id } = await office().db.news.findFirstOrThrow({ where: { documentId: document } })
  return { id, document }
}

async function blocked(): Promise<Parked> {
  const head = monthOfItsOwn()
  const document = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
  const other = await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
  return parks(document, {}, async () =>
    cancelDocument(await office().as('tiina'), { ...(await now(office(), other)), reason: 'Ekslik' }),
  )
}

const makers: Record<string, () => Promise<Parked>> = {
  blockedByGrant: blocked,
  wrongSigner: async () => parks(await issued(), { by: stranger }),
  wrongRejecter: async () => parks(await issued(), { by: stranger, type: 'rejected' }),
  timeAhead: async () => parks(await issued(), { at: '9999-12-31T00:00:00Z' }),
  timeBefore: async () => parks(await issued(), { at: '1900-01-01T00:00:00Z' }),
  'timeAhead of a rejection': async () =>
    parks(await issued(), { type: 'rejected', at: '9999-12-31T00:00:00Z' }),
  'timeAhead of a routing': async () =>
    parks(await issued(), { type: 'routed', to: 'Raamatupidamine', at: '9999-12-31T00:00:00Z' }),
  otherRecord: async () => parks(await issued(), { id: 'dhis-of-another' }),
  unknownVersion: async () => parks(await issued(), { version: 9 }),
  wrongVersion: async () => parks(await issued(), { version: 0 }),
  takenBack: async () => {
    const document = await issued()
    await takeBack(office(), await office().as('liis'), document)
    return parks(document)
  },
  alreadyRegistered: async () =>
    parks(await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })),
  alreadyCancelled: async () =>
    parks(await aDirective(office(), { state: 'CANCELLED', head: monthOfItsOwn() })),
  awaitsAnswer: async () => parks(await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })),
  noSuchDocument: async () => {
    const eventId = randomUUID()
    const about = await newsFor(office(), await issued())
    await takeNews(office().db, { ...about, eventId, ourId: randomUUID() }, noon)
    return { id: (await office().db.news.findFirstOrThrow({ where: { eventId } })).id, document: null }
  },
  unreadable: async () => {
    const raw = randomUUID()
    await parkUnreadable(office().db, raw, noon)
    return {
      id: (await office().db.news.findFirstOrThrow({ where: { body: { equals: { raw } } } })).id,
      document: null,
    }
  },
  cancelledThere: () => withdrawnThere('cancelled'),
  lockedThere: () => withdrawnThere('locked'),
  lostThere: () => withdrawnThere(null),
}
const places = Object.keys(makers)

const presses: Partial<Record<DocumentEvent, (name: CastName, id: string) => Promise<unknown>>> = {
  recheck: async (name, id) => recheckConfirmation(await office().as(name), await now(office(), id)),
  anew: async (name, id) => sendAnew(await office().as(name), await because(id)),
  reopen: async (name, id) => reopenDocument(await office().as(name), await because(id)),
  cancel: async (name, id) => cancelDocument(await office().as(name), await because(id)),
}
const because = async (id: string) => ({ ...(await now(office(), id)), reason: 'Nii leppisime kokku' })

/** DHIS answers what it was last told of the document. */
async function dhisAnswers(documentId: string) {
  const { state, sendNo } = await documentOf(office(), documentId)
  await inTransaction(office().db, async (tx) => {
    if (state === 'REOPENING') await documentReopened(tx, { documentId, sendNo }, noon)
    if (state === 'CANCELLED') await cancellingTold(tx, { documentId }, noon)
  })
  if (state === 'ISSUED') await answerOfDhis(office(), documentId, noon)
  await office().db.delivery.updateMany({
    where: { documentId, neighbour: 'DHIS', state: 'WAITING' },
    data: { state: 'DONE', settledAt: noon },
  })
}
const newsOf = (id: string) => office().db.news.findUniqueOrThrow({ where: { id } })

/** What the document's page says of the news to this reader, and what the reader may press there. */
async function onPage({ id, document }: Parked, name: CastName) {
  const { person } = await office().as(name)
  const sheet = await documentSheet(office().db, person, document!, noon)
  if (!sheet) return null
  const trail = await documentTrail(office().db, document!, noon)
  const news = trail.parked.find((each) => each.id === id)!
  const open = (act: DocumentEvent) =>
    sheet.moves.some((move) => move.act === act && move.refusals.length === 0)
  const shown = (act: DocumentEvent) => sheet.moves.some((move) => move.act === act)
  const { state } = await documentOf(office(), document!)
  return { advice: adviceOnNews(news, shown, { state, parties: sheet.parties }), open, news }
}
const readerOf: Partial<Record<Party, CastName>> = { DRAFTER: 'liis', STUDY_OFFICE: 'tiina' }
const pressed = new Set<string>()
type Named = { own?: readonly DocumentEvent[]; others?: readonly (readonly [Party, DocumentEvent])[] }

describe.each(places)('news parked as %s', (place) => {
  const make = makers[place]!

  test('is ended by each act that the document’s page advises', async () => {
    const first = await make()
    if (!first.document) return
    const asked = new Map<string, [CastName, DocumentEvent]>()
    const read: string[] = []
    for (const name of ['liis', 'tiina', 'mari'] as const) {
      const page = await onPage(first, name)
      if (!page) continue
      expect(page.advice, name).not.toEqual([])
      read.push(`${name} ${page.news.type} ${page.advice.join()}`)
      for (const key of page.advice) {
        const { own = [], others = [] }: Named = advised[key]
        for (const act of own) asked.set(`${name} ${act}`, [name, act])
        for (const [party, act] of others) asked.set(`${readerOf[party]!} ${act}`, [readerOf[party]!, act])
      }
    }
    // The same advice about the same news is tried once.
    if (pressed.has(read.join())) return
    pressed.add(read.join())
    for (const [name, act] of asked.values()) {
      const parked = await make()
      await parked.mend?.()
      expect((await onPage(parked, name))!.open(act), `${name} ${act}`).toBe(true)
      await presses[act]!(name, parked.document!)
      await dhisAnswers(parked.document!)
      expect((await newsOf(parked.id)).state, `${name} ${act}`).not.toBe('PARKED')
    }
  })

  test('is on the desk with its reasons, and can be ended in each way that its own page offers and in no other', async () => {
    const first = await make()
    const { reasons, now: standing } = (await newsSheet(office().db, first.id, noon))!
    const lines = await deskTodos(office().db, (await office().as('tiina')).person)
    expect(lines.find(({ id }) => id === first.id)).toMatchObject({
      what: 'PARKED',
      reasons,
      ending: false,
      settles: true,
      documentId: first.document,
    })
    expect(standing.ends).not.toEqual([])
    for (const end of ['APPLIED', 'LINKED', 'VOID'] as const) {
      const offered = standing.ends.includes(end)
      const parked = offered ? await make() : first
      const number = end === 'LINKED' ? (await documentOf(office(), await issued())).number! : ''
      await parked.mend?.()
      const ending = office()
        .as('tiina')
        .then((act) => endNews(act, { id: parked.id, end, number, reason: 'Selgitatud' }))
      if (!offered) {
        await expect(ending).rejects.toThrow()
        continue
      }
      await ending
      const { awaits } = (await newsSheet(office().db, parked.id, noon))!
      if (awaits) await dhisAnswers(parked.document!)
      expect((await newsOf(parked.id)).state, end).toBe(end)
    }
    // The desk shows a limited number of lines: this keeps those of other tests from pushing one off.
    await office().db.news.updateMany({ where: { state: 'PARKED' }, data: { state: 'VOID' } })
  })
})

test('news that waits for an answer of DHIS says so on its page and on the desk', async () => {
  const { id, document } = await makers.wrongSigner!()
  await presses.anew!('liis', document!)
  expect(await newsSheet(office().db, id, noon)).toMatchObject({ awaits: true })
  const lines = await deskTodos(office().db, (await office().as('tiina')).person)
  expect(lines.find((each) => each.id === id)).toMatchObject({ ending: true })
})

test('the desk tells what stands in the way of news by now, not only what did when it came', async () => {
  const { id, document } = await makers.wrongSigner!()
  await presses.cancel!('liis', document!)
  await office().db.news.update({ where: { id }, data: { endReason: null, endedById: null } })
  const lines = await deskTodos(office().db, (await office().as('tiina')).person)
  expect(lines.find((each) => each.id === id)).toMatchObject({
    reasons: [{ code: 'wrongSigner' }, { code: 'alreadyCancelled' }],
  })
})
