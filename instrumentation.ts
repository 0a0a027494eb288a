import { format } from 'node:util'

/** What Next itself complains of goes the way of our own log, where personal codes are masked. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/shared/log')
  console.error = (...said: unknown[]) => log.error(format(...said))
  console.warn = (...said: unknown[]) => log.warn(format(...said))
}
