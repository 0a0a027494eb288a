import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { callOffAfter, callOffLeaving, callOnMessages, leavingTold } from '@/lib/deliveries/readdress'
import { classifiersOf, holdCodes } from '@/lib/schools/houses/queries/classifiers'
import type { LeavingInput, StayingInput } from '@/lib/schools/houses/schema/houses'
import { tellOfPupil } from '@/lib/schools/kept/told'
import { placementState } from '@/lib/schools/rules/states'
import { usesHouse } from '@/lib/schools/scope'
import { dateFromDay, dayAfter, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { storedLeaving } from '../../stored'
import { standing } from '../../transfers/standing'
import { holdPupils } from '../hold'
import { logPlacements } from '../placement-log'

type AtLeaving = z.output<typeof storedLeaving>

/**
 * Leaving the school: the placement ends with `lastOn`, and from the next day the pupil is `lahkunud`. Places in the
 * house's groups end too, a class of next year becomes void, EHIS is told, and messages due later are called off.
 * Returns the pupil's id. Throws notFound, choiceWrong, pupil.leavingState, pupil.leavingDay, pupil.transferWaits.
 */
export function leaveSchool(act: Act, input: z.output<typeof LeavingInput>): Promise<string> {
  const { placementId, lastOn, reason } = input
  const today = dayInTallinn(act.now)
  return inTransaction(act.db, async (tx) => {
    const { pupilId, houseId, year, ...placement } = await heldPlacement(tx, act, placementId)
    await holdCodes(tx, [['klLahkumisePohjus', reason]])
    const reasons = (await classifiersOf(tx, today)).klLahkumisePohjus
    if (!reasons.some(({ code, retired }) => code === reason && !retired))
      throw new Refused([{ code: 'choiceWrong', field: 'reason' }])
    // Includes messages about next year's placement, which leaving makes void.
    const ofHouse = await tx.placement.findMany({ where: { pupilId, houseId }, select: { id: true } })
    const waits = { ...standing, day: { gt: dateFromDay(today) } }
    if (await tx.transferRow.findFirst({ where: { ...waits, oldId: { in: ofHouse.map(({ id }) => id) } } }))
      throw new Refused([{ code: 'pupil.transferWaits' }])
    if (placementState(placement, today) !== 'STUDYING') throw new Refused([{ code: 'pupil.leavingState' }])
    if (lastOn < placement.from || placement.to < lastOn)
      throw new Refused([
        { code: 'pupil.leavingDay', params: { from: placement.from, to: placement.to }, field: 'lastOn' },
      ])

    const voided = await voidNextYears(tx, act, { pupilId, houseId, year })
    const places = await endPlaces(tx, { pupilId, houseId }, lastOn)
    const messages = await callOffAfter(tx, { pupilId, houseId }, lastOn, act.now)
    await tx.placement.update({
      where: { id: placementId },
      data: {
        toOn: dateFromDay(lastOn),
        endedBy: 'LEAVING',
        leftReason: reason,
        atLeaving: { placementId, to: placement.to, voided, places, messages } satisfies AtLeaving,
      },
    })
    await log(tx, act, [placementId], 'LEFT', dayAfter(lastOn))
    await log(tx, act, voided, 'VOIDED')
    await auditPupil(tx, act, 'pupils.leave', pupilId, { placementId, lastOn, reason })
    const message = { kind: 'LEAVING' as const, on: lastOn, reason }
    await tellOfPupil(tx, act, { pupilId, houseId, message, on: lastOn }, { act: 'LEAVING', placementId })
    return pupilId
  })
}

/**
 * Takes a leaving back, until EHIS has been told: the placement gets its last day back; places in groups and next
 * year's class in the same house are restored unless something else took their days; the leaving's message is called
 * off, and those that it called off wait again. Returns the pupil's id. Throws notFound, pupil.notLeaving,
 * pupil.leavingTold, pupil.placedSince.
 */
export function takeLeavingBack(act: Act, { placementId }: z.output<typeof StayingInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const { pupilId, houseId, endedBy, before, ...placement } = await heldPlacement(tx, act, placementId)
    if (endedBy !== 'LEAVING' || !before) throw new Refused([{ code: 'pupil.notLeaving' }])
    const { placementId: leftFrom = placementId } = before
    if (await leavingTold(tx, pupilId, leftFrom)) throw new Refused([{ code: 'pupil.leavingTold' }])
    const since = await tx.placement.findFirst({
      where: {
        pupilId,
        voidedAt: null,
        fromOn: { lte: dateFromDay(before.to) },
        toOn: { gt: dateFromDay(placement.to) },
      },
      include: { house: { select: { name: true } } },
    })
    if (since) throw new Refused([{ code: 'pupil.placedSince', params: { house: since.house.name } }])

    await tx.placement.update({
      where: { id: placementId },
      data: {
        toOn: dateFromDay(before.to),
        endedBy: null,
        leftReason: '',
        atLeaving: Prisma.DbNull,
      },
    })
    await tx.$executeRaw`
      UPDATE placement v SET voided_at = NULL
       WHERE v.id = ANY(${before.voided}::uuid[]) AND v.house_id = ${houseId}::uuid
         AND NOT EXISTS (SELECT FROM placement p WHERE p.pupil_id = v.pupil_id AND p.voided_at IS NULL
                            AND p.from_on <= v.to_on AND v.from_on <= p.to_on)`
    await beginPlacesAgain(tx, { pupilId, houseId }, before, placement.to)
    await callOffLeaving(tx, pupilId, leftFrom, act.now)
    await callOnMessages(tx, before.messages)
    await log(tx, act, [placementId], 'STAYED', dayAfter(placement.to))
    await auditPupil(tx, act, 'pupils.stay', pupilId, { placementId, to: before.to })
    return pupilId
  })
}

