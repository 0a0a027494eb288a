import pg from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { env } from '@/lib/shared/env'

/** How often per minute one address may call, one line per door; all processes of all instances count together. */
const limits = {
  /** a whole office may share one address */
  signIn: 120,
  /** a neighbour that was down may send a day's news at once */
  neighbour: 3_000,
} as const
type Door = keyof typeof limits

type Limiters = Record<Door, RateLimiterPostgres> & { pool: pg.Pool; url: string }
const held = globalThis as typeof globalThis & { olekLimits?: Limiters }

/** Whether this call is still within the limit. `headers` are the request's: the nearest proxy names the address. */
export async function withinLimit(door: Door, headers: Headers): Promise<boolean> {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
  if (held.olekLimits?.url !== env().DATABASE_URL) await forgetLimiters()
  held.olekLimits ??= limiters(env().DATABASE_URL)
  try {
    await held.olekLimits[door].consume(address.slice(0, 200))
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}

/** Ends this process's connection for counting; the next call opens another, perhaps elsewhere. What was counted stays. */
export async function forgetLimiters() {
  const { pool } = held.olekLimits ?? {}
  held.olekLimits = undefined
  await pool?.end()
}

/** The table is the database's (prisma/schema/access.prisma). While it doesn't answer, each process counts for itself. */
function limiters(url: string): Limiters {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  // A closed idle connection is opened anew at the next call.
  pool.on('error', () => undefined)
  const limiter = (keyPrefix: Door) => {
    const limit = { keyPrefix, points: limits[keyPrefix], duration: 60 }
    return new RateLimiterPostgres({
      ...limit,
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory(limit),
    })
  }
  return { pool, url, signIn: limiter('signIn'), neighbour: limiter('neighbour') }
}
