import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { dayFromDate, type Day } from '@/lib/shared/dates'

/** Lists of the registry that schools choose from, by their headings there. */
export const classifierSorts = [
  'klErivajadus',
  'klTugiteenus',
  'klOppeaine',
  'klKeel',
  'klOskustase',
  'klGrupiSuurus',
  'klUjumisoskuseTase',
  'klLahkumisePohjus',
] as const
export type ClassifierSort = (typeof classifierSorts)[number]
export type Classified = { code: string; name: string; retired: boolean }
export type Classifiers = Record<ClassifierSort, Classified[]>

/** Where codes are named, as text: of each list every code in use. klOppekava is a list that no form offers. */
export const codeUses = {
  klErivajadus: Prisma.sql`SELECT unnest(needs) FROM special_needs`,
  klTugiteenus: Prisma.sql`SELECT s->>'service' FROM special_needs, jsonb_array_elements(services) AS s`,
  klOppeaine: Prisma.sql`
    SELECT jsonb_array_elements_text(s->'subjects') FROM special_needs, jsonb_array_elements(services) AS s
     UNION ALL SELECT subject FROM failing_grade`,
  klKeel: Prisma.sql`SELECT language FROM foreign_language`,
  klOskustase: Prisma.sql`SELECT level FROM foreign_language`,
  klGrupiSuurus: Prisma.sql`SELECT group_size FROM swimming`,
  klUjumisoskuseTase: Prisma.sql`SELECT level FROM swimming`,
  klLahkumisePohjus: Prisma.sql`SELECT left_reason FROM placement`,
  klOppekava: Prisma.sql`SELECT curriculum FROM school_class`,
} as const satisfies Record<ClassifierSort | 'klOppekava', Prisma.Sql>

/** Keeps codes that are about to be named until the transaction ends: no import of them is taken back meanwhile. */
export const holdCodes = (tx: Tx, codes: readonly (readonly [sort: ClassifierSort, code: string])[]) =>
  tx.$queryRaw`
    SELECT FROM classifier t JOIN unnest(${codes.map(([sort]) => sort)}::text[], ${codes.map(([, code]) => code)}::text[])
        AS named (sort, code) ON named.sort = t.sort AND named.code = t.code ORDER BY t.sort, t.code FOR KEY SHARE OF t`

/** Every list with its words, in Estonian order; what is retired on the day is there but isn't offered any more. */
export async function classifiersOf(client: Db | Tx, today: Day): Promise<Classifiers> {
  const all = await client.classifier.findMany({ where: { sort: { in: [...classifierSorts] } } })
  return Object.fromEntries(
    classifierSorts.map((sort) => [
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
export const wordOf = (lists: Classifiers, sort: ClassifierSort, code: string) =>
  lists[sort].find((one) => one.code === code)?.name ?? code
