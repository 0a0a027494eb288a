import { performance } from 'node:perf_hooks'
import type { Olek } from '@/scripts/olek'
import { users } from '@/prisma/cast'
import type { Measured } from './support'

const seconds = 8
const connections = 4

/** S7: the signed-in list page of 50 rows against an empty signed-in page of the same application, 4 connections. */
export async function listPage(olek: Olek): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.tiina.id)
  const page = (path: string) => () => fetchPage(olek.address + path, cookie)
  const html = await page('/documents')()
  await rate(page('/help'), 2)
  const floor = await rate(page('/help'), seconds)
  await rate(page('/documents'), 2)
  const ours = await rate(page('/documents'), seconds)
  return [
    {
      name: 'S7 list of 50 rows',
      ours,
      floor,
      unit: 'pages/s',
      reach: '≥ 0.6 × floor',
      good: ours >= 0.6 * floor,
    },
    {
      name: 'S7 HTML of 50 rows',
      ours: html / 1000,
      floor: 40,
      unit: 'kB',
      reach: '≤ 40 kB',
      good: html <= 40_000,
    },
  ]
}

/** Signs a person of the sandbox in and returns the session's cookies. */
export async function signIn(address: string, id: string): Promise<string> {
  const asked = await fetch(`${address}/api/auth/csrf`)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const body = new URLSearchParams({ csrfToken, id, callbackUrl: address, json: 'true' })
  const signedIn = await fetch(`${address}/api/auth/callback/person`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(asked), origin: address },
    body,
  })
  return cookiesOf(signedIn)
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

async function fetchPage(url: string, cookie: string): Promise<number> {
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  return Buffer.byteLength(text)
}

async function rate(ask: () => Promise<unknown>, forSeconds: number): Promise<number> {
  const until = performance.now() + forSeconds * 1000
  let pages = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        await ask()
        pages++
      }
    }),
  )
  return pages / forSeconds
}
