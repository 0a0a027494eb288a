import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import type { Olek } from '@/scripts/olek'
import { units, users } from '@/prisma/cast'
import type { Measured } from './support'

const turns = 12
const seconds = 1.5
const connections = 4

/**
 * S7: the signed-in list page of 50 rows against an empty signed-in page of the same application, 4 connections; and what
 * a page may weigh: 40 kB of HTML before compression, 150 kB of compressed script on a first visit.
 */
export async function listPage(olek: Olek): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.tiina.id)
  const document = await someDocuments(olek.ownerUrl, 60)
  const page = (path: string) => () => fetchPage(olek.address + path, cookie)
  const html = await page('/documents')()
  const script = await scriptOf(olek.address, `/documents/${document}`, cookie)
  const { ours, floor } = await quickest({ floor: page('/help'), ours: page('/documents') })
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
    {
      name: 'S7 script of a directive’s page',
      ours: script / 1000,
      floor: 150,
      unit: 'kB',
      reach: '≤ 150 kB',
      good: script <= 150_000,
    },
  ]
}

/** Drafts with three persons each, so that the list has a full page. Returns the last one's id. */
async function someDocuments(url: string, count: number): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let id = ''
  for (let at = 0; at < count; at++) {
    id = randomUUID()
    await client.query(
      `INSERT INTO document (id, type, kind, state, unit_id, creator_id, drafter_id, signer_id, basis)
       VALUES ($1, 'VICE_DEAN_DIRECTIVE', 'OWN_FUNDS_ALLOWANCE', 'DRAFT', $2, $3, $3, $4, 'Kord')`,
      [id, units.LT.id, users.liis.id, users.mari.id],
    )
    await client.query(
      `INSERT INTO document_row (document_id, position, learner_id, study_place_id)
       SELECT $1, row_number() OVER (), learner_id, id FROM study_place WHERE code LIKE 'L%' LIMIT 3`,
      [id],
    )
  }
  await client.end()
  return id
}

/** Bytes of compressed script that a first visit of the page brings; `noModule` is for browsers that ours aren't. */
async function scriptOf(address: string, path: string, cookie: string): Promise<number> {
  const html = await (await fetch(address + path, { headers: { cookie } })).text()
  const sources = new Set(
    [...html.matchAll(/<script(?![^>]*noModule)[^>]+src="([^"]+)"/gi)].map(([, source]) => source!),
  )
  const sizes = [...sources].map(async (source) => {
    const script = await (await fetch(new URL(source, address))).arrayBuffer()
    return gzipSync(new Uint8Array(script)).length
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
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

/** Pages a second of each, at its quickest: they take turns, and the first turn warms up and doesn't count. */
async function quickest(pages: Record<'floor' | 'ours', () => Promise<unknown>>) {
  const best = { floor: 0, ours: 0 }
  for (let turn = 0; turn <= turns; turn++) {
    for (const name of ['floor', 'ours'] as const) {
      const reached = await rate(pages[name], turn === 0 ? 2 : seconds)
      if (turn > 0) best[name] = Math.max(best[name], reached)
    }
  }
  return best
}

async function rate(ask: () => Promise<unknown>, forSeconds: number): Promise<number> {
  const since = performance.now()
  const until = since + forSeconds * 1000
  let pages = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        await ask()
        pages++
      }
    }),
  )
  return pages / ((performance.now() - since) / 1000)
}
