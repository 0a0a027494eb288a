import { Prisma } from '@/lib/shared/generated/client'
import { heardBy, type Attempt } from './rules/heard'

/**
 * As SQL: whether the neighbour has heard of `delivery d` (or another alias), or may have: a worker has it in hand, or an
 * attempt of it ended so. Else it surely hasn't.
 */
export const mayHaveHeardOf = (alias: 'd' | 'e' = 'd') => {
  const of = Prisma.raw(alias)
  return Prisma.sql`(${of}.heard <> 'NOT' OR ${of}.claimed_at IS NOT NULL)`
}

/** As SQL, the value of `heard` after an attempt: it never falls. */
export const heardAfter = (attempt: Attempt) => Prisma.sql`greatest(heard, ${heardBy[attempt]}::"Heard")`
