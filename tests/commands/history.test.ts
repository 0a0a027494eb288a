import { describe, expect, test } from 'vitest'
import { keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { documentTrail } from '@/lib/documents/queries/trail'
import { endNews } from '@/lib/documents/sending/commands/ending-news'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  deliveriesOf,
  historyOf,
  monthOfItsOwn,
  newsFor,
  now,
  placeOf,
  revisionOf,
  typeInRow,
} from '../support/documents'
import { noon, withOffice } from '../support/office'

const office = withOffice()
const liis = () => office().as('liis')
const lastDetails = async (id: string) => (await historyOf(office(), id)).at(-1)!.details

describe('the history of a save', () => {
  test('shows the old and the new value of head fields, and names people', async () => {
    const id = await aDirective(office(), { head: { ...monthOfItsOwn(), footer: 'Vana' } })
    await keepTyping(await liis(), {
      id,
      head: { basis: 'Uus kord', footer: '', drafterId: users.kaire.id, monthlyAmount: '700' },
    })
    await saveDraft(await liis(), await now(office(), id))
    expect(await lastDetails(id)).toEqual({
      changed: expect.arrayContaining(['drafterId', 'basis', 'footer', 'monthlyAmount']),
      head: [
        { part: 'basis', was: 'Kord', is: 'Uus kord' },
        { part: 'drafterId', was: 'Liis Tamm', is: 'Kaire Sepp' },
        { part: 'footer', was: 'Vana', is: '' },
        { part: 'monthlyAmount', was: '660,00', is: '700,00' },
      ],
      rows: [],
      more: 0,
    })
  })

  test('shows the persons who were changed, added or removed', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Põder'], head: monthOfItsOwn() })
    const gone = await typeInRow(office(), await liis(), id, 'Põder', {})
    await typeInRow(office(), await liis(), id, 'Oja', { monthlyAmount: '700,50', fundingSource: 'LTKT' })
    await changeForm(await liis(), { id, revision: await revisionOf(office(), id), picked: [gone] })
    await addPlaces(await liis(), { id, places: [await placeOf(office(), 'Kuusk')] })
    await saveDraft(await liis(), await now(office(), id))
    expect(await lastDetails(id)).toMatchObject({
      head: [],
      rows: [
        {
          person: 'Kadri Oja',
          sort: 'CHANGED',
          changes: [
            { part: 'monthlyAmount', was: '660,00', is: '700,50' },
            { part: 'fundingSource', was: 'LTFYS', is: 'LTKT' },
          ],
        },
        { person: 'Rasmus Kuusk', sort: 'ADDED' },
        { person: 'Mart Põder', sort: 'REMOVED' },
      ],
      more: 0,
    })
  })

  test('names a grant whose payment ends by its type and days', async () => {
    const given = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    const { id: grantId } = await office().db.grant.findFirstOrThrow({ where: { documentId: given } })
    const id = await aDirective(office(), { kind: 'PAYMENT_END', rows: [{ grantId }] })
    await typeInRow(office(), await liis(), id, 'Oja', { grantId: '' })
    await saveDraft(await liis(), await now(office(), id))
    const { rows } = (await lastDetails(id)) as { rows: { changes: unknown[] }[] }
    expect(rows[0]!.changes).toEqual([
      { part: 'grantId', was: expect.stringMatching(/^doktoranditoetus.* \(01\.\d\d\.20\d\d - /i), is: '' },
    ])
  })

  test('shows twenty rows and counts the rest, and shortens long texts', async () => {
    const id = await aDirective(office(), { head: monthOfItsOwn() })
    const places = await office().db.studyPlace.findMany({ where: { code: { not: '' } }, take: 40 })
    await addPlaces(await liis(), { id, places: places.map((place) => place.id) })
    const text = 'a'.repeat(4_000)
    await keepTyping(await liis(), { id, head: { extraInfo: `${text}vana${text}` } })
    await saveDraft(await liis(), await now(office(), id))
    const { rows, more, head } = (await lastDetails(id)) as { rows: object[]; more: number; head: object[] }
    expect(rows).toHaveLength(20)
    expect(rows.length + more).toBe((await office().db.documentRow.count({ where: { documentId: id } })) - 1)
    expect(JSON.stringify(head).length).toBeLessThan(500)
    expect(JSON.stringify(await lastDetails(id)).length).toBeLessThan(40_000)
  })
})

describe('the trail of a document', () => {
  const echoes = async (id: string) =>
    (await documentTrail(office().db, id, noon)).echoes.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const exchange = (deliveryId: string, outcome: string, minute: number) =>
    office().db.exchange.create({
      data: {
        deliveryId,
        outcome,
        tookMs: 5,
        method: 'POST',
        address: 'http://dhis.example/documents',
        at: new Date(noon.getTime() + minute * 60_000),
      },
    })

  test('says how often a sending failed, when last, and whether a person must act', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    const [sending] = await deliveriesOf(office(), id)
    await exchange(sending!.id, 'unreachable', 1)
    await exchange(sending!.id, 'unreachable', 2)
    expect(await echoes(id)).toEqual([
      {
        sort: 'failed',
        topic: 'dhis.register',
        tries: 2,
        stuck: false,
        problem: null,
        at: new Date(noon.getTime() + 120_000),
      },
    ])
    await office().db.delivery.update({
      where: { id: sending!.id },
      data: { state: 'NEEDS_PERSON', problem: 'refused: Sari on suletud' },
    })
    expect(await echoes(id)).toMatchObject([
      { sort: 'failed', stuck: true, problem: 'refused: Sari on suletud' },
    ])
  })

  test('includes what went well only if the history has no entry of DHIS for it', async () => {
    const id = await aDirective(office(), { state: 'CANCELLED', head: monthOfItsOwn() })
    expect(await echoes(id)).toEqual([])
    for (const { id: delivery } of await deliveriesOf(office(), id)) {
      await exchange(delivery, 'done', 1)
      await office().db.delivery.update({ where: { id: delivery }, data: { state: 'DONE', settledAt: noon } })
    }
    expect(await echoes(id)).toEqual([{ sort: 'taken', at: noon, topic: 'dhis.cancel' }])
  })

  test('counts the letters in each state', async () => {
    const id = await aDirective(office(), {
      state: 'REGISTERED',
      persons: ['Oja', 'Põder'],
      head: monthOfItsOwn(),
    })
    const told = (await echoes(id)).filter(({ sort }) => sort === 'counted')
    expect(told).toContainEqual(
      expect.objectContaining({ neighbour: 'MAIL', topic: 'mail.letter', state: 'WAITING', count: 2 }),
    )
  })

  test('says why news was parked, and what a person did with it', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const by = { name: 'Ants Kivi', personalCode: users.ants.personalCode }
    await takeNews(office().db, await newsFor(office(), id, { by }), noon)
    const parked = { sort: 'parked', type: 'confirmed', by: 'Ants Kivi', reasons: [{ code: 'wrongSigner' }] }
    expect(await echoes(id)).toMatchObject([parked])
    const { id: news } = await office().db.news.findFirstOrThrow({ where: { documentId: id } })
    const tiina = await office().as('tiina', new Date(noon.getTime() + 1_000))
    await endNews(tiina, { id: news, end: 'VOID', number: '', reason: 'Vale isik' })
    await answerOfDhis(office(), id, tiina.now)
    expect(await echoes(id)).toMatchObject([
      parked,
      { sort: 'ended', state: 'VOID', who: 'Tiina Õun', reason: 'Vale isik' },
    ])
  })
})
