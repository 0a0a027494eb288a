import type { Db, Tx } from '@/lib/shared/db'
import { dayFromDate, type Day } from '@/lib/shared/dates'

/** Lists of the registry that schools choose from, by their headings there. */
export const classifierSorts = [
  ...(['klErivajadus', 'klTugiteenus', 'klOppeaine', 'klKeel', 'klOskustase'] as const),
  ...(['klGrupiSuurus', 'klUjumisoskuseTase', 'klLahkumisePohjus'] as const),
] as const
export type ClassifierSort = (typeof classifierSorts)[number]
export type Classified = { code: string; name: string; retired: boolean }
export type Classifiers = Record<ClassifierSort, Classified[]>

/** Every list with its words, in Estonian order; what is retired on the day is there but isn't offered any more. */
export async function classifiersOf(client: Db | Tx, today: Day): Promise<Classifiers> {
  const all = await client.classifier.findMany({ where: { sort: { in: [...classifierSorts] } } })
  return Object.fromEntries(
    classifierSorts.map((sort) => [
      sort,
      all
        .filter((one) => one.sort === sort)
        .map(({ code, name, retiredOn }) => ({
          ...{ code, name, retired: retiredOn !== null && dayFromDate(retiredOn) <= today },
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'et')),
    ]),
  ) as Classifiers
}

/** The word of a code; a code that no list has stands for itself. */
export const wordOf = (lists: Classifiers, sort: ClassifierSort, code: string) =>
  lists[sort].find((one) => one.code === code)?.name ?? code
