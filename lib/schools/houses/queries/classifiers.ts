import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Field } from '../../kept/fields'
import { columnOf, keptKinds, thingOf, type KeptList } from '../../kept/things'

/** Lists of the registry that schools choose from, by their headings there. */
export type ClassifierSort = KeptList | 'klLahkumisePohjus'
export type Classified = { code: string; name: string; retired: boolean }
export type Classifiers = Record<ClassifierSort, Classified[]>
export type Lists = Readonly<Record<`kl${string}`, readonly Classified[]>>

/** Where what is kept of pupils names codes, as text: a query of each field, by its list. */
const keptUses = keptKinds.flatMap((kind) => {
  const { table, fields } = thingOf(kind)
  return Object.entries(fields).flatMap(([name, { as, codes = [] }]) =>
    codes.map((list, at) => ({
      list,
      codes: usesIn(as, Prisma.raw(columnOf(name)), Prisma.raw(table))[at]!,
    })),
  )
})

/** The codes that a column holds, a query of each list that its field takes them from. */
function usesIn(as: Field['as'], column: Prisma.Sql, table: Prisma.Sql): Prisma.Sql[] {
  if (as === 'codes') return [Prisma.sql`SELECT unnest(${column}) FROM ${table}`]
  if (as !== 'services') return [Prisma.sql`SELECT ${column} FROM ${table}`]
  const each = Prisma.sql`FROM ${table}, jsonb_array_elements(${column}) AS s`
  return [
    Prisma.sql`SELECT s->>'service' ${each}`,
    Prisma.sql`SELECT jsonb_array_elements_text(s->'subjects') ${each}`,
  ]
}

/** Where codes are named, as text: of each list every code in use. klOppekava is a list that no form offers. */
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

/** Keeps codes that are about to be named until the transaction ends: no import of them is taken back meanwhile. */
export const holdCodes = (tx: Tx, codes: readonly (readonly [sort: string, code: string])[]) =>
  tx.$queryRaw`
    SELECT FROM classifier t JOIN unnest(${codes.map(([sort]) => sort)}::text[], ${codes.map(([, code]) => code)}::text[])
        AS named (sort, code) ON named.sort = t.sort AND named.code = t.code ORDER BY t.sort, t.code FOR KEY SHARE OF t`

/** Every list with its words, in Estonian order; what is retired on the day is there but isn't offered any more. */
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

/** The word of a code; a code that no list has stands for itself. */
export const wordOf = (lists: Lists, sort: `kl${string}`, code: string) =>
  lists[sort]?.find((one) => one.code === code)?.name ?? code
