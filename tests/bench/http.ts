import { execFileSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { startOlek, type Olek } from '@/scripts/olek'
import { freePort } from '@/scripts/free-port'
import { quantile, spread, type Spread } from './support'

const rounds = 9
const seconds = 1.5

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

/** Fetches a page to its end and returns its bytes; throws when it isn't there. */
export async function fetchPage(url: string, cookie: string): Promise<number> {
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  return Buffer.byteLength(text)
}

/** Pages a second of both at four connections, in rounds in which they take turns; the first one warms up. */
export async function pagesASecond(
  pages: Record<'ours' | 'floor', () => Promise<unknown>>,
): Promise<Record<'ours' | 'floor', Spread>> {
  const rates = { ours: [] as number[], floor: [] as number[] }
  for (let round = 0; round <= rounds; round++)
    for (const name of round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) {
      const reached = await rate(pages[name], round === 0 ? 2 : seconds)
      if (round > 0) rates[name].push(reached)
    }
  return { ours: spread(rates.ours), floor: spread(rates.floor) }
}

async function rate(ask: () => Promise<unknown>, forSeconds: number, connections = 4): Promise<number> {
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

/** How long answers take, in milliseconds and sorted, when so many ask so often at once; the first few warm up. */
export async function answerTimes(
  ask: () => Promise<unknown>,
  connections: number,
  times: number,
): Promise<number[]> {
  for (let warm = 0; warm < 3; warm++) await ask()
  const took: number[] = []
  let left = times
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const since = performance.now()
        await ask()
        took.push(performance.now() - since)
      }
    }),
  )
  return took.sort((a, b) => a - b)
}

export const p95 = (sorted: readonly number[]) => quantile(sorted, 0.95)

/** Resident memory in MB of a process and all that it started. */
export function memoryOf(pid: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n')
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number])
  const sum = (of: number): number =>
    processes.reduce(
      (all, [own, parent, kB]) => all + (own === of ? kB / 1024 : 0) + (parent === of ? sum(own) : 0),
      0,
    )
  return sum(pid)
}

/** Another application, with its own worker and sandbox, on a database that is there; `env` as it would stand in `.env`. */
export async function startBeside(
  olek: Olek,
  ownerUrl: string,
  env: Record<string, string> = {},
): Promise<Olek> {
  const port = await freePort()
  const url = Object.assign(new URL(olek.url), { pathname: new URL(ownerUrl).pathname }).href
  const before = { ...process.env }
  Object.assign(process.env, olek.env, {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    OLEK_SANDBOX_WITH_REAL_DATABASE: 'yes',
    OLEK_URL: `http://localhost:${port}`,
    ...env,
  })
  try {
    return await startOlek({ name: `bench-beside-${process.pid}`, port })
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
