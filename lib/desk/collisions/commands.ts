import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { recordChanges } from '@/lib/access/changes'
import { takeBackImported } from '@/lib/grants/commands/giving'
import { inTransaction } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { collisionPlaces } from './places'
import { collided } from './queries'
import { wayToPart, type PartInput } from './schema'

/**
 * Tells a record apart from the others with its code: gives it another code, or takes back an allowance that was
 * imported twice. The last one keeps the code. Throws notFound, codeTaken (also for its present code). Returns what
 * kind of record it is.
 */
export function partCollision(act: Act, { place, id, code }: z.output<typeof PartInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.collisions'))`
    const all = await collided(tx, act.person)
    const one = all.find((each) => each.place === place && each.id === id)
    const way = wayToPart(place)
    if (!one || !way) throw new Refused([{ code: 'notFound' }])
    const { column, form, within } = collisionPlaces[place]
    const [table, col, same] = [Prisma.raw(place), Prisma.raw(column), Prisma.raw(form)]
    const ofOne = within.map((part) => {
      const raw = Prisma.raw(part)
      return Prisma.sql`AND t.${raw} = (SELECT ${raw} FROM ${table} WHERE id = ${id}::uuid)`
    })
    const scope = within.length > 0 ? Prisma.join(ofOne, ' ') : Prisma.empty
    if (way === 'TAKE_BACK') {
      await takeBackImported(tx, id, act.now)
    } else {
      const [taken] = await tx.$queryRaw<object[]>`
        SELECT FROM ${table} t WHERE ${same}(t.${col}) = ${same}(${code}) ${scope} LIMIT 1`
      if (taken) throw new Refused([{ code: 'codeTaken', field: 'code' }])
    }
    const before = all.filter((each) => each.place === place && each.form === one.form && each.id !== id)
    if (way === 'CODE')
      await tx.$executeRaw`UPDATE ${table} SET ${col} = ${code}, twin = 0 WHERE id = ${id}::uuid`
    // Makes one of the remaining records the holder of the code again, so that no new record can take it.
    const left = before.map((each) => each.id)
    await tx.$executeRaw`
      UPDATE ${table} SET twin = 0 WHERE id = (SELECT id FROM ${table} WHERE id = ANY (${left}::uuid[]) ORDER BY twin LIMIT 1)`
    const changes = [{ what: place, from: one.writing, to: code }]
    await recordChanges(tx, act, {
      name: 'settings.part',
      subject: 'settings.collisions',
      changes,
      about: [one.label],
    })
    return one.label
  })
}
