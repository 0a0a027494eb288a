import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'

export type Asked = Record<string, string | string[] | undefined>

/** The list asked for by an address; of a repeated parameter the first counts. */
export const askedFilter = (asked: Asked): PupilFilter =>
  PupilFilter.parse(
    Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    ),
  )

/** The parameters that give the list again, with something changed; what is as usual is left out. */
export function parameters(
  filter: PupilFilter,
  change: Partial<Record<keyof PupilFilter, string>> = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, page: undefined, ...change }))
    if (value) query.set(name, String(value))
  return query.size > 0 ? `?${query}` : ''
}

export const listAddress = (...of: Parameters<typeof parameters>) => `/schools/pupils${parameters(...of)}`

/** A pupil's page: which stay is shown, which form stands open; `at`: a part of the page. */
export function pupilAddress(
  id: string,
  asked: { stay?: string; on?: string; edit?: string; row?: string; done?: string; gone?: 'yes' } = {},
  at?: string,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
  return `/schools/pupils/${id}${query.size > 0 ? `?${query}` : ''}${at ? `#${at}` : ''}`
}
