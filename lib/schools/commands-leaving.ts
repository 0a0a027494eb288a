import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { dateFromDay, dayAfter, dayFromDate, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { holdPupils } from './hold'
import { tellOfPupil } from './kept-told'
import { logPlacements } from './placement-log'
import { classifiersOf } from './queries-classifiers'
import { usesHouse } from './scope'
import type { LeavingInput } from './schema-schools'
import { placementState } from './states'

/**
 * Leaving the school: the placement ends with `lastOn`, and from the day after the pupil is `lahkunud`. Places in the house's
 * groups end then too, a class of next year becomes void, and EHIS is told. Returns the pupil's id. Refused: notFound,
 * choiceWrong, pupil.leavingState, pupil.leavingDay, pupil.transferWaits.
 */
export function leaveSchool(act: Act, input: z.output<typeof LeavingInput>): Promise<string> {
  const { placementId, lastOn, reason } = input
  const today = dayInTallinn(act.now)
  return inTransaction(act.db, async (tx) => {
    const { pupilId, houseId, year, ...placement } = await heldPlacement(tx, act, placementId)
    const reasons = (await classifiersOf(tx, today)).klLahkumisePohjus
    if (!reasons.some(({ code, retired }) => code === reason && !retired))
      throw new Refused([{ code: 'choiceWrong', field: 'reason' }])
    if (
      await tx.transferRow.findFirst({
        where: { oldId: placementId, takenBackAt: null, newId: { not: null } },
      })
    )
      throw new Refused([{ code: 'pupil.transferWaits' }])
    if (placementState(placement, today) !== 'STUDYING') throw new Refused([{ code: 'pupil.leavingState' }])
    if (lastOn < placement.from || placement.to < lastOn)
      throw new Refused([
        { code: 'pupil.leavingDay', params: { from: placement.from, to: placement.to }, field: 'lastOn' },
      ])

    await tx.placement.update({
      where: { id: placementId },
      data: { toOn: dateFromDay(lastOn), endedBy: 'LEAVING', leftReason: reason },
    })
    const voided = await voidNextYears(tx, act, { pupilId, houseId, year })
    const ended = await endPlaces(tx, { pupilId, houseId }, lastOn)
    await log(tx, act, [placementId], 'LEFT', dayAfter(lastOn))
    await log(tx, act, voided, 'VOIDED')
    const details = { placementId, lastOn, reason, groups: ended }
    const audit = {
      at: act.now,
      userId: act.person.id,
      act: 'pupils.leave',
      subject: `schools.pupil.${pupilId}`,
    }
    await tx.auditEntry.create({ data: { ...audit, details } })
    const message = { kind: 'LEAVING' as const, on: lastOn, reason }
    await tellOfPupil(tx, act, { pupilId, houseId }, message, lastOn, { act: 'LEAVING' })
    return pupilId
  })
}

/** A placement of a house that the person works with; its pupil is held until the transaction ends. Refused: notFound. */
async function heldPlacement(tx: Tx, { person }: Act, id: string) {
  const found = await tx.placement.findUnique({ where: { id }, include: { house: true } })
  if (!found || found.voidedAt || !usesHouse(person, found.house)) throw new Refused([{ code: 'notFound' }])
  await holdPupils(tx, [found.pupilId])
  const { pupilId, houseId, year, fromOn, toOn, endedBy, voidedAt } = await tx.placement.findUniqueOrThrow({
    where: { id },
  })
  return {
    ...{ pupilId, houseId, year, endedBy, voided: voidedAt !== null },
    ...{ from: dayFromDate(fromOn), to: dayFromDate(toOn) },
  }
}

/** Placements of later years in the house hold no day any more. Returns their ids. */
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

/** Places in the house's own groups end with the last day; one that would begin later is taken away. Returns the groups' names. */
async function endPlaces(tx: Tx, { pupilId, houseId }: { pupilId: string; houseId: string }, lastOn: string) {
  const ended = await tx.$queryRaw<{ name: string }[]>`
    WITH own AS (
      SELECT p.id, p.from_on, g.name FROM group_place p JOIN school_group g ON g.id = p.group_id
       WHERE p.pupil_id = ${pupilId}::uuid AND g.house_id = ${houseId}::uuid AND g.kind <> 'HOBBY_SCHOOL'
         AND (p.to_on IS NULL OR p.to_on > ${lastOn}::date)),
    gone AS (DELETE FROM group_place p USING own o WHERE p.id = o.id AND o.from_on > ${lastOn}::date),
    ended AS (UPDATE group_place p SET to_on = ${lastOn}::date FROM own o WHERE p.id = o.id AND o.from_on <= ${lastOn}::date)
    SELECT name FROM own ORDER BY name`
  return ended.map(({ name }) => name)
}

/** A line of the placement log for each; without a day, of the placement's first. */
const log = (tx: Tx, act: Act, placementIds: string[], what: 'LEFT' | 'VOIDED', day?: string) =>
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
