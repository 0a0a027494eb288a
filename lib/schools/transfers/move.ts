import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Refusal } from '@/lib/shared/refusal'
import {
  rowMoves,
  rowStates,
  transferMoves,
  type RowColumns,
  type RowMove,
  type TransferMove,
} from './rules/lifecycle'
import type { Making } from './store'

/*
 * The one writer of the states of transfers and their rows, per the table (rules/lifecycle.ts). Callers have locked the
 * pupils and read the states; a move unknown to the table throws, so that their transaction rolls back.
 */

/** Some pupils of a transfer. */
export type Some = { transferId: string; pupilIds: readonly string[] }

/** The rows of some pupils, as a condition on `transfer_row r`. */
export const rowsOf = ({ transferId, pupilIds }: Some) =>
  Prisma.sql`r.transfer_id = ${transferId}::uuid AND r.pupil_id = ANY(${[...pupilIds]}::uuid[])`

/** Moves a transfer to another state. `endedAt`: the instant at which it was made or refused; taking back keeps it. */
export async function moveTransfer(
  tx: Tx,
  move: TransferMove,
  id: string,
  set: { endedAt?: Date; stepsDone?: number; refusals?: readonly Refusal[] } = {},
) {
  const { from, to } = transferMoves[move]
  const { count } = await tx.transfer.updateMany({
    where: { id, state: { in: [...from] } },
    data: { ...set, refusals: set.refusals as Prisma.InputJsonArray | undefined, state: to },
  })
  allMoved(move, count, 1)
}

/**
 * Inserts or updates the rows that say who moves from where to where. They have a placement in the new house (`newId`)
 * unless they are only asked for. One statement.
 */
export async function writeRows(
  tx: Tx,
  move: 'ask' | 'place' | 'placeAnew',
  { id, day }: { id: string; day: Day },
  moves: readonly Making[],
) {
  const rows = moves.map(({ pupilId, oldId, oldToOn, newClassId, newId, voidIds, nextClassId, nextId }) => ({
    pupilId,
    oldId,
    oldToOn,
    newClassId,
    newId,
    voidedId: voidIds[0] ?? null,
    nextClassId,
    nextId,
  }))
  const count = await tx.$executeRaw`
    INSERT INTO transfer_row AS r (transfer_id, day, pupil_id, old_id, old_to_on, new_class_id, new_id, voided_id,
                                   next_class_id, next_id)
    SELECT ${id}::uuid, ${day}::date, "pupilId", "oldId", "oldToOn", "newClassId", "newId", "voidedId", "nextClassId", "nextId"
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS x("pupilId" uuid, "oldId" uuid, "oldToOn" date,
           "newClassId" uuid, "newId" uuid, "voidedId" uuid, "nextClassId" uuid, "nextId" uuid)
    ON CONFLICT (transfer_id, pupil_id) DO UPDATE SET day = excluded.day, old_id = excluded.old_id,
       old_to_on = excluded.old_to_on, new_class_id = excluded.new_class_id, new_id = excluded.new_id,
       voided_id = excluded.voided_id, next_class_id = excluded.next_class_id, next_id = excluded.next_id
     WHERE ${mayBefall(move)}`
  allMoved(move, count, rows.length)
}

/** Ticks the pupils off, removes the tick, or takes their transfer back. `by`: the user. One statement. */
export async function moveRows(
  tx: Tx,
  move: 'arrive' | 'unarrive' | 'takeBack',
  some: Some,
  { at, by }: { at: Date; by: string },
) {
  const set = {
    arrive: Prisma.sql`arrived_at = ${at}, arrived_by_id = ${by}::uuid`,
    unarrive: Prisma.sql`arrived_at = NULL, arrived_by_id = NULL`,
    takeBack: Prisma.sql`taken_back_at = ${at}`,
  }[move]
  const count =
    await tx.$executeRaw`UPDATE transfer_row r SET ${set} WHERE ${rowsOf(some)} AND ${mayBefall(move)}`
  allMoved(move, count, new Set(some.pupilIds).size)
}

const columns = { newId: 'new_id', arrivedAt: 'arrived_at', takenBackAt: 'taken_back_at' } as const

/** Whether the table allows this move for the existing row `r`, as a condition. */
function mayBefall(move: RowMove) {
  const states = rowMoves[move].from.flatMap((state) =>
    state === 'NONE' ? [] : [readFrom(rowStates[state])],
  )
  return states.length > 0 ? Prisma.sql`(${Prisma.join(states, ' OR ')})` : Prisma.sql`false`
}

const readFrom = (filled: Partial<RowColumns>) =>
  Prisma.join(
    Object.entries(columns).flatMap(([column, name]) => {
      const is = filled[column as keyof RowColumns]
      return is === undefined ? [] : [Prisma.raw(`r.${name} IS ${is ? 'NOT ' : ''}NULL`)]
    }),
    ' AND ',
  )

function allMoved(move: string, moved: number, asked: number) {
  if (moved < asked)
    throw new Error(`${asked - moved} of ${asked} can't ${move} from the state in which they are`)
}
