import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { callOffMessages, pupilsTold, undoReaddress } from '@/lib/deliveries/readdress'
import { changingPlaces } from '@/lib/schools/groups/group-places'
import { keptKinds } from '@/lib/schools/kept/things'
import { holdPupils } from '@/lib/schools/pupils/hold'
import { housesWhere } from '@/lib/schools/scope'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { transferFacts } from '../facts'
import { leavingOf, movesOf, withIds } from '../making'
import { tellOfTransfer } from '../messages'
import { moveRows, type Some } from '../move'
import { asIfNotMoved, planTransfer, turnsYear, type ClassMove } from '../rules/plan'
import type { ArrivedInput, MoveDayInput, TakeBackInput } from '../schema/transfers'
import { stands } from '../standing'
import { dayOfAll, movePlaces, moveToDay, moveToYear, putBack } from '../undo'
import type { TransferPlace } from './transfers'

/**
 * Before the day: moves the ticked pupils' transfer to another day, with their placements, cards and messages; if that
 * day is in another school year, into the class with the same letter. Throws notFound, transfer.begun, transfer.told,
 * transfer.movedOn, transfer.noParallelThen, and as `askTransfer` does.
 */
export function moveDay(act: Act, { day, ...input }: z.output<typeof MoveDayInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const today = dayInTallinn(act.now)
    const held = await holdOpen(tx, act, input, (row) => today < row.day)
    const rows = held.rows.filter((row) => row.day !== day)
    if (rows.length > 0) {
      const { transferId } = input
      const transfer = { id: transferId, houseId: held.houseId, day }
      const some = { transferId, pupilIds: rows.map(({ pupilId }) => pupilId) }
      const going = await goingOn(tx, transfer, rows)
      const ask = { day, houseId: held.houseId, moves: going.map(({ move }) => move) }
      const facts = await transferFacts(tx, act.person, ask, { today, undoing: transferId })
      const plan = planTransfer(asIfNotMoved(facts, transferId), ask)
      if (plan.refusals.length > 0) throw new Refused(plan.refusals)
      const [same, other] = [false, true].map((anew) =>
        going.filter((each) => each.anew === anew).flatMap(({ move }) => move.pupilIds),
      ) as [string[], string[]]
      await changingPlaces(tx, act, 'groups.endPlace', { ...some, houseIds: [held.houseId] }, () =>
        movePlaces(tx, some, day),
      )
      if (same.length > 0) await moveToDay(tx, act, { transferId, pupilIds: same }, day, today)
      if (other.length > 0) {
        const moves = movesOf(plan).filter(({ pupilId }) => other.includes(pupilId))
        await moveToYear(tx, act, transfer, moves.map(withIds), today)
      }
      await dayOfAll(tx, transferId, day)
      await untell(tx, act, some)
      await tellOfTransfer(tx, act, transfer, leavingOf(rows))
      await auditTransfer(tx, act, 'transfers.moveDay', some, { day })
    }
    return { transfer: input.transferId }
  })
}

/**
 * Before the transfer's day, on that day or on the day of asking: the ticked pupils stay where they are, as though they
 * had not been moved; the log keeps it. Throws notFound, transfer.begun, transfer.told, transfer.movedOn,
 * transfer.usedSince (the new house has changed something about them, or they are leaving it).
 */
export function takeBack(act: Act, input: z.output<typeof TakeBackInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const today = dayInTallinn(act.now)
    const { houseId } = await holdOpen(tx, act, input, (row) => today <= row.day || today === row.askedOn)
    await changingPlaces(tx, act, 'groups.endPlace', { ...input, houseIds: [houseId] }, () =>
      movePlaces(tx, input, null),
    )
    await putBack(tx, act, input)
    await untell(tx, act, input)
    await auditTransfer(tx, act, 'transfers.takeBack', input)
    return { transfer: input.transferId }
  })
}

/**
 * The receiving house ticks off arrived pupils, from the transfer's day on, or removes the tick. Throws notFound,
 * transfer.notYet.
 */
export function markArrived(act: Act, input: z.output<typeof ArrivedInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const { rows } = await held(tx, act, input, 'TO')
    const coming = rows.find(({ day }) => dayInTallinn(act.now) < day)
    if (coming) throw new Refused([{ code: 'transfer.notYet', params: { day: coming.day } }])
    await moveRows(tx, input.arrived ? 'arrive' : 'unarrive', input, { at: act.now, by: act.person.id })
    await auditTransfer(tx, act, 'transfers.markArrived', input, { arrived: input.arrived !== '' })
    return { transfer: input.transferId }
  })
}

