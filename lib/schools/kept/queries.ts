import { z } from 'zod'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { StayOf } from '../rules/stays'
import { storedRow } from '../stored'
import { columnOf, keptKinds, thingOf, type KeptKind, type KeptRow, type KeptRows } from './things'

/** Everything kept for a stay; `pupilId`, house and stay identify it. One statement. */
export async function keptOf(client: Db | Tx, pupilId: string, stay: StayOf): Promise<KeptRows> {
  return keptFrom(await rowsOf(client, keptKinds, pupilId, [stay]))
}

/**
 * The same for one stay (`chosen`, if any), and the decisions kept for any of `seen`, newest first. One statement.
 */
export async function keptAndDecisions(
  client: Db | Tx,
  pupilId: string,
  { chosen, seen }: { chosen: StayOf | undefined; seen: readonly StayOf[] },
): Promise<{ kept: KeptRows | undefined; decisions: (KeptRow<'decisions'> & StayOf)[] }> {
  const stays = [...seen, ...(chosen ? [chosen] : [])]
  const among = stays.filter((stay, at) => stays.findIndex((other) => isSame(stay, other)) === at)
  const rows = await rowsOf(client, keptKinds, pupilId, among)
  const of = (stay: StayOf) => rows.filter((row) => isSame(row, stay))
  return {
    kept: chosen && keptFrom(of(chosen)),
    decisions: rows
      .filter((row) => row.kind === 'decisions' && seen.some((stay) => isSame(row, stay)))
      .map(({ row, houseId, stayId }) => ({ ...rowOf('decisions', row), houseId, stayId })),
  }
}

const isSame = (one: StayOf, other: StayOf) => one.houseId === other.houseId && one.stayId === other.stayId

function keptFrom(rows: readonly Stored[]): KeptRows {
  const of = Map.groupBy(rows, ({ kind }) => kind)
  const kept = keptKinds.map((kind) => [kind, (of.get(kind) ?? []).map(({ row }) => rowOf(kind, row))])
  return Object.fromEntries(kept) as KeptRows
}

type Stored = StayOf & { kind: KeptKind; row: unknown }

/** Rows as JSON, each kind in its own order. */
function rowsOf(client: Db | Tx, kinds: readonly KeptKind[], pupilId: string, stays: readonly StayOf[]) {
  const each = kinds.map((kind) => {
    const { table, order = 'id' } = thingOf(kind)
    return Prisma.sql`
      SELECT ${kind} AS kind, k.house_id, k.stay_id, to_jsonb(k) AS row, row_number() OVER (ORDER BY ${Prisma.raw(order)}) AS place
        FROM ${Prisma.raw(table)} k
        JOIN json_to_recordset(${JSON.stringify(stays)}::json) AS s("houseId" uuid, "stayId" uuid)
          ON k.house_id = s."houseId" AND k.stay_id IS NOT DISTINCT FROM s."stayId"
       WHERE k.pupil_id = ${pupilId}::uuid`
  })
  return client.$queryRaw<Stored[]>`
    SELECT kind, house_id AS "houseId", stay_id AS "stayId", row
      FROM (${Prisma.join(each, ' UNION ALL ')}) AS kept ORDER BY kind, place`
}

/** A row in the shape that its thing declares for the database. */
function rowOf<K extends KeptKind>(kind: K, stored: unknown): KeptRow<K> {
  const values = storedRow.parse(stored)
  const named = Object.keys(thingOf(kind).fields).map((name) => [name, values[columnOf(name)]])
  return schemas[kind].parse({
    id: values.id,
    originId: values.origin_id,
    ...Object.fromEntries(named),
  }) as KeptRow<K>
}

const schemas = Object.fromEntries(
  keptKinds.map((kind): [string, z.ZodType] => {
    const fields = Object.entries(thingOf(kind).fields).map(([name, { row }]) => [name, row])
    return [kind, z.object({ id: z.uuid(), originId: z.uuid().nullable(), ...Object.fromEntries(fields) })]
  }),
) as Record<KeptKind, z.ZodType>
