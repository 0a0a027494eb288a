import { afterAll, expect, test } from 'vitest'
import { forgetLimiters, withinLimit } from '@/lib/access/rate-limit'
import { forgetEnv } from '@/lib/shared/env'
import { withOffice } from '../support/office'

const office = withOffice()
afterAll(forgetLimiters)
const calls = async (address: string, count: number) => {
  const headers = new Headers({ 'x-forwarded-for': `198.51.100.7, ${address}` })
  const taken = await Promise.all(Array.from({ length: count }, () => withinLimit('signIn', headers)))
  return taken.filter(Boolean).length
}

test('the tries of an address to sign in are counted over all processes, and other addresses go on', async () => {
  expect(await calls('203.0.113.1', 100)).toBe(100)
  // Another process knows nothing but the database.
  await forgetLimiters()
  expect(await calls('203.0.113.1', 100)).toBe(20)
  expect(await calls('203.0.113.2', 1)).toBe(1)
})

test('tries are counted in the process itself while the database doesn’t answer', async () => {
  process.env.DATABASE_URL = office().database.url.replace(/:\d+\//, ':9/')
  forgetEnv()
  expect(await calls('203.0.113.3', 130)).toBe(120)
  process.env.DATABASE_URL = office().database.url
  forgetEnv()
})

test('an address as long as a header may be is counted too', async () => {
  expect(await calls('1'.repeat(5_000), 121)).toBe(120)
})
