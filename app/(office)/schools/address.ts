import type { Day } from '@/lib/shared/dates'

type Filter = Readonly<Record<string, string | number | undefined>>

/**
 * The address of a list that gives it again, with something changed; what is as usual is left out. `{page}` stays as it is,
 * for the links of the pages.
 */
export function listAddress(path: string, filter: Filter, change: Filter = {}, usual: Filter = {}): string {
  const kept = { ...filter, page: undefined, ...change }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kept))
    if (value && value !== usual[name]) query.set(name, String(value))
  const asked = query.toString().replace('%7Bpage%7D', '{page}')
  return asked ? `${path}?${asked}` : path
}

/** How a column sorts: upwards first, then the other way. */
export function sortBy<Sort extends string>(now: Sort, by: Sort, address: (sort: string) => string) {
  const down = `-${by}`
  const sorted = now === by ? 'ascending' : now === down ? 'descending' : undefined
  return {
    href: address(now === by ? down : by),
    ...(sorted && { now: sorted as 'ascending' | 'descending' }),
  }
}

/** What the file of a list is asked with: the parameters of the list's own address. */
export const fileQuery = (address: string) => {
  const [, query] = address.split('?')
  return query ? `&${query}` : ''
}

/** The address of a class's list; without a day it is `usual`, today as far as its year reaches. */
export const classAddress = (
  id: string,
  { on, state, sort }: { on?: Day; state: string; sort: string },
  change: object,
  usual: Day,
) =>
  listAddress(`/schools/classes/${id}`, { on, state, sort }, change as Filter, {
    state: 'STUDYING',
    sort: 'name',
    on: usual,
  })
