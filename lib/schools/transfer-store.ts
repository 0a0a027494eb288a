import type { Act } from '@/lib/office/action'
import type { Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import { Prisma } from '@/lib/shared/generated/client'
import { copyKept } from './kept-store'
import { logPlacements } from './placement-log'
import type { Move } from './transfer-plan'

/** What a transfer writes, each step in one statement from its rows, whatever the number of pupils. */

/** The rows that say who is moved from where to where; written anew when the plan is. */
export function writeRows(
  tx: Tx,
  { id, day }: { id: string; day: Day },
  moves: readonly (Move & { pupilId: string })[],
) {
  const rows = moves.map(({ pupilId, oldId, toOn, newClassId, nextClassId }) => ({
    ...{ pupilId, oldId, toOn, newClassId, nextClassId },
  }))
  return tx.$executeRaw`
    INSERT INTO transfer_row (transfer_id, pupil_id, old_id, old_to_on, new_class_id, next_class_id, day)
    SELECT ${id}::uuid, "pupilId", "oldId", "toOn", "newClassId", "nextClassId", ${day}::date
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS x("pupilId" uuid, "oldId" uuid, "toOn" date,
           "newClassId" uuid, "nextClassId" uuid)
    ON CONFLICT (transfer_id, pupil_id) DO UPDATE SET old_id = excluded.old_id, old_to_on = excluded.old_to_on,
       next_class_id = excluded.next_class_id`
}

/** Next year's placement in the old house becomes void; a new one is made in the new house where a class was chosen. */
export async function endNextYear(tx: Tx, transferId: string, now: Date) {
  await tx.$executeRaw`
    WITH voided AS (
      UPDATE placement p SET voided_at = ${now}, voided_by_id = r.transfer_id
        FROM transfer_row r JOIN placement o ON o.id = r.old_id
       WHERE r.transfer_id = ${transferId}::uuid AND p.pupil_id = r.pupil_id AND p.house_id = o.house_id
         AND p.year > o.year AND p.voided_at IS NULL
      RETURNING p.id, p.pupil_id)
    UPDATE transfer_row r SET voided_id = v.id FROM voided v
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = v.pupil_id`
  await tx.$executeRaw`
    WITH made AS (
      INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on, stay_id)
      SELECT r.pupil_id, c.id, c.house_id, c.year, make_date(c.year, 9, 1), make_date(c.year + 1, 8, 31), r.transfer_id
        FROM transfer_row r JOIN school_class c ON c.id = r.next_class_id
       WHERE r.transfer_id = ${transferId}::uuid
      RETURNING id, pupil_id)
    UPDATE transfer_row r SET next_id = m.id FROM made m
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = m.pupil_id`
}

/**
 * The old placement ends the day before; the new one goes on to its end, and leaves as it would have left. `o` is read as
 * it was before the statement.
 */
export const movePlacements = (tx: Tx, transferId: string) => tx.$executeRaw`
  WITH ended AS (
    UPDATE placement p SET to_on = r.day - 1, ended_by = 'TRANSFER', left_reason = ''
      FROM transfer_row r WHERE r.transfer_id = ${transferId}::uuid AND p.id = r.old_id
    RETURNING p.id, p.pupil_id, r.new_class_id, r.day),
  made AS (
    INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on, ended_by, left_reason, stay_id)
    SELECT e.pupil_id, c.id, c.house_id, c.year, e.day, o.to_on, o.ended_by, o.left_reason, ${transferId}::uuid
      FROM ended e JOIN placement o ON o.id = e.id JOIN school_class c ON c.id = e.new_class_id
    RETURNING id, pupil_id)
  UPDATE transfer_row r SET new_id = m.id FROM made m
   WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = m.pupil_id`

/** Everything the old house keeps of the pupils in the stay that ends is copied to the stay that begins. */
export const copyToNewStay = (tx: Tx, transferId: string) =>
  copyKept(
    tx,
    Prisma.sql`SELECT r.pupil_id, o.house_id AS from_house_id, o.stay_id AS from_stay_id, t.house_id AS to_house_id,
                      t.id AS to_stay_id
                 FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id JOIN placement o ON o.id = r.old_id
                WHERE t.id = ${transferId}::uuid`,
  )

/**
 * Student cards of the old house become the new one's from the old placement's last day on: for a day past at once, for a
 * coming one by its date. `rows`: which rows of transfers, as a condition on `transfer_row r`.
 */
export const moveCards = (tx: Tx, rows: Prisma.Sql, today: Day) => tx.$executeRaw`
  INSERT INTO card_house (card_id, from_on, house_id, transfer_id)
  SELECT s.id, r.day - 1, t.house_id, t.id
    FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id JOIN placement o ON o.id = r.old_id
    JOIN student_card s ON s.pupil_id = r.pupil_id
   WHERE (${rows}) AND r.new_id IS NOT NULL AND r.taken_back_at IS NULL
     AND s.closed_on IS NULL AND s.valid_to >= greatest(${today}::date, r.day - 1)
     AND o.house_id = (SELECT h.house_id FROM card_house h WHERE h.card_id = s.id AND h.from_on <= r.day - 1
                        ORDER BY h.from_on DESC LIMIT 1)
  ON CONFLICT DO NOTHING`

/** One line a child, one for next year's placement that became void, one for that made in the new house. */
export const logTransfer = (tx: Tx, act: Pick<Act, 'person' | 'now'>, transferId: string) =>
  logPlacements(
    tx,
    act,
    Prisma.sql`
      SELECT what.act, r.pupil_id, what.from_house_id, what.from_class, what.to_house_id, what.to_class, what.day,
             NULL::date AS day_before, r.transfer_id
        FROM transfer_row r JOIN placement o ON o.id = r.old_id JOIN school_class oc ON oc.id = o.class_id
        JOIN school_class nc ON nc.id = r.new_class_id
        LEFT JOIN placement v ON v.id = r.voided_id LEFT JOIN school_class vc ON vc.id = v.class_id
        LEFT JOIN school_class xc ON xc.id = r.next_class_id
       CROSS JOIN LATERAL (VALUES
         (1, 'MOVED', o.house_id, ${labelOf('oc')}, nc.house_id, ${labelOf('nc')}, r.day),
         (2, 'VOIDED', v.house_id, ${labelOf('vc')}, NULL, '', v.from_on),
         (3, 'COPIED', NULL, '', xc.house_id, ${labelOf('xc')}, make_date(xc.year, 9, 1)))
         AS what(place, act, from_house_id, from_class, to_house_id, to_class, day)
       WHERE r.transfer_id = ${transferId}::uuid AND what.day IS NOT NULL
       ORDER BY r.pupil_id, what.place`,
  )

/** 3.a; of no class NULL */
const labelOf = (alias: string) => Prisma.raw(`${alias}.number || '.' || ${alias}.parallel`)
