import type { Person } from '@/lib/access/rights'
import type { Db, Tx } from '@/lib/shared/db'
import { collisionsOf, type CollisionPlace } from './places'

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
