import { GrantFilter, PaymentFilter } from '@/lib/grants/schema/list'

export type Asked = Record<string, string | string[] | undefined>

/** Of a repeated parameter the first counts. */
const first = (asked: Asked) =>
  Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
export const askedGrants = (asked: Asked): GrantFilter => GrantFilter.parse(first(asked))
export const askedPayments = (asked: Asked): PaymentFilter => PaymentFilter.parse(first(asked))

/** The parameters that give a list again, with something changed; what is as usual is left out. */
export function parameters<Filter extends GrantFilter | PaymentFilter>(
  filter: Filter,
  change: Partial<Record<keyof Filter, string>> = {},
): string {
  const kept = { ...filter, page: undefined, ...change }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kept))
    if (value && usual[name] !== value) query.set(name, String(value))
  return query.size > 0 ? `?${query}` : ''
}
const usual: Record<string, string> = { state: 'IN_FORCE', sort: 'name' }