type Row = {
  pupilId: string
  name: string
  day: Day
  /** of the transfer */
  askedOn: Day
  fromClassId: string
  fromYear: number
  fromNumber: number
  newClassId: string
  newNumber: number
  newParallel: string
  oldHouseId: string
  /** another transfer has moved the pupil on */
  movedOn: boolean
}

/**
 * The pupils' rows in force, with the pupils locked. The person must work with the new house, and for `BOTH` with the
 * old ones too.
 */
async function held(tx: Tx, { person }: Act, { transferId, pupilIds }: Some, use: 'BOTH' | 'TO') {
  await holdPupils(tx, pupilIds)
  await tx.$queryRaw`SELECT FROM transfer WHERE id = ${transferId}::uuid FOR NO KEY UPDATE`
  const transfer = await tx.transfer.findUnique({ where: { id: transferId } })
  const found = await tx.$queryRaw<Row[]>`
    SELECT r.pupil_id AS "pupilId", u.first_name || ' ' || u.last_name AS name, r.day::text, o.house_id AS "oldHouseId",
           (t.asked_at AT TIME ZONE 'Europe/Tallinn')::date::text AS "askedOn",
           o.class_id AS "fromClassId", oc.year AS "fromYear", oc.number AS "fromNumber",
           r.new_class_id AS "newClassId", nc.number AS "newNumber", nc.parallel AS "newParallel",
           EXISTS (SELECT FROM transfer_row x JOIN placement p ON p.id = x.old_id
                    WHERE x.pupil_id = r.pupil_id AND p.stay_id = r.transfer_id AND ${stands('x')}) AS "movedOn"
      FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id JOIN pupil u ON u.id = r.pupil_id
      JOIN placement o ON o.id = r.old_id JOIN school_class oc ON oc.id = o.class_id
      JOIN placement n ON n.id = r.new_id JOIN school_class nc ON nc.id = r.new_class_id
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = ANY(${[...pupilIds]}::uuid[])
       AND ${stands('r')}
     ORDER BY u.last_name, u.first_name`
  const needed = new Set([
    transfer?.houseId ?? '',
    ...(use === 'BOTH' ? found.map(({ oldHouseId }) => oldHouseId) : []),
  ])
  const used = transfer
    ? await tx.house.count({ where: { AND: [{ id: { in: [...needed] } }, housesWhere(person)] } })
    : 0
  if (!transfer || used < needed.size) throw new Refused([{ code: 'notFound' }])
  if (transfer.state === 'UNDER_WAY') throw new Refused([{ code: 'transfer.underWay' }])
  if (found.length < new Set(pupilIds).size) throw new Refused([{ code: 'notFound' }])
  return { houseId: transfer.houseId, rows: found }
}

/** The same for acts that need a row that is still open and of which EHIS has not been told. */
async function holdOpen(tx: Tx, act: Act, some: Some, isOpen: (row: Row) => boolean) {
  const { houseId, rows } = await held(tx, act, some, 'BOTH')
  const told = await pupilsTold(tx, some)
  const used = await usedSince(tx, some, houseId)
  refuse(
    'transfer.begun',
    rows.filter((row) => !isOpen(row)),
  )
  refuse(
    'transfer.told',
    rows.filter(({ pupilId }) => told.has(pupilId)),
  )
  refuse(
    'transfer.movedOn',
    rows.filter(({ movedOn }) => movedOn),
  )
  refuse(
    'transfer.usedSince',
    rows.filter(({ pupilId }) => used.has(pupilId)),
  )
  return { houseId, rows }
}

/**
 * Pupils about whom the new house has changed something that taking back would lose: kept data, a card it gave, a
 * leaving from there.
 */
