import { changesOf } from '@/lib/access/changes'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { Unit } from '@/lib/shared/generated/client'

/** Every unit by name, as the settings show it. */
export const unitList = async (db: Db) =>
  (await db.unit.findMany({ orderBy: { name: 'asc' } })).map(shownUnit)

/** One unit with its changes; null when there is none. */
export async function unitSheet(db: Db, id: string) {
  const unit = await db.unit.findUnique({ where: { id } })
  return unit && { ...shownUnit(unit), changes: await changesOf(db, `settings.units.${id}`) }
}

const shownUnit = ({ closedOn, ...unit }: Unit) => ({ ...unit, closedOn: closedOn && dayFromDate(closedOn) })
