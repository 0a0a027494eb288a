import { keptKinds, thingOf, type KeptKind } from '@/lib/schools/kept/things'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'

/**
 * A pupil of a transfer, as its page and the receiving house's inbox show it. About the old house only name, class and
 * last day.
 */
export type MovedPupil = {
  transferId: string
  pupilId: string
  firstName: string
  lastName: string
  day: Day
  fromHouseId: string
  fromHouse: string
  fromClassId: string
  fromClass: string
  toHouseId: string
  toHouse: string
  toClass: string
  arrivedAt: Date | null
  takenBackAt: Date | null
}

/** How much came along with a pupil, by kind. */
export type CameAlong = Record<KeptKind | 'cards', number>

export type MovedRow = Omit<MovedPupil, 'day'> & { day: Date }
export const movedOf = (rows: readonly MovedRow[]): MovedPupil[] =>
  rows.map((row) => ({ ...row, day: dayFromDate(row.day) }))

/**
 * Columns and tables of `Moved`: r transfer_row, t transfer, p pupil, h the new house, o the old one. The pupil and the old
 * placement are looked up row by row: few are moved of many.
 */
export const movedColumns = Prisma.sql`
  r.transfer_id AS "transferId", r.pupil_id AS "pupilId", p.first_name AS "firstName", p.last_name AS "lastName", r.day,
  o.id AS "fromHouseId", o.name AS "fromHouse", oc.id AS "fromClassId", oc.number || '.' || oc.parallel AS "fromClass",
  h.id AS "toHouseId", h.name AS "toHouse", nc.number || '.' || nc.parallel AS "toClass",
  r.arrived_at AS "arrivedAt", r.taken_back_at AS "takenBackAt"`
export const movedTables = Prisma.sql`
  transfer_row r JOIN transfer t ON t.id = r.transfer_id
  JOIN LATERAL (SELECT * FROM pupil WHERE id = r.pupil_id OFFSET 0) p ON true
  JOIN house h ON h.id = t.house_id JOIN school_class nc ON nc.id = r.new_class_id
  JOIN LATERAL (SELECT * FROM placement WHERE id = r.old_id OFFSET 0) x ON true JOIN school_class oc ON oc.id = x.class_id JOIN house o ON o.id = x.house_id`
export const byPupil = Prisma.sql`p.last_name COLLATE "et-x-icu", p.first_name COLLATE "et-x-icu", p.id`

/**
 * How much the transfers brought along with the pupils: by "transfer pupil". One statement, built from the table of
 * kept things.
 */
export async function cameAlong(db: Db | Tx, rows: readonly MovedPupil[]): Promise<Map<string, CameAlong>> {
  const of = Prisma.sql`unnest(${rows.map(({ transferId }) => transferId)}::uuid[],
    ${rows.map(({ pupilId }) => pupilId)}::uuid[]) AS r (transfer_id, pupil_id)`
  const copies = keptKinds.map(
    (kind) => Prisma.sql`SELECT ${kind} AS kind, r.transfer_id, r.pupil_id, count(*)::int AS count
      FROM ${of} JOIN ${Prisma.raw(thingOf(kind).table)} k ON k.stay_id = r.transfer_id AND k.pupil_id = r.pupil_id
       AND k.origin_id IS NOT NULL GROUP BY r.transfer_id, r.pupil_id`,
  )
  const cards = Prisma.sql`SELECT 'cards' AS kind, r.transfer_id, r.pupil_id, count(*)::int AS count
      FROM ${of} JOIN student_card c ON c.pupil_id = r.pupil_id
      JOIN card_house k ON k.card_id = c.id AND k.transfer_id = r.transfer_id GROUP BY r.transfer_id, r.pupil_id`
  const found = await db.$queryRaw<
    { kind: keyof CameAlong; transfer_id: string; pupil_id: string; count: number }[]
  >`${Prisma.join([...copies, cards], ' UNION ALL ')}`
  const none = Object.fromEntries([...keptKinds, 'cards'].map((kind) => [kind, 0])) as CameAlong
  const along = new Map(rows.map((row) => [alongKey(row), { ...none }]))
  for (const { kind, transfer_id: transferId, pupil_id: pupilId, count } of found)
    along.get(alongKey({ transferId, pupilId }))![kind] = count
  return along
}

export const alongKey = ({ transferId, pupilId }: { transferId: string; pupilId: string }) =>
  `${transferId} ${pupilId}`

/**
 * Groups of the old house in which the pupils lost their places within a year before the day: these don't come along.
 * One statement.
 */
export async function leftBehind(db: Db | Tx, rows: readonly MovedPupil[]): Promise<Map<string, string[]>> {
  const found = await db.$queryRaw<{ transferId: string; pupilId: string; names: string[] }[]>`
    SELECT r.transfer_id AS "transferId", r.pupil_id AS "pupilId", array_agg(DISTINCT g.name) AS names
      FROM unnest(${rows.map(({ transferId }) => transferId)}::uuid[], ${rows.map(({ pupilId }) => pupilId)}::uuid[],
                  ${rows.map(({ fromHouseId }) => fromHouseId)}::uuid[], ${rows.map(({ day }) => day)}::date[])
           AS r (transfer_id, pupil_id, house_id, day)
      JOIN group_place x ON x.pupil_id = r.pupil_id AND x.to_on < r.day AND x.to_on >= r.day - 31
      JOIN school_group g ON g.id = x.group_id AND g.house_id = r.house_id
     GROUP BY r.transfer_id, r.pupil_id`
  return new Map(found.map((row) => [alongKey(row), row.names]))
}
