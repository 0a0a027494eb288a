import { randomUUID } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Act } from '@/lib/access/action'
import { deleteDraft, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { actOnMany, chooseMany } from '@/lib/documents/list/commands'
import { manyChosen } from '@/lib/documents/list/queries/many'
import { draftPdf } from '@/lib/documents/paper/draft-paper'
import { printMany } from '@/lib/documents/paper/print-many'
import { keptPdf } from '@/lib/documents/queries/sheet'
import { mostAtOnce } from '@/lib/documents/rules/many'
import { sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { units, users } from '@/prisma/cast'
import { aDirective, deliveriesOf, historyOf, monthOfItsOwn, now, stateOf } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
let liis: Act
beforeEach(async () => {
  liis = await office().as('liis')
})

type State = NonNullable<NonNullable<Parameters<typeof aDirective>[1]>['state']>
const some = (...states: State[]) =>
  states.reduce<Promise<string[]>>(
    async (made, state) => [
      ...(await made),
      await aDirective(office(), { state, head: monthOfItsOwn(), persons: ['Oja'] }),
    ],
    Promise.resolve([]),
  )
const choose = (act: 'send' | 'cancel' | 'print', documents: string[], by = liis) =>
  chooseMany(by, { act, documents, list: '' })
const chosen = async (id: string, name: CastName = 'liis') =>
  manyChosen(office().db, await office().person(name), id, noon)
const told = async (id: string) =>
  (await chosen(id))!.rows.map(({ outcome, refusals }) =>
    [outcome ?? 'open', ...refusals.map(({ code }) => code)].join(' '),
  )
const statesOf = (ids: string[]) => Promise.all(ids.map((id) => stateOf(office(), id)))

describe('a choice of documents', () => {
  test('keeps its order, leaves out duplicates and unseen documents, and changes nothing yet', async () => {
    const [first, second] = (await some('CHECKED', 'DRAFT')) as [string, string]
    const krista = await office().as('krista')
    const foreign = await aDirective(office(), {
      by: krista,
      persons: ['Kiisk'],
      head: { ...monthOfItsOwn(), unitId: units.HV.id, signerId: users.peeter.id },
    })
    const id = await choose('send', [second, foreign, first, second, randomUUID(), 'x'])
    const batch = await chosen(id)
    expect(batch).toMatchObject({ act: 'send', missing: 3, begunAt: null })
    expect(batch!.rows.map(({ documentId }) => documentId)).toEqual([second, first])
    expect(await told(id)).toEqual(['open notCheckedOver', 'open'])
    expect(await statesOf([first, second])).toEqual(['CHECKED', 'DRAFT'])
  })

  test('is refused if it has no document that the person sees, or more than 200', async () => {
    await expectRefused(office(), () => choose('send', []), 'noneChosen')
    await expectRefused(office(), () => choose('cancel', [randomUUID(), '']), 'noneChosen')
    const many = Array.from({ length: mostAtOnce + 1 }, () => randomUUID())
    const [refusal] = await expectRefused(office(), () => choose('print', many), 'tooManyChosen')
    expect(refusal!.params).toEqual({ most: 200 })
  })

  test('of a whole list takes what the address of the list finds', async () => {
    await some('DRAFT', 'CHECKED')
    const id = await chooseMany(liis, {
      act: 'print',
      documents: [],
      all: '1',
      list: 'state=DRAFT&sort=kind',
    })
    const { rows } = (await chosen(id))!
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(({ document }) => document!.state !== 'ISSUED')).toBe(true)
  })

  test('can be seen and acted on only by the person who made it', async () => {
    const id = await choose('send', await some('CHECKED'))
    for (const name of ['kaire', 'tiina', 'mari', 'heli'] as const) {
      expect(await chosen(id, name)).toBeNull()
      const by = await office().as(name)
      await expectRefused(office(), () => actOnMany(by, { id, reason: 'x' }), 'notFound')
      expect(await printMany(office().db, by.person, id, noon)).toBeNull()
    }
  })
})

describe('sending many', () => {
  test('sends what is checked over, and says why the rest is not sent', async () => {
    const ids = await some('CHECKED', 'DRAFT', 'CHECKED', 'ISSUED')
    const id = await choose('send', ids)
    expect(await told(id)).toEqual(['open', 'open notCheckedOver', 'open', 'open notToBeSent'])
    await actOnMany(liis, { id, reason: '' })
    expect(await told(id)).toEqual(['DONE', 'REFUSED notCheckedOver', 'DONE', 'REFUSED notToBeSent'])
    expect(await statesOf(ids)).toEqual(['SENDING', 'DRAFT', 'SENDING', 'ISSUED'])
    expect((await historyOf(office(), ids[0]!)).at(-1)).toMatchObject({ act: 'send', who: 'Liis Tamm' })
    expect(await deliveriesOf(office(), ids[2]!)).toMatchObject([
      { topic: 'dhis.register', state: 'WAITING' },
    ])
  })

  test('sends nothing twice when it is pressed again, or twice at once', async () => {
    const ids = await some('CHECKED', 'CHECKED', 'CHECKED')
    const id = await choose('send', ids)
    const both = [actOnMany(liis, { id, reason: '' }), actOnMany(liis, { id, reason: '' })]
    await Promise.all(both)
    await actOnMany(liis, { id, reason: '' })
    expect(await told(id)).toEqual(['DONE', 'DONE', 'DONE'])
    for (const document of ids) {
      expect(await deliveriesOf(office(), document)).toHaveLength(1)
      expect((await historyOf(office(), document)).filter(({ act }) => act === 'send')).toHaveLength(1)
    }
  })

  test('refuses what somebody changed or deleted meanwhile, and sends the others', async () => {
    const ids = (await some('CHECKED', 'CHECKED', 'DRAFT', 'CHECKED')) as [string, string, string, string]
    const id = await choose('send', ids)
    const kaire = await office().as('kaire')
    await saveDraft(kaire, { ...(await now(office(), ids[0])), head: { footer: 'x' } })
    await sendToDhis(kaire, await now(office(), ids[1]))
    await deleteDraft(kaire, { id: ids[2] })
    const refused = ['changedMeanwhile', 'changedMeanwhile', 'notFound']
    expect(await told(id)).toEqual([...refused.map((code) => `open ${code}`), 'open'])
    await actOnMany(liis, { id, reason: '' })
    expect(await told(id)).toEqual([...refused.map((code) => `REFUSED ${code}`), 'DONE'])
    expect((await chosen(id))!.rows[2]!.document).toBeNull()
  })

  test('sends nothing for a reader without the right to draft', async () => {
    const ids = await some('ISSUED')
    const mari = await office().as('mari')
    const id = await choose('send', ids, mari)
    await actOnMany(mari, { id, reason: '' })
    expect((await chosen(id, 'mari'))!.rows[0]).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ code: 'notYours' }],
    })
  })

  test('goes on with the rest after it was interrupted', async () => {
    const ids = await some('CHECKED', 'CHECKED')
    const id = await choose('send', ids)
    await office().db.documentBatch.update({ where: { id }, data: { begunAt: noon } })
    expect(await told(id)).toEqual(['open', 'open'])
    await actOnMany(liis, { id, reason: '' })
    expect(await statesOf(ids)).toEqual(['SENDING', 'SENDING'])
  })
})

