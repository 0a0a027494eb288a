import { setTimeout as pause } from 'node:timers/promises'
import { log } from '@/lib/shared/log'

/** Pauses between tries while the connection to the database is broken, ms; the last one repeats. */
const pauses = [100, 300, 1000, 3000]
/** The longest break that is waited out, ms: after it claims lapse and another worker goes on. */
const longest = 45_000

/**
 * Repeats the work while the connection to the database is broken, for at most `longest`. The work must be one
 * statement or one transaction, and harmless to repeat. Throws any other error at once.
 */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + longest
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isBrokenConnection(error) || performance.now() > until) throw error
      log.warn({ err: error }, 'the connection to the database broke, trying again')
      await pause(pauses[Math.min(tries, pauses.length - 1)])
    }
  }
}

/** Prisma's codes, PostgreSQL's classes 08 and 57P, and the words of sockets that break. */
const broken =
  /\b(P1001|P1002|P1008|P1017|P2024|P2028|08\d{3}|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)\b|ConnectionClosed|terminat|connection|socket/i

/** Whether the database was out of reach, rather than refusing a statement. */
export function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta, cause } = error as { code?: unknown; meta?: unknown; cause?: unknown }
  if (broken.test(`${String(code)} ${error.message.split('\n').at(-1)}`)) return true
  if (meta !== undefined && broken.test(JSON.stringify(meta))) return true
  return typeof cause === 'object' && cause !== null
    ? isBrokenConnection(cause instanceof Error ? cause : new Error(JSON.stringify(cause)))
    : false
}
