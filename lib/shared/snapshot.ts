import { performance } from 'node:perf_hooks'
import { setTimeout as rest } from 'node:timers/promises'
import type { Db, Tx } from './db'
import { Prisma } from './generated/client'

/** Rows fetched at a time: few milliseconds of work, after which the process answers others. */
const aPiece = 200
/** The longest reading, in milliseconds: so long the database keeps the old versions of all rows for it. */
const longest = 60 * 60_000
/** The longest wait for a connection, in milliseconds. */
const longestWait = 20_000

/**
 * All rows as they stand at one moment, of any number: `$streamRaw` is a `$queryRaw` that gives its rows in pieces, from
 * a cursor of the database.
 */
export type Snapshot = Tx & {
  $streamRaw<Row>(text: TemplateStringsArray, ...values: unknown[]): AsyncGenerator<Row[]>
}

/**
 * Reads in a snapshot that ends with the work, however the work ends, and its cursors with it. Nothing can be written.
 * A stream takes one statement for its cursor and one for every 200 rows. Throws what `isBusy` knows when all the client's connections are taken for 20 seconds, or `wait` milliseconds.
 */
export function inSnapshot<T>(
  client: Db,
  work: (rows: Snapshot) => Promise<T>,
  wait = longestWait,
): Promise<T> {
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      let cursors = 0
      const $streamRaw = <Row>(text: TemplateStringsArray, ...values: unknown[]) =>
        pieces<Row>(tx, `rows_${(cursors += 1)}`, Prisma.sql(text, ...values))
      // Set in the usual way, it would be set on the client that all transactions share.
      return work(Object.create(tx, { $streamRaw: { value: $streamRaw } }) as Snapshot)
    },
    { isolationLevel: 'RepeatableRead', timeout: longest, maxWait: wait },
  )
}

/** Whether the error says that no connection became free in time. */
export const isBusy = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2028'

async function* pieces<Row>(tx: Tx, name: string, statement: Prisma.Sql): AsyncGenerator<Row[]> {
  const cursor = Prisma.raw(name)
  await tx.$executeRaw`DECLARE ${cursor} NO SCROLL CURSOR FOR ${statement}`
  for (let more = true; more;) {
    const before = performance.eventLoopUtilization()
    const rows = await tx.$queryRaw<Row[]>`FETCH ${Prisma.raw(String(aPiece))} FROM ${cursor}`
    more = rows.length === aPiece
    if (rows.length > 0) yield rows
    // As long as the process was busy for a piece, with whatever, the reading rests: a page never finds more than a part of
    // the process taken.
    if (more) await rest(performance.eventLoopUtilization(before).active)
  }
}