describe('cancelling many', () => {
  test('asks for one reason and keeps it with each document', async () => {
    const ids = await some('ISSUED', 'DRAFT', 'ISSUED')
    const id = await choose('cancel', ids)
    expect(await told(id)).toEqual(['open', 'open neverSent', 'open'])
    const [refusal] = await expectRefused(
      office(),
      () => actOnMany(liis, { id, reason: '' }),
      'missing.reason',
    )
    expect(refusal!.field).toBe('reason')
    await actOnMany(liis, { id, reason: 'Ekslik' })
    // The reason that was given first stays.
    await actOnMany(liis, { id, reason: 'Muu' })
    expect(await statesOf(ids)).toEqual(['CANCELLED', 'DRAFT', 'CANCELLED'])
    for (const document of [ids[0]!, ids[2]!]) {
      expect((await historyOf(office(), document)).at(-1)).toMatchObject({ act: 'cancel', note: 'Ekslik' })
      expect((await deliveriesOf(office(), document)).at(-1)).toMatchObject({ topic: 'dhis.cancel' })
    }
  })

  test('cancels registered documents for the study office alone, and undoes their grants', async () => {
    const ids = await some('REGISTERED', 'REGISTERED')
    const tiina = await office().as('tiina')
    const id = await choose('cancel', ids)
    expect(await told(id)).toEqual(['open notToBeCancelled', 'open notToBeCancelled'])
    const theirs = await choose('cancel', ids, tiina)
    await actOnMany(tiina, { id: theirs, reason: 'Ekslik' })
    expect(await statesOf(ids)).toEqual(['CANCELLED', 'CANCELLED'])
    const grants = await office().db.grant.findMany({ where: { documentId: { in: ids } } })
    expect(grants.every(({ annulledAt }) => annulledAt !== null)).toBe(true)
  })
})

describe('printing many', () => {
  const pagesOf = async (pdf: Uint8Array) => (await PDFDocument.load(pdf)).getPageCount()

  test('puts sent documents and drafts into one PDF with all their pages', async () => {
    const [issued, draft] = (await some('ISSUED', 'DRAFT')) as [string, string]
    const id = await choose('print', [issued, draft])
    const pdf = (await printMany(office().db, liis.person, id, noon))!
    const sent = (await keptPdf(office().db, liis.person, issued, 1))!
    const drawn = (await draftPdf(office().db, liis.person, draft, noon))!
    expect(await pagesOf(pdf)).toBe((await pagesOf(sent)) + (await pagesOf(drawn)))
    await expectRefused(office(), () => actOnMany(liis, { id, reason: '' }), 'notFound')
  })

  test('leaves out documents that the person no longer sees', async () => {
    const [first, second] = (await some('DRAFT', 'DRAFT')) as [string, string]
    const id = await choose('print', [first, second])
    await deleteDraft(liis, { id: first })
    const pdf = (await printMany(office().db, liis.person, id, noon))!
    const alone = (await draftPdf(office().db, liis.person, second, noon))!
    expect(await pagesOf(pdf)).toBe(await pagesOf(alone))
    await deleteDraft(liis, { id: second })
    expect(await printMany(office().db, liis.person, id, noon)).toBeNull()
    expect(await printMany(office().db, liis.person, 'x', noon)).toBeNull()
  })
})
