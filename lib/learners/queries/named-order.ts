import { Prisma } from '@/lib/shared/generated/client'
import { rowAsked } from '@/lib/shared/keyset'
import type { PageAsked } from '@/lib/shared/paging'
import { isCode } from '@/lib/shared/personal-code'
import { wordsOf } from './names'

/** The most rows of a name that are each looked at, and not met in the order of names. */
export const mostLookedAt = 2_000

/** The table of persons' names that is searched, by its alias: `last_name`, `first_name` and `id` stand in it. */
type Alias = 'l' | 'g' | 'u'

/**
 * The order of what is found by name, in places: of two words, whose last name begins with one and first name with the other
 * (0); whose last name begins with a word (1), whose first name does (2), the others (3). In each, by the name that it goes by,
 * then by the other, in their searchable form. `down` turns the names round.
 */
export type NamedOrder = { alias: Alias; words: readonly string[]; down: boolean; by: Prisma.Sql[] }

/** null for what is searched by no name: a code, nothing, or no word. */
export function namedOrder(alias: Alias, typed: string, down = false): NamedOrder | null {
  const words = isCode(typed) ? [] : wordsOf(typed)
  if (words.length === 0) return null
  const { last, first, id } = namesOf(alias)
  const place = Prisma.sql`CASE WHEN ${both(last, first, words)} THEN 0 WHEN ${begins(last, words)} THEN 1 WHEN ${begins(first, words)} THEN 2 ELSE 3 END`
  const byFirst = Prisma.sql`NOT ${begins(last, words)} AND ${begins(first, words)}`
  return {
    alias,
    words,
    down,
    by: [
      down ? Prisma.sql`-${place}` : place,
      Prisma.sql`CASE WHEN ${byFirst} THEN ${first} ELSE ${last} END`,
      Prisma.sql`CASE WHEN ${byFirst} THEN ${last} ELSE ${first} END`,
      id,
    ],
  }
}

const namesOf = (alias: Alias) => {
  const of = (column: string) => Prisma.raw(`${alias}.${column}`)
  return {
    last: Prisma.sql`(plain(${of('last_name')}) COLLATE "C")`,
    first: Prisma.sql`(plain(${of('first_name')}) COLLATE "C")`,
    id: of('id'),
  }
}

/** The greatest character, behind every name. */
const behindAll = Prisma.raw(`chr(1114111)`)
const starts = (name: Prisma.Sql, word: string) =>
  Prisma.sql`(${name} >= plain(${word}::text) AND ${name} < plain(${word}::text) || ${behindAll})`
const begins = (name: Prisma.Sql, words: readonly string[]) =>
  Prisma.sql`(${Prisma.join(
    words.map((word) => starts(name, word)),
    ' OR ',
  )})`

/**
 * Whether more than `most` rows have such a name, as an expression: by an index of one name, and only if that doesn't tell, by
 * the words of all. `table` and `matching`, its condition, under the alias.
 */
