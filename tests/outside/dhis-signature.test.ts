import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dhisEvent, verifySignature } from '@/lib/outside/dhis/wire'

const secret = 'secret'
const now = new Date('2026-11-21T12:00:00Z')
const seconds = now.getTime() / 1000
const sign = (body: string, timestamp: number | string, key = secret) =>
  createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')
const verify = (body: string, timestamp: string | null, signature: string | null) =>
  verifySignature(body, timestamp, signature, secret, now)

describe('a signature', () => {
  test('of the same body, moment and secret is valid, in capitals too', () => {
    expect(verify('{"õ":1}', String(seconds), sign('{"õ":1}', seconds))).toBe('ok')
    expect(verify('{}', String(seconds), sign('{}', seconds).toUpperCase())).toBe('ok')
  })

  test.each([
    [0, 'ok'],
    [-300, 'ok'],
    [300, 'ok'],
    [-301, 'outside-window'],
    [301, 'outside-window'],
  ])('made %i seconds from now is %s', (offset, verdict) => {
    const timestamp = seconds + offset
    expect(verify('{}', String(timestamp), sign('{}', timestamp))).toBe(verdict)
  })

  test('sent again later is outside the window, and does not fit a new moment', () => {
    const old = seconds - 3600
    expect(verify('{}', String(old), sign('{}', old))).toBe('outside-window')
    expect(verify('{}', String(seconds), sign('{}', old))).toBe('bad-signature')
  })

  test('of another secret or another body is invalid', () => {
    expect(verify('{}', String(seconds), sign('{}', seconds, 'other'))).toBe('bad-signature')
    expect(verify('{"a":1}', String(seconds), sign('{"a":2}', seconds))).toBe('bad-signature')
  })

  test('that is missing is invalid, and so is one without a moment', () => {
    expect(verify('{}', null, sign('{}', seconds))).toBe('bad-signature')
    expect(verify('{}', String(seconds), null)).toBe('bad-signature')
  })

  test('of a moment that is not a number of seconds is invalid even if it fits', () => {
    for (const timestamp of ['', 'NaN', '1e9', '-5', ' 5', '5.5', '9'.repeat(13), '0x10']) {
      expect(verify('{}', timestamp, sign('{}', timestamp))).toBe('bad-signature')
    }
  })

  test('is invalid if it is rubbish, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (body, timestamp, signature) => {
        expect(verify(body, timestamp, signature)).toBe('bad-signature')
      }),
    )
  })
})

describe('an event', () => {
  const good = {
    eventId: 'e-1',
    type: 'confirmed',
    id: 'id-1',
    ourId: 'd-1',
    version: 1,
    by: { name: 'Mari Mets', personalCode: '47302150236' },
    at: '2026-11-21T10:00:00.000Z',
  }

  test('is read with and without a comment of several lines', () => {
    expect(dhisEvent.safeParse(good).success).toBe(true)
    expect(dhisEvent.safeParse({ ...good, comment: 'Üks\nkaks' }).success).toBe(true)
    expect(dhisEvent.safeParse({ ...good, comment: '' }).success).toBe(true)
  })

  test('of routing must say where to, and no other may', () => {
    expect(dhisEvent.safeParse({ ...good, type: 'routed', to: 'Õppeosakond' }).success).toBe(true)
    expect(dhisEvent.safeParse({ ...good, type: 'routed' }).success).toBe(false)
    expect(dhisEvent.safeParse({ ...good, to: 'Õppeosakond' }).success).toBe(false)
  })

  test('with a part that is missing, of another type or hostile is refused', () => {
    for (const field of Object.keys(good)) {
      for (const value of [undefined, null, 7.5, '', [], 'a\u0000', '\ud800', 'x'.repeat(20_000)]) {
        expect(dhisEvent.safeParse({ ...good, [field]: value }).success, `${field} ${value}`).toBe(false)
      }
    }
    expect(dhisEvent.safeParse({ ...good, comment: 'a\u0000' }).success).toBe(false)
  })

  test('of any other JSON is refused, and nothing is thrown', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => dhisEvent.safeParse(value).success === false))
  })
})
