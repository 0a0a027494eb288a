export type Asked = Record<string, string | string[] | undefined>

/** The parameters of an address, each once: the first value of a repeated parameter counts. */
export const firstOf = (asked: Asked) =>
  Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )

type Value = string | number | undefined

/** Parameters that say which page of a list is shown, not which rows it has. */
const ofPage = { page: undefined, after: undefined, before: undefined, count: undefined }

/**
 * The addresses of a list with this `filter`: of the same list with changed parameters, from its first page unless a
 * page is given. Empty and `usual` values are left out. `{page}` stays as it is, for the links of the pages.
 */
export const listAddress =
  <Filter extends { [name in keyof Filter]: Value }>(
    path: string,
    filter: Filter,
    usual: Partial<Filter> = {},
  ) =>
  (change: Partial<Record<keyof Filter, Value>> = {}): string => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries<Value>({ ...filter, ...ofPage, ...change }))
      if (value && value !== usual[name as keyof Filter]) query.set(name, String(value))
    return query.size > 0 ? `${path}?${query}`.replace('%7Bpage%7D', '{page}') : path
  }

/**
 * How a column sorts: its link sorts ascending, or descending while the list is ascending by it; `now`: the present
 * order.
 */
export function sortBy<Sort extends string>(
  now: Sort,
  by: Sort,
  address: (change: { sort: string }) => string,
) {
  const down = `-${by}`
  const href = address({ sort: now === by ? down : by })
  if (now === by) return { href, now: 'ascending' as const }
  return now === down ? { href, now: 'descending' as const } : { href }
}
