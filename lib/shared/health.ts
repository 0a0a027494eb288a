import { db } from './db'
import { log } from './log'

/** Whether this process can do its work: the database answers. */
export async function isHealthy(): Promise<boolean> {
  try {
    await db().$queryRaw`SELECT`
    return true
  } catch (error) {
    log.error({ err: error }, 'the database does not answer')
    return false
  }
}
