import { format } from 'node:util'

/**
 * What Next itself complains of goes the way of our own log, where personal codes are masked. An application that was told
 * too little, or the sandbox beside a real database, serves nobody: it ends before its first answer.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/shared/log')
  console.error = (...said: unknown[]) => log.error(format(...said))
  console.warn = (...said: unknown[]) => log.warn(format(...said))
  const { watchRequests } = await import('@/lib/access/odd-requests')
  watchRequests()
  const { hearOfProcesses } = await import('@/lib/shared/processes')
  hearOfProcesses()
  const { env } = await import('@/lib/shared/env')
  try {
    env()
  } catch (error) {
    log.fatal({ err: error }, 'the application does not start')
    process.exit(1)
  }
}
