import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Field } from '../../kept/fields'
import { columnOf, keptKinds, thingOf, type KeptList } from '../../kept/things'

/** The registry's lists from which schools choose, by their names there. */
export type ClassifierSort = KeptList | 'klLahkumisePohjus'
export type Classified = { code: string; name: string; retired: boolean }
export type Classifiers = Record<ClassifierSort, Classified[]>
export type Lists = Readonly<Record<`kl${string}`, readonly Classified[]>>

/** Every use of a code in the kept data, as text: one query per field, by list. */
const keptUses = keptKinds.flatMap((kind) => {
  const { table, fields } = thingOf(kind)
  return Object.entries(fields).flatMap(([name, { as, codes = [] }]) =>
    codes.map((list, at) => ({
      list,
      codes: usesIn(as, Prisma.raw(columnOf(name)), Prisma.raw(table))[at]!,
    })),
  )
})

/** The codes in a column: one query for each list that its field uses. */
function usesIn(as: Field['as'], column: Prisma.Sql, table: Prisma.Sql): Prisma.Sql[] {
  if (as === 'codes') return [Prisma.sql`SELECT unnest(${column}) FROM ${table}`]
  if (as !== 'services') return [Prisma.sql`SELECT ${column} FROM ${table}`]
  const each = Prisma.sql`FROM ${table}, jsonb_array_elements(${column}) AS s`
  return [
    Prisma.sql`SELECT s->>'service' ${each}`,
    Prisma.sql`SELECT jsonb_array_elements_text(s->'subjects') ${each}`,
  ]
}

/** Every code in use, as text, by list. No form offers the list klOppekava. */
export const codeUses: ReadonlyMap<string, Prisma.Sql> = new Map([
  ...[...Map.groupBy(keptUses, ({ list }) => list)].map(
    ([list, uses]) =>
      [
        list,
        Prisma.join(
          uses.map(({ codes }) => codes),
          ' UNION ALL ',
        ),
      ] as const,
  ),
  ['klLahkumisePohjus', Prisma.sql`SELECT left_reason FROM placement`],
  ['klOppekava', Prisma.sql`SELECT curriculum FROM school_class`],
])
const offered = [...codeUses.keys()].filter((sort) => sort !== 'klOppekava')

/**
 * Locks codes that are about to be used until the transaction ends, so that no import of them is taken back meanwhile.
 */
export const holdCodes = (tx: Tx, codes: readonly (readonly [sort: string, code: string])[]) =>
  tx.$queryRaw`
    SELECT FROM classifier t JOIN unnest(${codes.map(([sort]) => sort)}::text[], ${codes.map(([, code]) => code)}::text[])
        AS named (sort, code) ON named.sort = t.sort AND named.code = t.code ORDER BY t.sort, t.code FOR KEY SHARE OF t`

/** Every list with its words, in Estonian order; words retired on that day are included but not offered. */
export async function classifiersOf(client: Db | Tx, today: Day): Promise<Classifiers> {
  const all = await client.classifier.findMany({ where: { sort: { in: offered } } })
  return Object.fromEntries(
    offered.map((sort) => [
      sort,
      all
        .filter((one) => one.sort === sort)
        .map(({ code, name, retiredOn }) => ({
          code,
          name,
          retired: retiredOn !== null && dayFromDate(retiredOn) <= today,
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'et')),
    ]),
  ) as Classifiers
}

/** The word of a code; the code itself if no list has it. */
export const wordOf = (lists: Lists, sort: `kl${string}`, code: string) =>
  lists[sort]?.find((one) => one.code === code)?.name ?? code
