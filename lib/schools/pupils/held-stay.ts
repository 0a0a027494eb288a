import type { Act } from '@/lib/access/action'
import { dayFromDate, dayInTallinn } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { editable, staysOf, type Stay } from '../rules/stays'
import { isOfficialOf, usesHouse } from '../scope'
import { holdPupils } from './hold'

/** A stay in a house with which the person works. */
export type OwnStay = Stay & { pupilId: string; official: boolean }

/** The stay to which a placement belongs, if the person works with its house. Throws notFound. */
export async function ownStay(client: Db | Tx, { person, now }: Act, placementId: string): Promise<OwnStay> {
  const found = await client.placement.findUnique({
    where: { id: placementId },
    select: {
      houseId: true,
      stayId: true,
      house: { select: { id: true, municipalityId: true } },
      pupil: { select: { id: true, placements: true } },
    },
  })
  const stays = found
    ? staysOf(
        found.pupil.placements.map(({ fromOn, toOn, voidedAt, ...placement }) => ({
          ...placement,
          from: dayFromDate(fromOn),
          to: dayFromDate(toOn),
          voided: voidedAt !== null,
        })),
        dayInTallinn(now),
      )
    : []
  const stay = stays.find(({ houseId, stayId }) => houseId === found?.houseId && stayId === found.stayId)
  if (!found || !stay || !usesHouse(person, found.house)) throw new Refused([{ code: 'notFound' }])
  const official = isOfficialOf(person, found.house.municipalityId)
  return { ...stay, pupilId: found.pupil.id, official }
}

/**
 * The same, with the pupil locked until the transaction ends and the stay's data open to changes. Throws notFound,
 * pupil.waits (the copy of a transfer whose day is to come), pupil.left (also when the year is over and another house
 * has the pupil).
 */
export async function heldStay(tx: Tx, act: Act, placementId: string): Promise<OwnStay> {
  const { pupilId } = await ownStay(tx, act, placementId)
  await holdPupils(tx, [pupilId])
  const stay = await ownStay(tx, act, placementId)
  if (!editable(stay))
    throw new Refused([
      stay.waits
        ? { code: 'pupil.waits', params: { from: stay.from } }
        : { code: 'pupil.left', params: { to: stay.to } },
    ])
  return stay
}
