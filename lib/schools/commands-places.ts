import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { dateFromDay, dayFromDate } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { EndPlacesInput } from './schema-planner'
import { housesWhere } from './scope'

/** Gives places in groups of the person's houses their last day. Refused: notFound, places.beforeStart. */
export function endPlaces({ db, person }: Act, { places, lastDay }: z.output<typeof EndPlacesInput>) {
  return inTransaction(db, async (tx) => {
    const found = await tx.groupPlace.findMany({
      where: { id: { in: places }, group: { house: housesWhere(person) } },
    })
    if (found.length < new Set(places).size) throw new Refused([{ code: 'notFound' }])
    if (found.some(({ fromOn }) => lastDay < dayFromDate(fromOn)))
      throw new Refused([{ code: 'places.beforeStart', field: 'lastDay' }])
    await tx.groupPlace.updateMany({
      where: { id: { in: places }, OR: [{ toOn: null }, { toOn: { gt: dateFromDay(lastDay) } }] },
      data: { toOn: dateFromDay(lastDay) },
    })
    return { count: found.length }
  })
}
