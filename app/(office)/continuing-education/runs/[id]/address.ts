import type { RegistrantsFilter } from '@/lib/registrants/schema/runs'

type Asked = Partial<Record<keyof RegistrantsFilter | 'boxes' | 'run', string | number>>

/** The parameters that give the list again; the first page is as usual. */
export function parameters({ page, ...rest }: Asked): string {
  const kept = Object.entries({ ...rest, page: page === 1 ? undefined : page }).flatMap(([name, value]) =>
    value ? [[name, String(value)]] : [],
  )
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
}

/** The page of a run with its list as asked. */
export const runAddress = (id: string, asked: Asked) => `/continuing-education/runs/${id}${parameters(asked)}`
