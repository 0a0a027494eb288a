import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { POST } from '@/app/api/dhis/events/route'
import { withOffice } from '../support/office'
import { aDirective, newsFor, stateOf } from '../support/documents'
import { hostileText } from '../support/hostile'

const office = withOffice()
const secret = 'test-secret-of-dhis-events'

/** An event as DHIS would post it; other headers may replace its signature. */
function posted(body: string | Uint8Array, headers: Record<string, string> = {}): Request {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
  return new Request('http://localhost:3000/api/dhis/events', {
    method: 'POST',
    headers: { 'x-dhis-timestamp': timestamp, 'x-dhis-signature': signature, ...headers },
    body: body as BodyInit,
  })
}

const answerTo = async (...request: Parameters<typeof posted>) => POST(posted(...request))

describe('the address that hears DHIS', () => {
  test('answers anything signed with 200 or 409 and an outcome, and the document is never cancelled or reopened', async () => {
    const id = await aDirective(office(), { state: 'ISSUED' })
    const good = await newsFor(office(), id)
    const body = fc.oneof(
      hostileText,
      fc.json(),
      fc.anything().map((value) => JSON.stringify(value) ?? ''),
      // A valid event with one field replaced.
      fc
        .tuple(
          fc.constantFrom(...Object.keys(good), '__proto__', 'comment', 'to'),
          fc.oneof(hostileText, fc.jsonValue()),
        )
        .filter(([field, value]) => !(field in good) || (good as Record<string, unknown>)[field] !== value)
        .filter(([field]) => field !== 'comment')
        .map(([field, value]) => JSON.stringify({ ...good, eventId: `e${Math.random()}`, [field]: value })),
    )
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const response = await answerTo(text)
        expect([200, 409]).toContain(response.status)
        const { outcome } = (await response.json()) as { outcome: string }
        expect(['taken', 'known', 'parked', 'unreadable']).toContain(outcome)
      }),
      { numRuns: 300 },
    )
    expect(['ISSUED', 'REGISTERED']).toContain(await stateOf(office(), id))
  })

  test('answers what isn’t signed by DHIS with 401, whatever the headers, and keeps nothing', async () => {
    const before = await office().db.news.count()
    const header = fc
      .oneof(hostileText, fc.string({ maxLength: 100 }))
      .map((text) => text.replace(/[^\x20-\x7e]/g, '?'))
    await fc.assert(
      fc.asyncProperty(fc.json(), header, header, async (body, timestamp, signature) => {
        const response = await answerTo(body, {
          'x-dhis-timestamp': timestamp,
          'x-dhis-signature': signature,
        })
        expect(response.status).toBe(401)
      }),
      { numRuns: 200 },
    )
    expect(await office().db.news.count()).toBe(before)
  })

  test('refuses a body that is longer than an event can be', async () => {
    const response = await answerTo('x'.repeat(10_000_000))
    expect(response.status).toBe(409)
  })

  test('answers even bytes that are no text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect([200, 401, 409]).toContain((await answerTo(bytes)).status)
      }),
      { numRuns: 100 },
    )
  })
})
