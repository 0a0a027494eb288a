import { LearnerFilter } from '@/lib/register/schema/learners'

export type Asked = Record<string, string | string[] | undefined>

/** The list asked for by an address; of a repeated parameter the first counts. */
export function askedFilter(asked: Asked): LearnerFilter {
  return LearnerFilter.parse(
    Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    ),
  )
}

/** The parameters that give the list again, with something changed; what is as usual is left out. */
export function parameters(
  filter: LearnerFilter,
  change: Partial<Record<keyof LearnerFilter, string>> = {},
): string {
  const { page, sort, ...rest } = { ...filter, page: undefined, ...change }
  const kept = { ...rest, sort: sort === 'name' ? undefined : sort, page }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kept)) if (value) query.set(name, String(value))
  return query.size > 0 ? `?${query}` : ''
}

export const listAddress = (...of: Parameters<typeof parameters>) => `/learners${parameters(...of)}`