/** Places that the leaving ended, and nobody changed since, get their end back; those that it removed are restored. */
const beginPlacesAgain = (
  tx: Tx,
  { pupilId, houseId }: { pupilId: string; houseId: string },
  { places }: AtLeaving,
  lastOn: Day,
) => tx.$executeRaw`
  WITH old AS (
    SELECT o.* FROM json_to_recordset(${JSON.stringify(places)}::json) AS o(id uuid, "groupId" uuid, "from" date, "to" date)
      JOIN school_group g ON g.id = o."groupId" AND g.house_id = ${houseId}::uuid),
  again AS (
    INSERT INTO group_place (id, group_id, pupil_id, from_on, to_on)
    SELECT id, "groupId", ${pupilId}::uuid, "from", "to" FROM old o WHERE o."from" > ${lastOn}::date
       AND NOT EXISTS (SELECT FROM group_place p WHERE p.group_id = o."groupId" AND p.pupil_id = ${pupilId}::uuid
                          AND p.from_on <= coalesce(o."to", 'infinity') AND coalesce(p.to_on, 'infinity') >= o."from"))
  UPDATE group_place p SET to_on = o."to" FROM old o WHERE p.id = o.id AND p.to_on = ${lastOn}::date`

/**
 * Also calls off messages posted since that are due after the last day there; they wait again if the leaving is taken
 * back.
 */
export async function callOffSince(
  tx: Tx,
  { id, toOn, ...of }: { id: string; pupilId: string; houseId: string; toOn: Date },
  now: Date,
) {
  const messages = await callOffAfter(tx, of, dayFromDate(toOn), now)
  await tx.$executeRaw`
    UPDATE placement SET at_leaving = jsonb_set(at_leaving, '{messages}',
             (at_leaving -> 'messages') || ${JSON.stringify(messages)}::jsonb)
     WHERE id = ${id}::uuid`
}

const auditPupil = (
  tx: Tx,
  { now, person }: Act,
  name: string,
  pupilId: string,
  details: Prisma.InputJsonObject,
) => audit(tx, { at: now, userId: person.id, act: name, subject: `schools.pupil.${pupilId}`, details })

/**
 * A placement of a house with which the person works; its pupil is locked until the transaction ends. Throws notFound.
 */
async function heldPlacement(tx: Tx, { person }: Act, id: string) {
  const found = await tx.placement.findUnique({ where: { id }, include: { house: true } })
  if (!found || found.voidedAt || !usesHouse(person, found.house)) throw new Refused([{ code: 'notFound' }])
  await holdPupils(tx, [found.pupilId])
  // While we waited for the lock, undoing a transfer may have deleted the placement, or another act made it void.
  const held = await tx.placement.findUnique({ where: { id } })
  if (!held || held.voidedAt) throw new Refused([{ code: 'notFound' }])
  const { pupilId, houseId, year, fromOn, toOn, endedBy, atLeaving: before } = held
  return {
    pupilId,
    houseId,
    year,
    endedBy,
    voided: false,
    before: before && storedLeaving.parse(before),
    from: dayFromDate(fromOn),
    to: dayFromDate(toOn),
  }
}

/** Makes placements of later years in the house void. Returns their ids. */
async function voidNextYears(
  tx: Tx,
  { now }: Act,
  { pupilId, houseId, year }: { pupilId: string; houseId: string; year: number },
) {
  const voided = await tx.placement.updateManyAndReturn({
    where: { pupilId, houseId, year: { gt: year }, voidedAt: null },
    data: { voidedAt: now },
    select: { id: true },
  })
  return voided.map(({ id }) => id)
}

/**
 * Ends places in the house's own groups with the last day; removes one that would begin later. Returns them as they
 * were.
 */
async function endPlaces(tx: Tx, { pupilId, houseId }: { pupilId: string; houseId: string }, lastOn: string) {
  return tx.$queryRaw<AtLeaving['places']>`
    WITH own AS (
      SELECT p.id, p.group_id, p.from_on, p.to_on FROM group_place p JOIN school_group g ON g.id = p.group_id
       WHERE p.pupil_id = ${pupilId}::uuid AND g.house_id = ${houseId}::uuid AND g.kind <> 'HOBBY_SCHOOL'
         AND (p.to_on IS NULL OR p.to_on > ${lastOn}::date)),
    gone AS (DELETE FROM group_place p USING own o WHERE p.id = o.id AND o.from_on > ${lastOn}::date),
    ended AS (UPDATE group_place p SET to_on = ${lastOn}::date FROM own o WHERE p.id = o.id AND o.from_on <= ${lastOn}::date)
    SELECT id, group_id AS "groupId", from_on::text AS "from", to_on::text AS "to" FROM own`
}

/** Writes a line of the placement log for each placement; without a day, with the placement's first. */
const log = (tx: Tx, act: Act, placementIds: string[], what: 'LEFT' | 'STAYED' | 'VOIDED', day?: string) =>
  logPlacements(
    tx,
    act,
    Prisma.sql`
      SELECT ${what}::text AS act, p.pupil_id, p.house_id AS from_house_id, c.number || '.' || c.parallel AS from_class,
             NULL::uuid AS to_house_id, '' AS to_class, coalesce(${day ?? null}::date, p.from_on) AS day,
             NULL::date AS day_before, NULL::uuid AS transfer_id
        FROM placement p JOIN school_class c ON c.id = p.class_id
       WHERE p.id = ANY(${placementIds}::uuid[])`,
  )
