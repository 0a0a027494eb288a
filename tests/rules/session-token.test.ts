import { encode } from 'next-auth/jwt'
import { describe, expect, test } from 'vitest'
import { readToken } from '@/lib/access/session-token'

const secret = 'a secret of the test that is long enough'
const hour = 3_600
const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
const made = (sub: string) => encode({ token: { sub, version: 3 }, secret, maxAge: hour })

describe('the token of a session', () => {
  test('says who signed in, however often it is read', async () => {
    const token = await made('one')
    for (let time = 0; time < 3; time++)
      expect(await readToken(token, secret, later(0))).toMatchObject({ sub: 'one', version: 3 })
  })

  test('is none once it has expired, also when it was read before', async () => {
    const token = await made('two')
    expect(await readToken(token, secret, later(hour - 5))).toMatchObject({ sub: 'two' })
    expect(await readToken(token, secret, later(hour + 1))).toBeNull()
  })

  test('is none when another secret has made it or a letter is changed', async () => {
    const token = await made('three')
    expect(await readToken(token, 'another secret that is long enough too', later(0))).toBeNull()
    expect(await readToken(`${token.slice(0, -2)}xx`, secret, later(0))).toBeNull()
    expect(await readToken('', secret, later(0))).toBeNull()
  })
})
