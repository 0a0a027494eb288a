import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How often per minute one address may call, one line per door; each process counts for itself. */
const limits = {
  /** a whole office may share one address */
  signIn: new RateLimiterMemory({ points: 120, duration: 60 }),
  /** a neighbour that was down may send a day's news at once */
  neighbour: new RateLimiterMemory({ points: 3_000, duration: 60 }),
} as const

/** Whether this call is still within the limit. `headers` are the request's: the nearest proxy names the address. */
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
