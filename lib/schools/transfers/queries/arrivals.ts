import type { Person } from '@/lib/access/rights'
import { aPage, type ArrivalsFilter } from '@/lib/schools/houses/schema/lists'
import type { Day } from '@/lib/shared/dates'
import { ownHouseIds } from '@/lib/schools/scope'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
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
} from './moved'

export type Arrival = MovedPupil & { along: CameAlong; behind: string[]; begun: boolean }

/**
 * The inbox of the person's houses: pupils moved there who have yet to arrive, or have arrived. `count`: all that
 * match.
 */
export async function arrivalList(
  db: Db,
  person: Person,
  filter: ArrivalsFilter,
  today: Day,
  all = false,
): Promise<{ arrivals: Arrival[]; count: number }> {
  const houses = (await ownHouseIds(db, person)).filter((id) => !filter.house || id === filter.house)
  const where = Prisma.sql`h.id = ANY(${houses}::uuid[]) AND t.state = 'MADE' AND r.taken_back_at IS NULL AND ${states[filter.state]}`
  const rows = movedOf(
    await db.$queryRaw`SELECT ${movedColumns} FROM ${movedTables} WHERE ${where} ORDER BY ${orders[filter.sort]}
      LIMIT ${all ? 100_000 : aPage} OFFSET ${all ? 0 : (filter.page - 1) * aPage}`,
  )
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM ${movedTables} WHERE ${where}`
  const [along, behind] = [await cameAlong(db, rows), await leftBehind(db, rows)]
  const arrivals = rows.map((row) => ({
    ...row,
    begun: row.day <= today,
    along: along.get(alongKey(row))!,
    behind: behind.get(alongKey(row)) ?? [],
  }))
  return { arrivals, count }
}

const states: Record<ArrivalsFilter['state'], Prisma.Sql> = {
  EXPECTED: Prisma.sql`r.arrived_at IS NULL`,
  ARRIVED: Prisma.sql`r.arrived_at IS NOT NULL`,
  ALL: Prisma.sql`true`,
}
/** Pupils of one transfer from one class are listed together, because they are ticked off together. */
const together = Prisma.sql`r.transfer_id, o.name, oc.number, oc.parallel, ${byPupil}`
const orders: Record<ArrivalsFilter['sort'], Prisma.Sql> = {
  day: Prisma.sql`r.day, ${together}`,
  '-day': Prisma.sql`r.day DESC, ${together}`,
  name: byPupil,
}
