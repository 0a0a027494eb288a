import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { POST } from '@/app/api/dhis/events/route'
import { keptPdf } from '@/lib/documents/queries/sheet'
import { documentTrail } from '@/lib/documents/queries/trail'
import { endNews } from '@/lib/documents/sending/commands/ending-news'
import { checkOver, commentDocument, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { type DhisNews } from '@/lib/documents/sending/commands/news'
import {
  aDirective,
  answerOfDhis,
  documentOf,
  monthOfItsOwn,
  newsFor,
  now,
  stateOf,
  takeBack,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
const issued = () => aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })

/** Posts the news as DHIS does; gives the answer. */
async function posted(news: DhisNews) {
  const body = JSON.stringify(news)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', process.env.DHIS_EVENT_SECRET!)
    .update(`${timestamp}.${body}`)
    .digest('hex')
  const headers = { 'x-dhis-timestamp': timestamp, 'x-dhis-signature': signature }
  const response = await POST(new Request('http://olek/api/dhis/events', { method: 'POST', headers, body }))
  return { status: response.status, ...((await response.json()) as { outcome: string; reasons: string[] }) }
}

test('a document that is taken back keeps its comments, its number, its record in DHIS and the version sent earlier', async () => {
  const id = await issued()
  const [liis, mari] = [await office().as('liis'), await office().as('mari')]
  await commentDocument(mari, { id, comment: 'Summa on vale' })
  const before = await documentOf(office(), id)
  const sent = await keptPdf(office().db, liis.person, id, 1)
  await takeBack(office(), liis, id)
  const { number, dhisId, dhisUrl, sendNo } = await documentOf(office(), id)
  expect({ number, dhisId, dhisUrl, sendNo }).toEqual({
    number: before.number,
    dhisId: before.dhisId,
    dhisUrl: before.dhisUrl,
    sendNo: 1,
  })
  expect(await keptPdf(office().db, liis.person, id, 1)).toEqual(sent)

  await checkOver(liis, await now(office(), id))
  await sendToDhis(liis, await now(office(), id))
  await answerOfDhis(office(), id, noon)
  const { history, versions } = await documentTrail(office().db, id, noon)
  expect(history.find(({ act }) => act === 'comment')).toMatchObject({
    who: 'Mari Mets',
    note: 'Summa on vale',
  })
  expect(versions.map((version) => version.sendNo).toSorted()).toEqual([1, 2])
  expect(await documentOf(office(), id)).toMatchObject({ number, dhisId, sendNo: 2, state: 'ISSUED' })
})

test.each([
  ['while it can be changed', false, 'DRAFT'],
  ['after it was sent again', true, 'ISSUED'],
] as const)(
  'a late confirmation of the earlier version over HTTP is parked %s, and can only be made void',
  async (_when, again, state) => {
    const id = await issued()
    const late = await newsFor(office(), id)
    const liis = await office().as('liis')
    await takeBack(office(), liis, id)
    if (again) {
      await checkOver(liis, await now(office(), id))
      await sendToDhis(liis, await now(office(), id))
      await answerOfDhis(office(), id, noon)
    }
    const before = await documentOf(office(), id)
    const answer = await posted(late)
    expect(answer).toMatchObject({ status: 409, outcome: 'parked' })
    expect(answer.reasons[0]).not.toBe('')
    expect(await posted(late)).toEqual(answer)
    expect(await documentOf(office(), id)).toEqual(before)
    expect(await stateOf(office(), id)).toBe(state)
    expect(await office().db.grant.count({ where: { documentId: id } })).toBe(0)

    const parked = await office().db.news.findFirstOrThrow({ where: { eventId: late.eventId } })
    const tiina = await office().as('tiina')
    const end = (how: 'APPLIED' | 'VOID') =>
      endNews(tiina, { id: parked.id, end: how, number: '', reason: 'Vana versioon' })
    await expectRefused(office(), () => end('APPLIED'), 'onlyVoid')
    await end('VOID')
    if (!again) return
    expect(await posted(await newsFor(office(), id))).toMatchObject({ status: 200, outcome: 'taken' })
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  },
)
