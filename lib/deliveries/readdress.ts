import { dateFromDay, type Day } from '@/lib/shared/dates'
import { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import { mayHaveHeardOf } from './heard'
import { callOn, moveDeliveries, type CalledOff } from './move'

/** A transfer and some of its pupils, whose messages are meant. */
type Moved = { transferId: string; pupilIds: readonly string[] }

/**
 * Readdresses messages for a transfer: those of the pupils under the old house that have not been taken and are due on
 * the day `from` or later go under the new house; earlier ones stay. Records each, so that the transfer can be taken
 * back. Includes messages that a leaving called off, which wait again if the leaving is taken back. A message in a
 * worker's hands is sent under the old house if this try gets through, else later under the new one. Returns the
 * messages with the house before. One statement.
 */
export const readdress = (
  tx: Tx,
  {
    transferId,
    pupilIds,
    fromHouseId,
    toHouseId,
    from,
  }: Moved & { fromHouseId: string; toHouseId: string; from: Day },
) =>
  tx.$queryRaw<{ id: string; pupilId: string; houseBefore: string }[]>`
    WITH found AS (
      SELECT id FROM delivery
       WHERE topic = 'ehis.pupil' AND pupil_id = ANY(${[...pupilIds]}::uuid[]) AND house_id = ${fromHouseId}::uuid
         AND due_on >= ${dateFromDay(from)}::date
         AND (state NOT IN ('DONE', 'CALLED_OFF') OR state = 'CALLED_OFF' AND id IN (
           SELECT (m ->> 'id')::uuid FROM schools_placement p, jsonb_array_elements(p.at_leaving -> 'messages') m
            WHERE p.pupil_id = ANY(${[...pupilIds]}::uuid[])))
         FOR UPDATE),
    noted AS (
      INSERT INTO readdressing (delivery_id, transfer_id, from_house_id, to_house_id)
      SELECT id, ${transferId}::uuid, ${fromHouseId}::uuid, ${toHouseId}::uuid FROM found)
    UPDATE delivery d SET house_id = ${toHouseId}::uuid FROM found WHERE d.id = found.id
    RETURNING d.id, d.pupil_id AS "pupilId", ${fromHouseId} AS "houseBefore"`

/**
 * The same for messages posted since, with these `keys`: those due when a transfer has the pupil in another house go
 * under that house. One statement.
 */
export const readdressPosted = (tx: Tx, keys: readonly string[]) =>
  tx.$executeRaw`
    WITH found AS (
      SELECT d.id, r.transfer_id, o.house_id AS from_house_id, n.house_id AS to_house_id
        FROM delivery d JOIN schools_transfer_row r ON r.pupil_id = d.pupil_id AND r.taken_back_at IS NULL
        JOIN schools_placement o ON o.id = r.old_id AND o.house_id = d.house_id
        JOIN schools_placement n ON n.id = r.new_id AND d.due_on BETWEEN n.from_on AND n.to_on
       WHERE d.key = ANY(${[...keys]}::text[])),
    noted AS (
      INSERT INTO readdressing (delivery_id, transfer_id, from_house_id, to_house_id)
      SELECT id, transfer_id, from_house_id, to_house_id FROM found)
    UPDATE delivery d SET house_id = f.to_house_id FROM found f WHERE d.id = f.id`

/** Undoes it: messages not taken yet go under the earlier house again. One statement. */
export const undoReaddress = (tx: Tx, { transferId, pupilIds }: Moved) =>
  tx.$executeRaw`
    WITH undone AS (
      DELETE FROM readdressing r USING delivery d
       WHERE r.transfer_id = ${transferId}::uuid AND d.id = r.delivery_id
         AND d.pupil_id = ANY(${[...pupilIds]}::uuid[])
      RETURNING r.delivery_id, r.from_house_id, r.to_house_id)
    UPDATE delivery d SET house_id = undone.from_house_id FROM undone
     WHERE d.id = undone.delivery_id AND d.house_id = undone.to_house_id AND d.state <> 'DONE'`

/** The transfer's own messages. */
const own = ({ transferId, pupilIds }: Moved) => Prisma.sql`
  d.topic = 'ehis.pupil' AND d.pupil_id = ANY(${[...pupilIds]}::uuid[]) AND d.payload -> 'cause' ->> 'transferId' = ${transferId}`

/** The message of one leaving. */
const ofLeaving = (placementId: string) => Prisma.sql`
  d.topic = 'ehis.pupil' AND d.payload -> 'cause' ->> 'placementId' = ${placementId}`

/**
 * The pupils about whom a message of the transfer has left, or may have: the registry may know of the move. Locks the
 * messages for the rest of the transaction, so that none leaves meanwhile. One statement.
 */
export const pupilsTold = (tx: Tx, moved: Moved) => toldBy(tx, own(moved))

/** The same for all pupils of a transfer, for display, without a lock. One statement. */
export async function transferHeard(db: Db, transferId: string): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT d.pupil_id AS id FROM schools_transfer_row r JOIN delivery d ON d.pupil_id = r.pupil_id
     WHERE r.transfer_id = ${transferId}::uuid AND d.topic = 'ehis.pupil' AND d.state <> 'CALLED_OFF'
       AND d.payload -> 'cause' ->> 'transferId' = ${transferId} AND ${mayHaveHeardOf()}`
  return new Set(rows.map(({ id }) => id))
}

/** Whether the message of a leaving has left, or may have; locks it like those of a transfer. One statement. */
export const leavingTold = async (tx: Tx, pupilId: string, placementId: string) =>
  (await toldBy(tx, Prisma.sql`d.pupil_id = ${pupilId}::uuid AND ${ofLeaving(placementId)}`)).has(pupilId)

/** The placements of a pupil of whose leaving the registry knows, or may know; for display. One statement. */
export async function leavingsHeard(db: Db, pupilId: string): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d.payload -> 'cause' ->> 'placementId' AS id FROM delivery d
     WHERE d.topic = 'ehis.pupil' AND d.pupil_id = ${pupilId}::uuid AND d.state <> 'CALLED_OFF'
       AND d.payload -> 'cause' ->> 'act' = 'LEAVING' AND ${mayHaveHeardOf()}`
  return new Set(rows.map(({ id }) => id))
}

