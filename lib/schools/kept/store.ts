import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { columnsOf, keptKinds, thingOf, type KeptKind } from './things'

/**
 * Copies kept data of pupils from one stay to another that is still empty, in one statement; the database refuses a
 * second copy. `stays`: a query of pupil_id, from_house_id, from_stay_id, to_house_id and to_stay_id.
 */
export const copyKept = (tx: Tx, stays: Prisma.Sql) =>
  tx.$executeRaw`WITH stays AS MATERIALIZED (${stays}), ${Prisma.join(keptKinds.map(copies), ', ')} SELECT`

const copies = (kind: KeptKind) => {
  const columns = columnsOf(kind).map((name) => Prisma.raw(name))
  const table = Prisma.raw(thingOf(kind).table)
  return Prisma.sql`${Prisma.raw(kind)} AS (
    INSERT INTO ${table} (pupil_id, house_id, stay_id, origin_id, ${Prisma.join(columns, ', ')})
    SELECT k.pupil_id, s.to_house_id, s.to_stay_id, k.id, ${Prisma.join(columns, ', k.', 'k.')}
      FROM stays s JOIN ${table} k ON k.pupil_id = s.pupil_id AND k.house_id = s.from_house_id
       AND k.stay_id IS NOT DISTINCT FROM s.from_stay_id)`
}

/** Deletes the pupils' copies in a stay, in one statement. */
export const removeKept = (tx: Tx, stayId: string, pupilIds: readonly string[]) => {
  const removals = keptKinds.map(
    (kind) => Prisma.sql`${Prisma.raw(kind)} AS (DELETE FROM ${Prisma.raw(thingOf(kind).table)}
      WHERE stay_id = ${stayId}::uuid AND pupil_id = ANY(${[...pupilIds]}::uuid[]))`,
  )
  return tx.$executeRaw`WITH ${Prisma.join(removals, ', ')} SELECT`
}

/**
 * How much is kept of pupils in their stays: a query of pupil_id, kind and count. `stays`: a query of pupil_id,
 * house_id and stay_id.
 */
export const countKept = (stays: Prisma.Sql) => {
  const counts = keptKinds.map(
    (kind) => Prisma.sql`SELECT s.pupil_id, ${kind} AS kind, count(*)::int AS count
      FROM stays s JOIN ${Prisma.raw(thingOf(kind).table)} k ON k.pupil_id = s.pupil_id AND k.house_id = s.house_id
       AND k.stay_id IS NOT DISTINCT FROM s.stay_id GROUP BY 1`,
  )
  return Prisma.sql`WITH stays AS MATERIALIZED (${stays}) ${Prisma.join(counts, ' UNION ALL ')}`
}
