import { fromPrisma, PgBoss } from 'pg-boss'
import type { Neighbour } from '@/lib/shared/generated/enums'
import type { Tx } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { log } from '@/lib/shared/log'

const queue = 'deliver'
const common = { schema: 'pgboss', createSchema: false } as const
const held = globalThis as typeof globalThis & { olekJobs?: Promise<PgBoss> }

/** Creates the job tables and the queue in a migrated database; repeatable. */
export async function installJobs(url: string) {
  const boss = new PgBoss({ ...common, connectionString: url, supervise: false, schedule: false })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  await boss.start()
  await boss.createQueue(queue, { notify: true, retryLimit: 3, deleteAfterSeconds: 3600 })
  await boss.stop({ graceful: false })
}

/** What a worker is woken for: deliveries to a neighbour, or transfers of many pupils. */
export type Work = Neighbour | 'TRANSFERS'

/** Adds a wake-up for deliveries to this neighbour to the caller's transaction, to run at `at`. */
export const wakeDelivery = (tx: Tx, neighbour: Neighbour, at?: Date) => wake(tx, neighbour, at)

/** Adds a wake-up for waiting transfers to the caller's transaction. */
export const wakeTransfers = (tx: Tx) => wake(tx, 'TRANSFERS')

async function wake(tx: Tx, work: Work, at?: Date) {
  const boss = await (held.olekJobs ??= startPoster())
  await boss.send(queue, { work }, { db: fromPrisma(tx), startAfter: at })
}

/** Closes this process's connection to the job tables. */
export async function stopJobs() {
  await (await held.olekJobs)?.stop({ graceful: false })
  held.olekJobs = undefined
}

/** Runs the work for each wake-up until the returned function is called, which waits for the work in hand. */
export async function onWake(toDo: (work: Work) => Promise<void>) {
  const boss = new PgBoss({
    ...common,
    connectionString: env().DATABASE_URL,
    migrate: false,
    useListenNotify: true,
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  await boss.start()
  await boss.work<{ work: Work }>(queue, { pollingIntervalSeconds: 1, localConcurrency: 4 }, async (jobs) => {
    for (const { data } of jobs) await toDo(data.work)
  })
  return () => boss.stop({ graceful: true, timeout: 15_000 })
}

function startPoster() {
  const boss = new PgBoss({
    ...common,
    connectionString: env().DATABASE_URL,
    migrate: false,
    supervise: false,
    schedule: false,
    max: 1,
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  return boss.start()
}
