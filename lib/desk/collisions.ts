import { z } from 'zod'
import type { Act } from '@/lib/access/action'
import type { Person } from '@/lib/access/rights'
import { takeBackImported } from '@/lib/learners/commands/official'
import { recordChanges } from '@/lib/settings/changes'
import { objection, typedCode, typedName } from '@/lib/settings/typed'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { collisionPlaces, collisionsOf, type CollisionPlace } from './collisions-sql'

/** A record whose code others have too; those with one `place` and `form` are the same code. `path`: its page. */
export type Collided = {
  place: CollisionPlace
  form: string
  id: string
  writing: string
  label: string
  path: string | null
}

/** Records of one code that concern the person, those of one code after one another. One statement. */
export const collided = (db: Db | Tx, person: Person) =>
  db.$queryRaw<
    Collided[]
  >`SELECT * FROM (${collisionsOf(person)}) AS t ORDER BY place, form, label, writing, id`

/** What a person may do about it here: give another code, or take back an allowance that was brought in twice. */
export const wayToPart = (place: CollisionPlace): 'CODE' | 'TAKE_BACK' | null =>
  place === 'study_grant'
    ? 'TAKE_BACK'
    : place === 'certificate' || place === 'curriculum' || place === 'municipality'
      ? null
      : 'CODE'

export const PartInput = z
  .object({
    place: z.enum(Object.keys(collisionPlaces) as [CollisionPlace]),
    id: z.uuid(),
    code: z.string().max(1_000).default(''),
  })
  .transform(({ place, id, code }, context) => {
    const form = place === 'school_group' ? typedName(100) : typedCode(60)
    const read = form.safeParse(code)
    if (!read.success || (read.data === '' && wayToPart(place) === 'CODE')) {
      const why = read.success ? objection('codeMissing') : objection('tooLong', { most: 60 })
      context.addIssue({ ...why, path: ['code'] })
      return z.NEVER
    }
    return { place, id, code: read.data }
  })
/** Which record the page's form is of. */
export const PartAsked = z.object({
  id: z.string().max(200).optional().catch(undefined),
  /** one was parted just now */
  done: z.literal('1').optional().catch(undefined),
})

/**
 * Parts a record from the others of its code: it gets another code, or, of an allowance brought in twice, is taken back. The
 * last one left keeps the code. Refused: notFound, codeTaken (also the code it has). Returns what it is of.
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
    // One of those left is the code's own again, so that nothing more of the code comes in.
    const left = before.map((each) => each.id)
    await tx.$executeRaw`
      UPDATE ${table} SET twin = 0 WHERE id = (SELECT id FROM ${table} WHERE id = ANY (${left}::uuid[]) ORDER BY twin LIMIT 1)`
    const changes = [{ what: place, from: one.writing, to: code }]
    await recordChanges(tx, act, 'settings.part', 'settings.collisions', changes, [one.label])
    return one.label
  })
}
