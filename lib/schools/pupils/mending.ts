import type { Person } from '@/lib/access/rights'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { editable, mainStay, staysOf, type Stay } from '../rules/stays'
import { usesHouse } from '../scope'

/**
 * The stay that lets the person correct a pupil's code and names: in a house of the person's that has the pupil today.
 * Undefined: the person's houses had the pupil before, or wait for a transfer's day; null: they never had.
 */
export async function mendableStay(
  client: Db | Tx,
  person: Person,
  pupilId: string,
  today: Day,
): Promise<Stay | null | undefined> {
  const placements = await client.placement.findMany({
    where: { pupilId, voidedAt: null },
    include: { house: { select: { id: true, municipalityId: true } } },
  })
  const own = new Set(
    placements.filter(({ house }) => usesHouse(person, house)).map(({ houseId }) => houseId),
  )
  if (own.size === 0) return null
  const stays = staysOf(
    placements.map(({ fromOn, toOn, ...each }) => ({
      ...each,
      from: dayFromDate(fromOn),
      to: dayFromDate(toOn),
      voided: false,
    })),
    today,
  )
  return mainStay(stays.filter((stay) => own.has(stay.houseId) && editable(stay)))
}
