import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { StayOf } from '../rules/stays'
import { stands } from '../transfers/standing'
import { columnOf, columnsOf, thingOf, type KeptKind } from './things'

/*
 * Writes rows of kept data together with their copies that wait for a transfer's day (spec 5 "What a transfer does" 4):
 * until then the new house's copy follows every change in the old house. The pupil is locked, so that no transfer comes
 * between.
 */

/** A row's columns as JSON for PostgreSQL. */
export type Columns = Readonly<Record<string, unknown>>

/** The columns of a kind, from values by their names in our code. */
export const asColumns = (kind: KeptKind, values: Readonly<Record<string, unknown>>): Columns =>
  Object.fromEntries(Object.keys(thingOf(kind).fields).map((name) => [columnOf(name), values[name]]))

/** Adds a row to a stay, and a copy to each stay that waits for this one's data. */
export async function insertFollowed(
  tx: Tx,
  kind: KeptKind,
  stay: StayOf & { pupilId: string },
  columns: Columns,
  today: Day,
) {
  let originId: string | null = null
  for (const { houseId, stayId } of [stay, ...(await waitingAfter(tx, stay, today))]) {
    const [row]: { id: string }[] = await tx.$queryRaw`
      INSERT INTO ${tableOf(kind)} (pupil_id, house_id, stay_id, origin_id, ${namesOf(kind)})
      SELECT ${stay.pupilId}::uuid, ${houseId}::uuid, ${stayId}::uuid, ${originId}::uuid, ${namesOf(kind)}
        FROM ${typed(kind, columns)} RETURNING id`
    originId = row!.id
  }
}

/** Changes a row and its waiting copies. */
export const updateFollowed = (tx: Tx, kind: KeptKind, id: string, columns: Columns, today: Day) =>
  tx.$executeRaw`
    WITH RECURSIVE ${withCopies(kind, id, today)}
    UPDATE ${tableOf(kind)} k SET (${namesOf(kind)}) = (SELECT ${namesOf(kind)} FROM ${typed(kind, columns)})
     WHERE k.id IN (SELECT id FROM followed)`

/** Deletes a row and its waiting copies. */
export const removeFollowed = (tx: Tx, kind: KeptKind, id: string, today: Day) => tx.$executeRaw`
  WITH RECURSIVE ${withCopies(kind, id, today)}
  DELETE FROM ${tableOf(kind)} k WHERE k.id IN (SELECT id FROM followed)`

/** `followed`: the row, its copies in stays that begin after today, and the copies of those. */
const withCopies = (kind: KeptKind, id: string, today: Day) => Prisma.sql`followed(id) AS (
  SELECT ${id}::uuid
  UNION
  SELECT c.id FROM followed f JOIN ${tableOf(kind)} c ON c.origin_id = f.id
    JOIN transfer_row r ON r.transfer_id = c.stay_id AND r.pupil_id = c.pupil_id
   WHERE ${stands('r')} AND r.day > ${today}::date)`

/** The stays that begin from this one through transfers still to come, the nearest first. */
const waitingAfter = (tx: Tx, { pupilId, houseId, stayId }: StayOf & { pupilId: string }, today: Day) =>
  tx.$queryRaw<StayOf[]>`
    WITH RECURSIVE waiting AS (
      SELECT ${houseId}::uuid AS house_id, ${stayId}::uuid AS stay_id, 0 AS place
      UNION ALL
      SELECT n.house_id, n.stay_id, w.place + 1
        FROM waiting w JOIN placement o ON o.house_id = w.house_id AND o.stay_id IS NOT DISTINCT FROM w.stay_id
        JOIN transfer_row r ON r.old_id = o.id JOIN placement n ON n.id = r.new_id
       WHERE o.pupil_id = ${pupilId}::uuid AND ${stands('r')} AND r.day > ${today}::date)
    SELECT house_id AS "houseId", stay_id AS "stayId" FROM waiting WHERE place > 0 ORDER BY place`

const tableOf = (kind: KeptKind) => Prisma.raw(thingOf(kind).table)
const namesOf = (kind: KeptKind) => Prisma.raw(columnsOf(kind).join(', '))
const typed = (kind: KeptKind, columns: Columns) =>
  Prisma.sql`jsonb_populate_record(NULL::${tableOf(kind)}, ${JSON.stringify(columns)}::jsonb)`
