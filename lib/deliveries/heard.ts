import { Prisma } from '@/lib/shared/generated/client'
import { heardBy, type Attempt } from './rules/heard'

/**
 * As SQL: whether the neighbour has received `delivery d` (or another alias), or may have: a worker has it in hand, or
 * an earlier attempt ended in a way that leaves it possible. Otherwise it certainly hasn't.
 */
export const mayHaveHeardOf = (alias: 'd' | 'e' = 'd') => {
  const of = Prisma.raw(alias)
  return Prisma.sql`(${of}.heard <> 'NOT' OR ${of}.claimed_at IS NOT NULL)`
}

/** As SQL, the value of `heard` after an attempt: it never decreases. */
export const heardAfter = (attempt: Attempt) => Prisma.sql`greatest(heard, ${heardBy[attempt]}::"Heard")`
