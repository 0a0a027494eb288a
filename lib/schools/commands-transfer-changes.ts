import type { z } from 'zod'
import { callOffMessages, pupilsTold, undoReaddress } from '@/lib/deliveries/readdress'
import type { Act } from '@/lib/office/action'
import { dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { changingPlaces } from './group-places'
import { holdPupils } from './hold'
import type { ArrivedInput, MoveDayInput, TakeBackInput } from './schema-transfers'
import { housesWhere } from './scope'
import { transferFacts } from './transfer-facts'
import { leavingOf } from './transfer-making'
import { tellOfTransfer } from './transfer-messages'
import { asIfNotMoved, planTransfer, type TransferAsk } from './transfer-plan'
import { movePlaces, moveToDay, putBack, type Some } from './transfer-undo'
import type { TransferPlace } from './commands-transfers'

/**
 * Before the day: the ticked pupils go on another day, with their placements, cards and messages. Refused: notFound,
 * transfer.begun, transfer.told, transfer.movedOn, and as asking.
 */
export function moveDay(act: Act, { day, ...input }: z.output<typeof MoveDayInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const held = await holdBefore(tx, act, input)
    const rows = held.rows.filter((row) => row.day !== day)
    const some = { ...input, pupilIds: rows.map(({ pupilId }) => pupilId) }
    if (rows.length > 0) {
      const ask = { day, houseId: held.houseId, moves: movesAsked(rows) }
      const today = dayInTallinn(act.now)
      const facts = await transferFacts(tx, act.person, ask, today)
      const { refusals } = planTransfer(asIfNotMoved(facts, input.transferId), ask)
      if (refusals.length > 0) throw new Refused(refusals)
      await changingPlaces(tx, act, 'groups.endPlace', { ...some, houseIds: [held.houseId] }, () =>
        movePlaces(tx, some, day),
      )
      await moveToDay(tx, act, some, day, today)
      await untell(tx, act, some)
      await tellOfTransfer(tx, act, { id: input.transferId, houseId: held.houseId, day }, leavingOf(rows))
      await audit(tx, act, 'transfers.moveDay', some, { day })
    }
    return { transfer: input.transferId }
  })
}

/**
 * Before the day: the ticked pupils stay where they are, and everything is as if they had not been moved; the log remembers.
 * Refused: notFound, transfer.begun, transfer.told, transfer.movedOn.
 */
export function takeBack(act: Act, input: z.output<typeof TakeBackInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const { houseId } = await holdBefore(tx, act, input)
    await changingPlaces(tx, act, 'groups.endPlace', { ...input, houseIds: [houseId] }, () =>
      movePlaces(tx, input, null),
    )
    await putBack(tx, act, input)
    await untell(tx, act, input)
    await audit(tx, act, 'transfers.takeBack', input)
    return { transfer: input.transferId }
  })
}

/** The receiving house ticks off who has arrived, from the day on, or takes the tick off. Refused: notFound, transfer.notYet. */
export function markArrived(act: Act, input: z.output<typeof ArrivedInput>): Promise<TransferPlace> {
  return inTransaction(act.db, async (tx) => {
    const { rows } = await held(tx, act, input, 'TO')
    const coming = rows.find(({ day }) => dayInTallinn(act.now) < day)
    if (coming) throw new Refused([{ code: 'transfer.notYet', params: { day: coming.day } }])
    await tx.transferRow.updateMany({
      where: { transferId: input.transferId, pupilId: { in: input.pupilIds } },
      data: input.arrived
        ? { arrivedAt: act.now, arrivedById: act.person.id }
        : { arrivedAt: null, arrivedById: null },
    })
    await audit(tx, act, 'transfers.markArrived', input, { arrived: input.arrived !== '' })
    return { transfer: input.transferId }
  })
}

type Row = {
  pupilId: string
  name: string
  day: Day
  fromClassId: string
  newClassId: string
  oldHouseId: string
  /** another transfer has taken the pupil further */
  movedOn: boolean
}

/** The pupils' rows that stand, with the pupils held. The person must use the new house, and for `BOTH` the old ones too. */
async function held(tx: Tx, { person }: Act, { transferId, pupilIds }: Some, use: 'BOTH' | 'TO') {
  await holdPupils(tx, pupilIds)
  await tx.$queryRaw`SELECT FROM transfer WHERE id = ${transferId}::uuid FOR NO KEY UPDATE`
  const transfer = await tx.transfer.findUnique({ where: { id: transferId } })
  const found = await tx.$queryRaw<(Omit<Row, 'day'> & { day: Date })[]>`
    SELECT r.pupil_id AS "pupilId", u.first_name || ' ' || u.last_name AS name, r.day, o.class_id AS "fromClassId",
           r.new_class_id AS "newClassId", o.house_id AS "oldHouseId",
           EXISTS (SELECT FROM transfer_row x JOIN placement p ON p.id = x.old_id
                    WHERE x.pupil_id = r.pupil_id AND p.stay_id = r.transfer_id AND x.new_id IS NOT NULL
                      AND x.taken_back_at IS NULL) AS "movedOn"
      FROM transfer_row r JOIN pupil u ON u.id = r.pupil_id JOIN placement o ON o.id = r.old_id
     WHERE r.transfer_id = ${transferId}::uuid AND r.pupil_id = ANY(${[...pupilIds]}::uuid[])
       AND r.new_id IS NOT NULL AND r.taken_back_at IS NULL
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
  return {
    houseId: transfer.houseId,
    rows: found.map(({ day, ...row }) => ({ ...row, day: dayFromDate(day) })),
  }
}

/** The same for what can be done before the day alone, while EHIS has not been told. */
async function holdBefore(tx: Tx, act: Act, some: Some) {
  const { houseId, rows } = await held(tx, act, some, 'BOTH')
  const told = await pupilsTold(tx, some)
  const today = dayInTallinn(act.now)
  refuse(
    'transfer.begun',
    rows.filter(({ day }) => day <= today),
  )
  refuse(
    'transfer.told',
    rows.filter(({ pupilId }) => told.has(pupilId)),
  )
  refuse(
    'transfer.movedOn',
    rows.filter(({ movedOn }) => movedOn),
  )
  return { houseId, rows }
}

function refuse(code: string, concerned: readonly Row[]) {
  if (concerned.length === 0) return
  throw new Refused([{ code, params: { children: concerned.map(({ name }) => name).join(', ') } }])
}

/** What was asked of these rows, class by class. */
function movesAsked(rows: readonly Row[]): TransferAsk['moves'] {
  const classes = Map.groupBy(rows, ({ fromClassId, newClassId }) => `${fromClassId} ${newClassId}`)
  return [...classes.values()].map((of) => ({
    ...{ fromClassId: of[0]!.fromClassId, toClassId: of[0]!.newClassId },
    pupilIds: of.map(({ pupilId }) => pupilId),
  }))
}

/** The registry hears nothing of the move, and what waited goes under the old house again. */
async function untell(tx: Tx, { now }: Act, some: Some) {
  await callOffMessages(tx, some, now)
  await undoReaddress(tx, some)
}

const audit = (
  tx: Tx,
  { person, now }: Act,
  act: string,
  { transferId, pupilIds }: Some,
  about: object = {},
) =>
  tx.auditEntry.create({
    data: {
      at: now,
      userId: person.id,
      act,
      subject: transferId,
      details: { ...about, pupilIds: [...pupilIds] },
    },
  })
