import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { readPerson } from '@/lib/access/person'
import { wakeTransfers } from '@/lib/deliveries/jobs'
import { refuseLikely } from '@/lib/schools/pupils/one-child'
import { dateFromDay, dayFromDate } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { log } from '@/lib/shared/log'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { makeTransfer, movesOf, planHeld, pupilsOf } from '../making'
import { moveTransfer, writeRows } from '../move'
import type { TransferAsk } from '../rules/plan'
import type { TransferInput } from '../schema/transfers'

/** The page to show after an act on a transfer. */
export type TransferPlace = { transfer: string }

/** The most pupils moved while the user waits; the worker moves larger groups. */
const mostAtOnce = 300

/**
 * `Tõsta`: checks all of spec 5 and moves the pupils in one transaction. More than 300 are only recorded: the worker
 * carries them out and the transfer's page shows the progress. The same id again is the same transfer. Throws notFound,
 * transfer.* (lib/schools/transfers/rules/plan.ts), likelyChild, and then writes nothing.
 */
export function askTransfer(act: Act, input: z.output<typeof TransferInput>): Promise<TransferPlace> {
  // Until a large group is moved, its old placements still cover the days of the new ones, so that nobody else can take
  // them.
  return inTransaction(act.db, (tx) => askIn(tx, act, input))
}

async function askIn(tx: Tx, act: Act, input: z.output<typeof TransferInput>): Promise<TransferPlace> {
  const plan = await planHeld(tx, act, input)
  const place = { transfer: input.id }
  const before = await tx.transfer.findUnique({ where: { id: input.id }, select: { askedById: true } })
  if (before?.askedById === act.person.id) return place
  if (before) throw new Refused([{ code: 'notFound' }])
  if (plan.refusals.length > 0) throw new Refused(plan.refusals)
  await refuseLikely(tx, act.person, pupilsOf(input), input)

  const { id, houseId, day } = input
  const { municipalityId } = await tx.house.findUniqueOrThrow({ where: { id: houseId } })
  await tx.transfer.create({
    data: {
      id,
      houseId,
      municipalityId,
      day: dateFromDay(day),
      askedAt: act.now,
      askedById: act.person.id,
      who: act.person.name,
    },
  })
  if (pupilsOf(input).length <= mostAtOnce) await makeTransfer(tx, act, input, movesOf(plan))
  else {
    await writeRows(tx, 'ask', input, movesOf(plan))
    await wakeTransfers(tx)
  }
  await audit(tx, {
    at: act.now,
    userId: act.person.id,
    act: 'transfers.ask',
    subject: id,
    details: { houseId, day },
  })
  return place
}

/**
 * Carries out every waiting transfer, also those that a killed worker left. Any number of workers may run this at once.
 */
export async function carryOutWaiting(db: Db, now: () => Date) {
  const waiting = await db.transfer.findMany({
    where: { state: 'UNDER_WAY' },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  for (const { id } of waiting) {
    await carryOut(db, id, now()).catch((error: unknown) =>
      log.error({ err: error, transfer: id }, 'a transfer was not carried out'),
    )
  }
}

/**
 * Carries out what `askTransfer` recorded: plans it anew, and does it or stores the refusal. Of two at once only one
 * does it. False when another has it in hand or it is done.
 */
export function carryOut(db: Db, transferId: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // The lock is not on the row, because progress is written to the row meanwhile.
    const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${transferId}, 0)) AS got`
    const transfer = lock?.got && (await waitingTransfer(tx, transferId))
    if (!transfer) return false
    const person = await readPerson(tx, transfer.askedById)
    const plan = person && (await planHeld(tx, { person, now }, transfer.ask))
    const gone = await goneMeanwhile(tx, transferId)
    const refusals = gone ?? (plan ? plan.refusals : [{ code: 'notFound' }])
    if (refusals.length > 0) await moveTransfer(tx, 'refuse', transferId, { refusals, endedAt: now })
    else
      await makeTransfer(
        tx,
        { person: person!, now },
        { id: transferId, ...transfer.ask },
        movesOf(plan!),
        (done) => tell(db, transferId, done),
      )
    return true
  })
}

/** The original request, read back from the rows. */
async function waitingTransfer(tx: Tx, id: string) {
  const transfer = await tx.transfer.findUnique({ where: { id, state: 'UNDER_WAY' } })
  if (!transfer) return null
  const moves = await tx.$queryRaw<TransferAsk['moves']>`
    SELECT o.class_id AS "fromClassId", r.new_class_id AS "toClassId", array_agg(r.pupil_id::text) AS "pupilIds",
           CASE WHEN x.number <> c.number THEN x.id END AS "nextClassId",
           CASE WHEN x.number = c.number THEN x.id END AS "repeatClassId"
      FROM transfer_row r JOIN placement o ON o.id = r.old_id JOIN school_class c ON c.id = o.class_id
      LEFT JOIN school_class x ON x.id = r.next_class_id WHERE r.transfer_id = ${id}::uuid GROUP BY 1, 2, 4, 5`
  const ask: TransferAsk = { day: dayFromDate(transfer.day), houseId: transfer.houseId, moves }
  return { askedById: transfer.askedById, ask }
}

/** A refusal that names pupils who lost their placement after the transfer was asked for. */
async function goneMeanwhile(tx: Tx, id: string): Promise<Refusal[] | null> {
  const gone = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.first_name || ' ' || p.last_name AS name FROM transfer_row r JOIN pupil p ON p.id = r.pupil_id
     WHERE r.transfer_id = ${id}::uuid
       AND (SELECT o.voided_at IS NULL FROM placement o WHERE o.id = r.old_id) IS NOT TRUE
     ORDER BY p.last_name COLLATE "et-x-icu", p.first_name`
  const children = gone.map(({ name }) => name).join(', ')
  return gone.length > 0 ? [{ code: 'transfer.gone', params: { children } }] : null
}

/** Writes progress on a connection of its own: others can't see into the transaction. */
const tell = (db: Db, id: string, stepsDone: number) =>
  db.transfer.updateMany({ where: { id, state: 'UNDER_WAY' }, data: { stepsDone } })
