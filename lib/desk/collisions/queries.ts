import type { Person } from '@/lib/access/rights'
import type { Db, Tx } from '@/lib/shared/db'
import { collisionsOf, type CollisionPlace } from './places'

/** A record that shares its code with others; equal `place` and `form` mean the same code. `path`: its page. */
export type Collided = {
  place: CollisionPlace
  form: string
  id: string
  writing: string
  label: string
  path: string | null
}

/** Records with shared codes that concern the person, grouped by code. One statement. */
export const collided = (db: Db | Tx, person: Person) =>
  db.$queryRaw<
    Collided[]
  >`SELECT * FROM (${collisionsOf(person)}) AS t ORDER BY place, form, label, writing, id`