export function areMany({ alias, words }: NamedOrder, table: Prisma.Sql, matching: Prisma.Sql, most: number) {
  const counted = (where: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*) FROM (SELECT FROM ${table} WHERE ${where} LIMIT ${most + 1}) AS counted) > ${most}`
  const { last, first } = namesOf(alias)
  // A name that begins with a word has it.
  const quickly =
    words.length === 1
      ? [last, first].map((name) => counted(starts(name, words[0]!)))
      : pairsOf(words).map(([one, other]) =>
          counted(Prisma.sql`${starts(last, one)} AND ${starts(first, other)}`),
        )
  return Prisma.sql`(CASE ${Prisma.join([...quickly.map((many) => Prisma.sql`WHEN ${many} THEN true`), Prisma.empty], ' ')} WHEN true THEN ${counted(matching)} END)`
}

/** Of two words, one begins the last name and the other the first; of more or fewer, nobody. */
const both = (last: Prisma.Sql, first: Prisma.Sql, words: readonly string[]) =>
  Prisma.sql`(${Prisma.join(
    [
      Prisma.sql`false`,
      ...pairsOf(words).map(([one, other]) => Prisma.sql`${starts(last, one)} AND ${starts(first, other)}`),
    ],
    ' OR ',
  )})`
const pairsOf = ([one, other, ...more]: readonly string[]): [string, string][] =>
  one !== undefined && other !== undefined && more.length === 0
    ? [
        [one, other],
        [other, one],
      ]
    : []

type Walked = {
  /** null: they are only counted */
  asked: PageAsked | null
  /** tables and condition of the row that the page follows or precedes, under the alias */
  row: Prisma.Sql
  /** table and condition of all that match, read by the indexes of names in order */
  met: Prisma.Sql
  /** the same, collected by their words, for those that begin with none */
  collected: Prisma.Sql
  /** how many are fetched */
  most: number
}

/**
 * The first `most` of many in the order, from where the page begins, as columns `id, last_name, first_name` in no order: each
 * place is read by the index of its names, and only as far as those before it haven't filled the page.
 */
export function walked(
  { alias, words, down, by }: NamedOrder,
  { asked: page, row, met, collected, most }: Walked,
): Prisma.Sql {
  const asked = page ?? { page: 1 }
  const falls = down !== (asked.before !== undefined)
  const { last, first, id } = namesOf(alias)
  const columns = Prisma.raw(`${alias}.id, ${alias}.last_name, ${alias}.first_name`)
  const names = (place: number) => (place === 2 ? [first, last] : [last, first])
  const order = (place: number) =>
    Prisma.join([...names(place), id].map((each) => (falls ? Prisma.sql`${each} DESC` : each)))
  const linked = rowAsked(asked) !== null
  /** What of a place the page's row leaves: all of it, what follows the row, or nothing. */
  const from = (place: number) => {
    if (!linked) return Prisma.sql`true`
    const [nearest, nearestId] = falls
      ? [behindAll, Prisma.raw(`'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`)]
      : [Prisma.raw(`''`), Prisma.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)]
    const open = Prisma.raw(asked.before === undefined ? `<= ${place}` : `>= ${place}`)
    return Prisma.sql`(SELECT abs(place) ${open} FROM edge) AND (${Prisma.join([...names(place), id])}) ${Prisma.raw(falls ? '<' : '>')} (
      SELECT CASE WHEN abs(place) = ${place} THEN leads ELSE ${nearest} END, CASE WHEN abs(place) = ${place} THEN other ELSE ${nearest} END,
             CASE WHEN abs(place) = ${place} THEN id ELSE ${nearestId} END FROM edge)`
  }
  const but = (others: readonly Prisma.Sql[]) =>
    Prisma.join([Prisma.empty, ...others.map((other) => Prisma.sql` AND ${other} IS NOT TRUE`)], '')
  /** Each place in parts that share no row, and of which an index holds each in order; the last place in one that none does. */
  const parts: Prisma.Sql[][] = [
    pairsOf(words).map(([one, other], at, pairs) => {
      const earlier = pairs
        .slice(0, at)
        .map((pair) => Prisma.sql`(${starts(last, pair[0])} AND ${starts(first, pair[1])})`)
      return Prisma.sql`${met} AND ${starts(last, one)} AND ${starts(first, other)}${but(earlier)}`
    }),
    ...[last, first].map((name) =>
      words.map((word, at) => {
        const earlier = words.slice(0, at).map((each) => starts(name, each))
        const before = name === last ? both(last, first, words) : begins(last, words)
        return Prisma.sql`${met} AND ${starts(name, word)}${but([before, ...earlier])}`
      }),
    ),
    [Prisma.sql`${collected}${but([begins(last, words), begins(first, words)])}`],
  ]
  const all = parts.map((_, place) => place).filter((place) => parts[place]!.length > 0)
  const places = asked.before === undefined ? all : all.toReversed()
  const read = places.map((place, at) => {
    const before = places.slice(0, at).map((each) => Prisma.raw(`(SELECT count(*) FROM place${each})`))
    const open = before.length > 0 ? Prisma.sql`${Prisma.join(before, ' + ')} < ${most}` : Prisma.sql`true`
    const arms = parts[place]!.map(
      (part) =>
        Prisma.sql`(SELECT ${columns} FROM ${part} AND ${from(place)} AND ${open}
          ${page ? Prisma.sql`ORDER BY ${order(place)}` : Prisma.empty} LIMIT ${most})`,
    )
    return Prisma.sql`${Prisma.raw(`place${place}`)} AS MATERIALIZED (${Prisma.join(arms, ' UNION ALL ')})`
  })
  const edge = linked
    ? Prisma.sql`edge AS MATERIALIZED (SELECT ${by[0]!} AS place, ${by[1]!} AS leads, ${by[2]!} AS other, ${by[3]!} AS id FROM ${row}), `
    : Prisma.empty
  const found = all.map((place) => Prisma.raw(`SELECT * FROM place${place}`))
  return Prisma.sql`(WITH ${edge}${Prisma.join(read)} ${Prisma.join(found, ' UNION ALL ')})`
}
