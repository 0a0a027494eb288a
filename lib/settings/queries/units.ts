import { changesOf } from '@/lib/access/changes'
import { dayFromDate } from '@/lib/shared/dates'
import type { UnitsFilter } from '../schema/units'
import { askedChoice, idChosen, type Offered, type Offers } from '@/lib/shared/asked-choice'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma, type Unit } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { toldApart } from '@/lib/shared/told-apart'

/** Every unit by name, as the settings show it. */
export const unitList = async (db: Db) =>
  (await db.unit.findMany({ orderBy: { name: 'asc' } })).map(shownUnit)

export const unitsAPage = 50

/** One page of them, of those that fit; `count`: how many do. */
export async function unitsListed(db: Db, { q, page }: UnitsFilter) {
  const typed = q.toLowerCase()
  const fitting = (await unitList(db)).filter(({ name, code }) =>
    `${name} ${code}`.toLowerCase().includes(typed),
  )
  const first = (page - 1) * unitsAPage
  return { units: fitting.slice(first, first + unitsAPage), count: fitting.length }
}

/** One unit with its changes; null when there is none. */
export async function unitSheet(db: Db, id: string) {
  const unit = await db.unit.findUnique({ where: { id } })
  return unit && { ...shownUnit(unit), changes: await changesOf(db, `settings.units.${id}`) }
}

/** Units to choose from, told apart by code; one statement a fetch. */
export const unitOffers =
  (db: Db | Tx): Offers<Offered> =>
  async ({ id, q, most }) => {
    const which = id
      ? Prisma.sql`WHERE same_name(name) = (SELECT same_name(name) FROM unit WHERE id = ${id}::uuid)`
      : q
        ? Prisma.sql`WHERE position(plain(${q}) IN plain(name || ', ' || code)) > 0
            ORDER BY plain(${q}) NOT IN (plain(name), plain(code)), name, code`
        : Prisma.sql`ORDER BY name, id`
    const found = await db.$queryRaw<(Offered & { code: string })[]>`
      SELECT id, name, code FROM unit ${which} LIMIT ${most}`
    const names = toldApart(
      found,
      ({ name }) => name,
      ({ code }) => code,
    )
    return found.map(({ id, code }, at) => ({ id, code, name: names[at]! }))
  }

/**
 * The unit that an address asks for, and what can be chosen instead; `some`: the units that are listed while they are
 * few, if not all. At most three statements.
 */
export const unitChoice = (db: Db | Tx, asked: unknown, some?: (most: number) => Promise<Offered[]>) =>
  askedChoice(asked, (of) => (some && !of.id && !of.q ? some(of.most) : unitOffers(db)(of)))

/**
 * The unit that a form's `unitId` names, by its id, code or name; null if it is empty. An id may be of no unit. Throws
 * unitNone, unitSeveral.
 */
export const unitTyped = async (client: Db | Tx, typed: string): Promise<string | null> =>
  idChosen(await unitChoice(client, typed), 'unitId', { none: 'unitNone', several: 'unitSeveral' }) ?? null

/** The id of the unit that a filter names by its id or code, as SQL. */
export const unitNamed = (unit: string): Prisma.Sql =>
  isUuid(unit) ? Prisma.sql`${unit}::uuid` : Prisma.sql`(SELECT u.id FROM unit u WHERE u.code = ${unit})`

const shownUnit = ({ closedOn, ...unit }: Unit) => ({ ...unit, closedOn: closedOn && dayFromDate(closedOn) })
