import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { logPlacements } from '../pupils/placement-log'
import { schoolColumns, type SchoolColumn } from './columns'
import { columnOf } from './facts'
import { schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import type { RowFact, World } from './world'

/**
 * Stores the planned rows, each table in one statement. The file describes how things already are, so EHIS is told
 * nothing.
 */
export async function storeSchools(tx: Tx, act: Act, kind: SchoolImport, world: World): Promise<void> {
  if (kind === 'PUPILS') return storePupils(tx, act, world)
  const of: SchoolKind = schoolImports[kind]
  const rows = [...world.rows.values()].filter(({ state }) => state !== 'KEPT')
  const fresh = rows.filter(({ state }) => state === 'NEW')
  const refs = refColumns[kind] ?? ['pupil', 'house', 'stay']
  const columns = [...refs.map((ref) => `${ref}_id`), ...of.stored.map(columnOf)]
  const typed = [
    ...refs.map((ref) => `${ref}_id uuid`),
    ...of.stored.map((each) => `${columnOf(each)} ${sortOf(each)}`),
  ]
  const id = kind === 'CLASSIFIERS' ? [] : ['id']
  const known = kind === 'CLASSIFIERS' ? 'sort, code' : 'id'
  await tx.$executeRaw`
    INSERT INTO ${Prisma.raw(of.table)} (${Prisma.raw([...id, ...columns].join(', '))})
    SELECT ${Prisma.raw([...id, ...columns].join(', '))}
      FROM json_to_recordset(${json(rows.map((row) => recordOf(of, refs, row)))}::json)
           AS x(${Prisma.raw([...id.map((each) => `${each} uuid`), ...typed].join(', '))})
    ON CONFLICT (${Prisma.raw(known)}) DO UPDATE SET
      ${Prisma.raw(of.stored.map((each) => `${columnOf(each)} = excluded.${columnOf(each)}`).join(', '))}`
  if (kind === 'CARDS')
    await tx.cardHouse.createMany({
      data: fresh.map(({ id, of, values }) => ({
        cardId: id,
        houseId: of.house!,
        fromOn: new Date(values.validFrom!),
      })),
    })
}

/** Which columns besides the values identify what a row belongs to; by default the pupil, the house and the stay. */
const refColumns: Partial<Record<SchoolImport, readonly (keyof RowFact['of'])[]>> = {
  HOUSES: ['municipality'],
  CLASSES: ['house'],
  GROUPS: ['house'],
  CLASSIFIERS: [],
  GROUP_PLACES: ['pupil', 'group'],
  CARDS: ['pupil'],
}

function recordOf(
  { stored }: SchoolKind,
  refs: readonly (keyof RowFact['of'])[],
  { id, of, values }: RowFact,
) {
  return {
    id,
    ...Object.fromEntries(refs.map((ref) => [`${ref}_id`, of[ref] ?? null])),
    ...Object.fromEntries(stored.map((column) => [columnOf(column), storedOf(column, values[column])])),
  }
}

const sortOf = (column: SchoolColumn) => schoolColumns[column].sort ?? 'text'

/** A value for a table's column from its written form; a missing one becomes the column's empty value. */
function storedOf(column: SchoolColumn, written = '') {
  const sort = sortOf(column)
  const parts = written.split(', ').filter(Boolean)
  if (sort === 'text[]') return parts
  if (sort === 'jsonb')
    return parts.map((part) => {
      const [service, subjects = ''] = part.split(': ') as [string, string?]
      return { service, subjects: subjects.split('/').filter(Boolean) }
    })
  return written || (schoolColumns[column].nothing ?? (sort === 'text' ? '' : null))
}

async function storePupils(tx: Tx, act: Act, world: World) {
  const pupils = [...world.pupils.values()]
  const created = pupils.filter(({ state }) => state === 'NEW')
  await tx.$executeRaw`
    INSERT INTO pupil (id, personal_code, first_name, last_name)
    SELECT id, "personalCode", "firstName", "lastName"
      FROM json_to_recordset(${json(created.map(({ placements: _, moving: __, ...pupil }) => pupil))}::json)
           AS x(id uuid, "personalCode" text, "firstName" text, "lastName" text)`
  const placements = pupils.flatMap(({ id, placements }) =>
    placements.map((each) => ({ ...each, pupilId: id })),
  )
  const fresh = placements.filter(({ state }) => state === 'NEW')
  await tx.$executeRaw`
    INSERT INTO placement (id, pupil_id, class_id, house_id, year, from_on, to_on, stay_id)
    SELECT id, "pupilId", "classId", "houseId", year, "from", "to", "stayId"
      FROM json_to_recordset(${json(fresh)}::json) AS x(id uuid, "pupilId" uuid, "classId" uuid, "houseId" uuid,
           year int, "from" date, "to" date, "stayId" uuid)`
  await tx.$executeRaw`
    UPDATE placement p SET to_on = x."to"
      FROM json_to_recordset(${json(placements.filter(({ state }) => state === 'CHANGED'))}::json) AS x(id uuid, "to" date)
     WHERE p.id = x.id AND p.ended_by IS NULL`
  await logPlacements(
    tx,
    act,
    Prisma.sql`
    SELECT 'PLACED'::"PlacementAct" AS act, p.pupil_id, NULL::uuid AS from_house_id, '' AS from_class,
           p.house_id AS to_house_id, c.number || '.' || c.parallel AS to_class, p.from_on AS day,
           NULL::date AS day_before, NULL::uuid AS transfer_id
      FROM placement p JOIN school_class c ON c.id = p.class_id
     WHERE p.id = ANY (${fresh.map(({ id }) => id)}::uuid[])`,
  )
}

const json = (rows: readonly object[]) => Prisma.sql`${JSON.stringify(rows)}`
