import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from './generated/client'
import { env } from './env'

/** A connection or an open transaction; commands and queries take either. */
export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

const held = globalThis as typeof globalThis & { olekDb?: Db; olekFilesDb?: Db }

/** The application's database, one pool a process. */
export function db(): Db {
  return (held.olekDb ??= connect(env().DATABASE_URL, poolSize()))
}

/** The pages of all processes together keep at most 60 connections, each process at least three and at most ten. */
const poolSize = () => Math.max(3, Math.min(10, Math.floor(60 / env().OLEK_PROCESSES)))

/** As many files are written at once by one process; others wait for their turn. */
const filesAtOnce = 3

/** The connections of files that are being written, beside the pages' own, so that no page waits for a file. */
export function filesDb(): Db {
  return (held.olekFilesDb ??= connect(env().DATABASE_URL, filesAtOnce))
}

/** Ends this process's pools; the next `db()` opens another, perhaps elsewhere. */
export async function closeDb() {
  await Promise.all([held.olekDb?.$disconnect(), held.olekFilesDb?.$disconnect()])
  held.olekDb = undefined
  held.olekFilesDb = undefined
}

/**
 * A client of its own, e.g. for a test's own database. Sessions run in UTC: the adapter sends instants without a zone.
 * `listens`: each statement can be listened to (`$on('query')`). Prisma then writes down the parameters of every
 * statement, even if nobody listens: only tests and benches use it.
 */
export function connect(url: string, poolSize = 10, listens = process.env.NODE_ENV === 'test'): Db {
  const adapter = new PrismaPg(
    { connectionString: url, options: '-c timezone=UTC', max: poolSize },
    { statementNameGenerator: statementNames() },
  )
  return new PrismaClient({ adapter, log: listens ? [{ emit: 'event', level: 'query' }] : [] })
}

/** How many statements a connection keeps prepared at most; the application has about 600. */
const mostPrepared = 1_000

/**
 * Names statements, so that a connection prepares each once and then only executes it. A text gets its name the second
 * time that it comes, and only so many do: texts that change with every call would fill the server's memory.
 */
export function statementNames(most = mostPrepared): (query: { sql: string }) => string {
  const names = new Map<string, string | undefined>()
  let count = 0
  return ({ sql }) => {
    const known = names.get(sql)
    // The adapter hands the name on; one without a name is prepared for this call alone.
    if (known || !names.has(sql)) {
      if (!known && names.size < 4 * most) names.set(sql, undefined)
      return known as string
    }
    if (count >= most) return undefined as unknown as string
    const name = `olek_${++count}`
    names.set(sql, name)
    return name
  }
}

/** Runs the work in one transaction; whatever it throws rolls everything back. */
export function inTransaction<T>(client: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return client.$transaction(work, { timeout: 120_000, maxWait: 10_000 })
}
