import type { Act } from '@/lib/access/action'
import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { removeKept } from '../kept/store'
import { logPlacements } from '../pupils/placement-log'
import { moveRows, moveTransfer, rowsOf, writeRows, type Some } from './move'
import { beginNew, copyToNewStay, endOld, moveCards, type Making } from './store'

/** The writes of moving a transfer to another day and of taking it back, in a fixed number of statements. */

/**
 * Ends the old placement and begins the new one on another day. The one that gets shorter is written first, so that
 * they never share a day.
 */
export async function moveToDay(tx: Tx, act: Pick<Act, 'person' | 'now'>, some: Some, day: Day, today: Day) {
  await logChange(tx, act, some, 'DAY_MOVED', day)
  const beginOn = (from: Prisma.Sql) => tx.$executeRaw`
    UPDATE placement n SET from_on = ${from} FROM transfer_row r WHERE ${rowsOf(some)} AND n.id = r.new_id`
  await beginOn(Prisma.sql`greatest(n.from_on, ${day}::date)`)
  await tx.$executeRaw`
    UPDATE placement o SET to_on = ${day}::date - 1 FROM transfer_row r WHERE ${rowsOf(some)} AND o.id = r.old_id`
  await beginOn(Prisma.sql`${day}::date`)
  await tx.$executeRaw`UPDATE transfer_row r SET day = ${day}::date WHERE ${rowsOf(some)}`
  await removeCards(tx, some)
  await moveCards(tx, rowsOf(some), today)
}

/**
 * Restores the pupils' placements as though there had been no transfer: the old placement takes over the new one's
 * present end, or gets its own back if the new one is of the next school year; next year's in the old house is in force
 * again unless another took its days; copies and moved cards are deleted.
 */
export async function putBack(tx: Tx, act: Pick<Act, 'person' | 'now'>, some: Some) {
  await logChange(tx, act, some, 'TAKEN_BACK', null)
  await standAsBefore(tx, some)
  await moveRows(tx, 'takeBack', some, { at: act.now, by: act.person.id })
  const { transferId } = some
  const stands = await tx.transferRow.findFirst({ where: { transferId, takenBackAt: null } })
  if (!stands) await moveTransfer(tx, 'takeBack', transferId)
}