async function toldBy(tx: Tx, which: Prisma.Sql): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ pupilId: string; told: boolean }[]>`
    SELECT d.pupil_id AS "pupilId", ${mayHaveHeardOf()} AS told
      FROM delivery d WHERE ${which} AND d.state <> 'CALLED_OFF' ORDER BY d.seq FOR UPDATE OF d`
  return new Set(rows.filter(({ told }) => told).map(({ pupilId }) => pupilId))
}

/**
 * Calls off the transfer's own messages that have not left; the caller has locked them (`pupilsTold`). One statement.
 */
export const callOffMessages = (tx: Tx, moved: Moved, at: Date) => callOff(tx, own(moved), at)

/** The same for the message of one leaving. */
export const callOffLeaving = (tx: Tx, pupilId: string, placementId: string, at: Date) =>
  callOff(tx, Prisma.sql`d.pupil_id = ${pupilId}::uuid AND ${ofLeaving(placementId)}`, at)

/**
 * Calls off a pupil's waiting messages under a house that are due after the last day there: the registry refuses
 * messages about pupils who have left. Returns them with the state before.
 */
export const callOffAfter = async (
  tx: Tx,
  { pupilId, houseId }: { pupilId: string; houseId: string },
  day: Day,
  at: Date,
): Promise<CalledOff[]> => {
  const after = Prisma.sql`d.topic = 'ehis.pupil' AND d.pupil_id = ${pupilId}::uuid AND d.house_id = ${houseId}::uuid
           AND d.due_on > ${day}::date AND d.due_on > (${at} AT TIME ZONE 'Europe/Tallinn')::date`
  return (await callOff(tx, after, at)).map(({ id, state }) => ({ id, state }))
}

/**
 * Calls off messages that have not left, and tell that from a day on a pupil is or isn't in a day group (`turns`).
 * Returns them.
 */
export const callOffTurns = (
  tx: Tx,
  turns: readonly { pupilId: string; on: Day; dayGroup: boolean }[],
  at: Date,
) =>
  callOff(
    tx,
    Prisma.sql`d.topic = 'ehis.pupil' AND d.payload -> 'cause' ->> 'act' = 'DAY_GROUP'
           AND (d.pupil_id, d.payload -> 'message' ->> 'on', d.payload -> 'message' ->> 'dayGroup') IN (
             SELECT "pupilId", "on", "dayGroup"::text
               FROM json_to_recordset(${JSON.stringify(turns)}::json) AS t("pupilId" uuid, "on" text, "dayGroup" boolean))`,
    at,
  )

/**
 * Calls off waiting messages about a pupil's new code that have certainly not left. Returns the code by which the
 * registry then knows the pupil; null when none was called off.
 */
export async function callOffCodes(tx: Tx, pupilId: string, at: Date): Promise<string | null> {
  const [first] = await tx.$queryRaw<{ id: string; before: string }[]>`
    SELECT d.id, d.payload -> 'message' ->> 'before' AS before FROM delivery d
     WHERE d.topic = 'ehis.pupil' AND d.pupil_id = ${pupilId}::uuid AND d.payload -> 'message' ->> 'kind' = 'PERSON_CODE'
       AND d.state IN ('WAITING', 'HELD', 'NEEDS_PERSON') AND NOT ${mayHaveHeardOf()} ORDER BY d.due_on, d.seq LIMIT 1 FOR UPDATE OF d`
  if (!first) return null
  await callOff(tx, Prisma.sql`d.id = ${first.id}::uuid`, at)
  return first.before
}

/**
 * Puts the messages of two records of one pupil into one thread, so that they leave one after another from now on. One
 * statement.
 */
export const joinThreads = (tx: Tx, from: string, to: string) =>
  tx.$executeRaw`UPDATE delivery SET thread = ${to} WHERE thread = ${from}`

const callOff = (tx: Tx, which: Prisma.Sql, at: Date) => moveDeliveries(tx, 'callOff', which, { at })

/** Restores messages that a leaving called off to waiting, held or stuck. */
export const callOnMessages = (tx: Tx, messages: readonly CalledOff[]) => callOn(tx, messages)
