import type { Act } from '@/lib/access/action'
import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { copyKept } from '../kept/store'
import { logPlacements } from '../pupils/placement-log'
import { firstDayOf, lastDayOf } from '../rules/school-year'
import type { Move } from './rules/plan'
import { stands } from './standing'

/** The writes of a transfer, one statement per step from its rows, whatever the number of pupils. */

/** A pupil's move with the ids of what it creates; a transfer that is only asked for has none yet. */
export type Making = Move & { pupilId: string; newId: string | null; nextId: string | null }

/**
 * Ends the old placements the day before, and makes next year's in the old house void. Uses ids that we have: the
 * database can't estimate the number of just written rows, and would search for them one by one.
 */
export async function endOld(
  tx: Tx,
  { id, day }: { id: string; day: Day },
  moves: readonly Making[],
  now: Date,
) {
  await tx.$executeRaw`
    UPDATE placement SET to_on = ${day}::date - 1, ended_by = 'TRANSFER', left_reason = ''
     WHERE id = ANY(${moves.map(({ oldId }) => oldId)}::uuid[])`
  await tx.$executeRaw`
    UPDATE placement SET voided_at = ${now}, voided_by_id = ${id}::uuid
     WHERE id = ANY(${moves.flatMap(({ voidIds }) => voidIds)}::uuid[])`
}

/**
 * The new placements run to the old ones' end, with the same leaving if there was one; next year's is created in the
 * new house if a class was chosen.
 */
export function beginNew(
  tx: Tx,
  { id, houseId, day }: { id: string; houseId: string; day: Day },
  moves: readonly Making[],
) {
  const rows = moves.flatMap(({ pupilId, oldId, year, toOn, endedBy, leftReason, ...move }) => [
    {
      id: move.newId,
      oldId,
      pupilId,
      classId: move.newClassId,
      year,
      from: day,
      to: toOn,
      endedBy,
      leftReason,
    },
    ...(move.nextClassId === null
      ? []
      : [
          {
            id: move.nextId,
            pupilId,
            classId: move.nextClassId,
            ...wholeYear(year + 1),
            endedBy: null,
            leftReason: '',
          },
        ]),
  ])
  return tx.$executeRaw`
    INSERT INTO placement (id, pupil_id, class_id, house_id, year, from_on, to_on, ended_by, left_reason, at_leaving, stay_id)
    SELECT x.id, "pupilId", "classId", ${houseId}::uuid, x.year, "from", "to", "endedBy"::"PlacementEnd", "leftReason",
           o.at_leaving, ${id}::uuid
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS x(id uuid, "oldId" uuid, "pupilId" uuid, "classId" uuid,
           year int, "from" date, "to" date, "endedBy" text, "leftReason" text)
      LEFT JOIN placement o ON o.id = x."oldId"`
}

const wholeYear = (year: number) => ({ year, from: firstDayOf(year), to: lastDayOf(year) })

/**
 * Copies everything that the old house keeps of the pupils in the stay that ends to the stay that begins. `rows`: which
 * rows of transfers, as a condition on `transfer_row r` and `transfer t`.
 */
export const copyToNewStay = (tx: Tx, rows: Prisma.Sql) =>
  copyKept(
    tx,
    Prisma.sql`SELECT r.pupil_id, o.house_id AS from_house_id, o.stay_id AS from_stay_id, t.house_id AS to_house_id,
                      t.id AS to_stay_id
                 FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id JOIN placement o ON o.id = r.old_id
                WHERE ${rows}`,
  )

/**
 * Moves student cards of the old house to the new one from the old placement's last day on: at once for a past day, by
 * date for a coming one. `rows`: which rows of transfers, as a condition on `transfer_row r`.
 */
export const moveCards = (tx: Tx, rows: Prisma.Sql, today: Day) => tx.$executeRaw`
  INSERT INTO card_house (card_id, from_on, house_id, transfer_id)
  SELECT s.id, r.day - 1, t.house_id, t.id
    FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id JOIN placement o ON o.id = r.old_id
    JOIN student_card s ON s.pupil_id = r.pupil_id
   WHERE (${rows}) AND ${stands('r')}
     AND s.closed_on IS NULL AND s.valid_to >= greatest(${today}::date, r.day - 1)
     AND o.house_id = (SELECT h.house_id FROM card_house h WHERE h.card_id = s.id AND h.from_on <= r.day - 1
                        ORDER BY h.from_on DESC LIMIT 1)
  ON CONFLICT DO NOTHING`

/** One line per child, one for each later year's placement that became void, one for that created in the new house. */
export const logTransfer = (tx: Tx, act: Pick<Act, 'person' | 'now'>, transferId: string) =>
  logPlacements(
    tx,
    act,
    Prisma.sql`
      SELECT what.act, r.pupil_id, what.from_house_id, what.from_class, what.to_house_id, what.to_class, what.day,
             NULL::date AS day_before, r.transfer_id
        FROM transfer_row r JOIN placement o ON o.id = r.old_id JOIN school_class oc ON oc.id = o.class_id
        JOIN school_class nc ON nc.id = r.new_class_id
        LEFT JOIN school_class xc ON xc.id = r.next_class_id
       CROSS JOIN LATERAL (
         SELECT 1, 'MOVED', o.house_id, ${labelOf('oc')}, nc.house_id, ${labelOf('nc')}, r.day
         UNION ALL
         SELECT 2, 'VOIDED', v.house_id, ${labelOf('vc')}, NULL, '', v.from_on
           FROM placement v JOIN school_class vc ON vc.id = v.class_id
          WHERE v.pupil_id = r.pupil_id AND v.voided_by_id = r.transfer_id
         UNION ALL
         SELECT 3, 'COPIED', NULL, '', xc.house_id, ${labelOf('xc')}, make_date(xc.year, 9, 1) WHERE xc.id IS NOT NULL)
         AS what(place, act, from_house_id, from_class, to_house_id, to_class, day)
       WHERE r.transfer_id = ${transferId}::uuid
       ORDER BY r.pupil_id, what.place, what.day`,
  )

/** 3.a */
const labelOf = (alias: string) => Prisma.raw(`${alias}.number || '.' || ${alias}.parallel`)