async function standAsBefore(tx: Tx, some: Some) {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM placement p USING transfer_row r
       WHERE ${rowsOf(some)} AND p.pupil_id = r.pupil_id AND p.stay_id = r.transfer_id
      RETURNING p.id, p.year, p.to_on, p.ended_by, p.left_reason, p.at_leaving)
    UPDATE placement o
       SET (to_on, ended_by, left_reason, at_leaving) = (
             SELECT r.old_to_on, NULL::"PlacementEnd", '', NULL::jsonb WHERE g.year > o.year
              UNION ALL
             SELECT g.to_on, g.ended_by, g.left_reason, g.at_leaving WHERE g.year = o.year)
      FROM gone g JOIN transfer_row r ON r.new_id = g.id WHERE o.id = r.old_id`
  await tx.$executeRaw`
    UPDATE placement v SET voided_at = NULL, voided_by_id = NULL
      FROM transfer_row r WHERE ${rowsOf(some)} AND v.pupil_id = r.pupil_id AND v.voided_by_id = r.transfer_id
       AND NOT EXISTS (SELECT FROM placement p WHERE p.pupil_id = v.pupil_id AND p.voided_at IS NULL
                          AND p.from_on <= v.to_on AND v.from_on <= p.to_on)`
  await removeKept(tx, some.transferId, some.pupilIds)
  await removeCards(tx, some)
}

/**
 * The pupils move on a day of another school year than before: into another class, with everything made anew as though
 * the transfer had been asked for with that day. `moves`: the plan for them.
 */
export async function moveToYear(
  tx: Tx,
  act: Pick<Act, 'person' | 'now'>,
  transfer: { id: string; houseId: string; day: Day },
  moves: readonly Making[],
  today: Day,
) {
  const some = { transferId: transfer.id, pupilIds: moves.map(({ pupilId }) => pupilId) }
  const classes = JSON.stringify(moves.map(({ pupilId, newClassId }) => ({ pupilId, newClassId })))
  await tx.$executeRaw`
    UPDATE transfer_row r SET new_class_id = x."newClassId"
      FROM json_to_recordset(${classes}::json) AS x("pupilId" uuid, "newClassId" uuid)
     WHERE ${rowsOf(some)} AND r.pupil_id = x."pupilId"`
  await logChange(tx, act, some, 'DAY_MOVED', transfer.day)
  await standAsBefore(tx, some)
  await writeRows(tx, 'placeAnew', transfer, moves)
  await endOld(tx, transfer, moves, act.now)
  await beginNew(tx, transfer, moves)
  await copyToNewStay(tx, rowsOf(some))
  await moveCards(tx, rowsOf(some), today)
}

/** Gives the transfer itself its pupils' day, once they all have the same one. */
export const dayOfAll = (tx: Tx, transferId: string, day: Day) => tx.$executeRaw`
  UPDATE transfer t SET day = ${day}::date WHERE t.id = ${transferId}::uuid AND NOT EXISTS (
    SELECT FROM transfer_row r WHERE r.transfer_id = t.id AND r.taken_back_at IS NULL AND r.day <> ${day}::date)`

/**
 * Places prepared in the new house's groups begin on the later day; they are removed if they would end before it, or if
 * there is no day any more.
 */
export const movePlaces = (tx: Tx, some: Some, day: Day | null) => tx.$executeRaw`
  WITH ready AS (
    SELECT p.id, coalesce(p.to_on >= ${day}::date, ${day}::date IS NOT NULL) AS stays
      FROM transfer_row r
      JOIN placement n ON n.pupil_id = r.pupil_id AND n.stay_id = r.transfer_id AND n.voided_at IS NULL
      JOIN group_place p ON p.pupil_id = r.pupil_id AND p.from_on BETWEEN n.from_on AND n.to_on
      JOIN school_group g ON g.id = p.group_id AND g.house_id = n.house_id AND g.kind <> 'HOBBY_SCHOOL'
     WHERE ${rowsOf(some)} AND p.from_on < coalesce(${day}::date, 'infinity')),
  gone AS (DELETE FROM group_place p USING ready e WHERE p.id = e.id AND NOT e.stays)
  UPDATE group_place p SET from_on = ${day}::date FROM ready e WHERE p.id = e.id AND e.stays`

const removeCards = (tx: Tx, some: Some) => tx.$executeRaw`
  DELETE FROM card_house h USING transfer_row r, student_card s
   WHERE ${rowsOf(some)} AND h.transfer_id = r.transfer_id AND s.id = h.card_id AND s.pupil_id = r.pupil_id`

/** `day`: the new one, or null when it doesn't change. */
const logChange = (
  tx: Tx,
  act: Pick<Act, 'person' | 'now'>,
  some: Some,
  what: 'DAY_MOVED' | 'TAKEN_BACK',
  day: Day | null,
) =>
  logPlacements(
    tx,
    act,
    Prisma.sql`
      SELECT ${what} AS act, r.pupil_id, o.house_id AS from_house_id, oc.number || '.' || oc.parallel AS from_class,
             nc.house_id AS to_house_id, nc.number || '.' || nc.parallel AS to_class,
             coalesce(${day}::date, r.day) AS day, CASE WHEN ${day}::date IS NOT NULL THEN r.day END AS day_before,
             r.transfer_id
        FROM transfer_row r JOIN placement o ON o.id = r.old_id JOIN school_class oc ON oc.id = o.class_id
        JOIN school_class nc ON nc.id = r.new_class_id
       WHERE ${rowsOf(some)} ORDER BY r.pupil_id`,
  )
