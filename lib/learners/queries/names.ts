import { Prisma } from '@/lib/shared/generated/client'
import { isCode } from '@/lib/shared/personal-code'
import { sameCode, withoutBlanks, written } from '@/lib/shared/written'

/**
 * The typed text as a condition on `learner l`: starts of first and last names in any order, ignoring accents and case;
 * the beginning of a personal code; or the office's other code as a whole.
 */
export function matches(typed: string): Prisma.Sql {
  const other = Prisma.sql`same_code(l.other_code) = ${sameCode(typed)}`
  if (isCode(typed)) return Prisma.sql`(l.personal_code LIKE ${`${withoutBlanks(typed)}%`} OR ${other})`
  const words = wordsOf(typed)
  if (words.length === 0) return typed.trim() === '' ? Prisma.sql`true` : Prisma.sql`false`
  const named = Prisma.sql`l.search_words @@ ${startsOf(words)}`
  return /\d/.test(typed) ? Prisma.sql`(${named} OR ${other})` : named
}

/** A name's words in their searchable form. */
export const wordsOf = (typed: string) =>
  written(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 10)

/**
 * Condition on names in the database's searchable form: each word is the start of one; without words nobody is found. A
 * value that the planner reckons beforehand, so that it knows whether many or few have such a name.
 */
export const startsOf = (words: readonly string[]) =>
  words.length === 0
    ? Prisma.sql`''::tsquery`
    : Prisma.sql`(${Prisma.join(
        words.map((word) => Prisma.sql`quote_literal(plain(${word}::text)) || ':*'`),
        " || ' & ' || ",
      )})::tsquery`

/** Names of `learner l` in Estonian order, then by id; the index learner_in_order_idx holds them. */
export const byNames = [
  Prisma.sql`l.last_name COLLATE "et-x-icu"`,
  Prisma.sql`l.first_name COLLATE "et-x-icu"`,
  Prisma.sql`l.id`,
]