async function usedSince(tx: Tx, { transferId, pupilIds }: Some, houseId: string): Promise<Set<string>> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.pupil_id AS id FROM transfer_row r JOIN placement n ON n.id = r.new_id JOIN placement o ON o.id = r.old_id
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = ANY(${[...pupilIds]}::uuid[])
       AND ((n.ended_by = 'LEAVING' AND n.id = (n.at_leaving ->> 'placementId')::uuid)
            OR EXISTS (SELECT FROM access_audit_entry a WHERE a.at >= r.day::timestamp AT TIME ZONE 'Europe/Tallinn'
                          AND a.subject = ANY(SELECT 'schools.' || k || '.' || r.pupil_id || '.' || ${houseId}
                                                FROM unnest(${[...keptKinds, 'cards']}::text[]) k)))`
  return new Set(found.map(({ id }) => id))
}

function refuse(code: string, concerned: readonly Row[]) {
  if (concerned.length === 0) return
  throw new Refused([{ code, params: { children: concerned.map(({ name }) => name).join(', ') } }])
}

/** A class whose transfer moves to another day; `anew`: into a class of another school year than before. */
type Going = { move: ClassMove; anew: boolean }

/**
 * The new plan for rows that move to another day, class by class. For a day in another school year, pupils go into the
 * class with their number of that year: the one they already have in the new house, else the one with the same letter,
 * else the only one. Throws transfer.noParallelThen, which names those who have none.
 */
async function goingOn(
  tx: Tx,
  { id, houseId, day }: { id: string; houseId: string; day: Day },
  rows: readonly Row[],
): Promise<Going[]> {
  const anew = (row: Row) => turnsYear(day, row.fromYear) !== turnsYear(row.day, row.fromYear)
  const classes = rows.some(anew)
    ? await tx.schoolClass.findMany({ where: { houseId, year: { in: yearsOf(rows) } } })
    : []
  const numbers = rows.some(anew) ? await newNumbers(tx, id, rows) : new Map<string, NewNumber>()
  const lost: Row[] = []
  const going = rows.flatMap((row): (Going & { pupilId: string })[] => {
    const { pupilId, fromClassId, newClassId } = row
    if (!anew(row)) {
      const move = { fromClassId, toClassId: newClassId, pupilIds: [] }
      return [{ pupilId, anew: false, move }]
    }
    const into = turnsYear(day, row.fromYear)
    const then = numbers.get(pupilId)
    const wanted = into
      ? { year: row.fromYear + 1, number: then?.number ?? row.fromNumber + 1 }
      : { year: row.fromYear, number: row.fromNumber }
    const fitting = classes.filter(({ year, number }) => year === wanted.year && number === wanted.number)
    const to =
      (into && fitting.find((each) => each.id === then?.classId)) ||
      fitting.find(({ parallel }) => parallel === row.newParallel) ||
      (fitting.length === 1 ? fitting[0] : undefined)
    if (!to) {
      lost.push(row)
      return []
    }
    const repeats = row.newNumber === row.fromNumber
    const next = into
      ? {}
      : { keepsNext: true as const, [repeats ? 'repeatClassId' : 'nextClassId']: newClassId }
    return [{ pupilId, anew: true, move: { fromClassId, toClassId: to.id, pupilIds: [], ...next } }]
  })
  refuse('transfer.noParallelThen', lost)
  return [...Map.groupBy(going, ({ move }) => JSON.stringify(move)).values()].map((of) => ({
    anew: of[0]!.anew,
    move: { ...of[0]!.move, pupilIds: of.map(({ pupilId }) => pupilId) },
  }))
}

const yearsOf = (rows: readonly Row[]) => [
  ...new Set(rows.flatMap(({ fromYear }) => [fromYear, fromYear + 1])),
]

/** A pupil's class number in the next school year, and the class itself if it is in the new house. */
type NewNumber = { number: number; classId: string | null }

/** From next year's class in the new house, or else from the one that the transfer made void in the old house. */
async function newNumbers(tx: Tx, transferId: string, rows: readonly Row[]): Promise<Map<string, NewNumber>> {
  const found = await tx.$queryRaw<(NewNumber & { pupilId: string })[]>`
    SELECT DISTINCT ON (r.pupil_id) r.pupil_id AS "pupilId", c.number,
           CASE WHEN p.voided_at IS NULL THEN p.class_id END AS "classId"
      FROM transfer_row r JOIN placement o ON o.id = r.old_id
      JOIN placement p ON p.pupil_id = r.pupil_id AND p.year = o.year + 1
       AND ((p.stay_id = r.transfer_id AND p.voided_at IS NULL) OR p.voided_by_id = r.transfer_id)
      JOIN school_class c ON c.id = p.class_id
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = ANY(${rows.map(({ pupilId }) => pupilId)}::uuid[])
     ORDER BY r.pupil_id, p.voided_at NULLS FIRST`
  return new Map(found.map(({ pupilId, ...of }) => [pupilId, of]))
}

/** Calls off telling the registry of the move, and readdresses the waiting messages to the old house. */
async function untell(tx: Tx, { now }: Act, some: Some) {
  await callOffMessages(tx, some, now)
  await undoReaddress(tx, some)
}

const auditTransfer = (
  tx: Tx,
  { person, now }: Act,
  act: string,
  { transferId, pupilIds }: Some,
  about: object = {},
) =>
  audit(tx, {
    at: now,
    userId: person.id,
    act,
    subject: transferId,
    details: { ...about, pupilIds: [...pupilIds] },
  })
