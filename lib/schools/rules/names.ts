import { toldApart } from '@/lib/shared/told-apart'

const estonian = new Intl.Collator('et', { numeric: true })

/** Compares names in Estonian order and numbers in them by size: 3.a before 10.a. */
export const byEstonian = (a: string, b: string) => estonian.compare(a, b)

type Named = { firstName: string; lastName: string; id: string }

/** People in Estonian order, by last name. */
export const byLastName = (a: Named, b: Named) =>
  estonian.compare(a.lastName, b.lastName) ||
  estonian.compare(a.firstName, b.firstName) ||
  (a.id < b.id ? -1 : 1)

/** "Kesklinna kool, Mäe maja" → "Mäe maja": the part that tells the houses of one school apart. */
export const shortHouse = (name: string) => name.split(', ').at(-1)!

type ByCode = { id: string; name: string; registryCode: string }

/** Houses to choose from, in Estonian order; namesakes also with the registry code. */
export function housesToldApart<House extends ByCode>(houses: readonly House[]): House[] {
  const sorted = houses.toSorted((a, b) => byEstonian(a.name, b.name))
  const names = toldApart(
    sorted,
    ({ name }) => name,
    ({ registryCode }) => registryCode,
  )
  return sorted.map((house, at) => ({ ...house, name: names[at]! }))
}
