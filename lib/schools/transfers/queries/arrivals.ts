import type { Person } from '@/lib/access/rights'
import { aPage, type ArrivalsFilter } from '@/lib/schools/houses/schema/lists'
import type { Day } from '@/lib/shared/dates'
import { ownHouseIds } from '@/lib/schools/scope'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Snapshot } from '@/lib/shared/snapshot'
import {
  alongKey,
  byPupil,
  cameAlong,
  leftBehind,
  movedColumns,
  movedOf,
  movedTables,
  type CameAlong,
  type MovedPupil,
  type MovedRow,
} from './moved'

export type Arrival = MovedPupil & { along: CameAlong; behind: string[]; begun: boolean }

/**
 * The inbox of the person's houses: pupils moved there who have yet to arrive, or have arrived; one page. `count`: all
 * that match.
 */
export async function arrivalList(
  db: Db,
  person: Person,
  filter: ArrivalsFilter,
  today: Day,
): Promise<{ arrivals: Arrival[]; count: number }> {
  const where = await fitting(db, person, filter)
  const skipped = (filter.page - 1) * aPage
  // Names of persons and classes are fetched for the transfers of the pages up to this one, not for the whole inbox.
  const day = byDay[filter.sort]
  const near = day
    ? Prisma.sql`r.transfer_id = ANY(ARRAY(
        SELECT r.transfer_id FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id WHERE ${where}
         ORDER BY ${day}, r.transfer_id LIMIT ${skipped + aPage}))`
    : Prisma.sql`true`
  const rows = movedOf(
    await db.$queryRaw`SELECT ${movedColumns} FROM ${movedTables} WHERE ${where} AND ${near} ORDER BY ${orders[filter.sort]}
      LIMIT ${aPage} OFFSET ${skipped}`,
  )
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id WHERE ${where}`
  return { arrivals: await withBelongings(db, rows, today), count }
}

/** All of the inbox in its order, in pieces. */
export async function* arrivalsForFile(rows: Snapshot, person: Person, filter: ArrivalsFilter, today: Day) {
  const where = await fitting(rows, person, filter)
  const found = rows.$streamRaw<MovedRow>`
    SELECT ${movedColumns} FROM ${movedTables} WHERE ${where} ORDER BY ${orders[filter.sort]}`
  for await (const piece of found) yield await withBelongings(rows, movedOf(piece), today)
}

async function fitting(db: Db | Tx, person: Person, filter: ArrivalsFilter): Promise<Prisma.Sql> {
  const houses = (await ownHouseIds(db, person)).filter((id) => !filter.house || id === filter.house)
  return Prisma.sql`t.house_id = ANY(${houses}::uuid[]) AND t.state = 'MADE' AND r.taken_back_at IS NULL AND ${states[filter.state]}`
}

/** What came along with the pupils, and what didn't. Two statements. */
async function withBelongings(db: Db | Tx, rows: readonly MovedPupil[], today: Day): Promise<Arrival[]> {
  const [along, behind] = [await cameAlong(db, rows), await leftBehind(db, rows)]
  return rows.map((row) => ({
    ...row,
    begun: row.day <= today,
    along: along.get(alongKey(row))!,
    behind: behind.get(alongKey(row)) ?? [],
  }))
}

const states: Record<ArrivalsFilter['state'], Prisma.Sql> = {
  EXPECTED: Prisma.sql`r.arrived_at IS NULL`,
  ARRIVED: Prisma.sql`r.arrived_at IS NOT NULL`,
  ALL: Prisma.sql`true`,
}
/** Pupils of one transfer from one class are listed together, because they are ticked off together. */
const together = Prisma.sql`r.transfer_id, o.name, oc.number, oc.parallel, ${byPupil}`
const [up, down] = [Prisma.sql`r.day`, Prisma.sql`r.day DESC`]
const byDay: Partial<Record<ArrivalsFilter['sort'], Prisma.Sql>> = { day: up, '-day': down }
const orders: Record<ArrivalsFilter['sort'], Prisma.Sql> = {
  day: Prisma.sql`${up}, ${together}`,
  '-day': Prisma.sql`${down}, ${together}`,
  name: byPupil,
}
