import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { holdPupils } from '@/lib/schools/pupils/hold'
import { housesWhere } from '@/lib/schools/scope'
import type { EndPlacesInput } from '@/lib/schools/transfers/schema/planner'
import { dateFromDay, dayFromDate } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { changingPlaces } from '../group-places'

/**
 * Gives places in groups of the person's houses their last day, and tells EHIS about day groups. Throws notFound,
 * places.beforeStart.
 */
export function endPlaces(act: Act, { places, lastDay }: z.output<typeof EndPlacesInput>) {
  return inTransaction(act.db, async (tx) => {
    const asked = () =>
      tx.groupPlace.findMany({
        where: { id: { in: places }, group: { house: housesWhere(act.person) } },
        include: { group: true },
      })
    const pupilIds = [...new Set((await asked()).map(({ pupilId }) => pupilId))]
    await holdPupils(tx, pupilIds)
    const found = await asked()
    if (found.length < new Set(places).size) throw new Refused([{ code: 'notFound' }])
    if (found.some(({ fromOn }) => lastDay < dayFromDate(fromOn)))
      throw new Refused([{ code: 'places.beforeStart', field: 'lastDay' }])
    const houseIds = [...new Set(found.map(({ group }) => group.houseId))]
    await changingPlaces(tx, act, 'groups.endPlace', { pupilIds, houseIds }, () =>
      tx.groupPlace.updateMany({
        where: { id: { in: places }, OR: [{ toOn: null }, { toOn: { gt: dateFromDay(lastDay) } }] },
        data: { toOn: dateFromDay(lastDay) },
      }),
    )
    return { count: found.length }
  })
}
