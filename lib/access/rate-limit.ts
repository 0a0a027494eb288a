import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How often a minute one address may knock, a line a door; counted in each process by itself. */
const limits = {
  /** a whole office may sit behind one address */
  signIn: new RateLimiterMemory({ points: 120, duration: 60 }),
  /** a neighbour that was down may have a day's news to tell at once */
  neighbour: new RateLimiterMemory({ points: 3_000, duration: 60 }),
} as const

/** Whether this knock is still within the limit. `headers` are the request's: the nearest proxy names the address. */
export async function withinLimit(door: keyof typeof limits, headers: Headers): Promise<boolean> {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
  try {
    await limits[door].consume(address)
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}
