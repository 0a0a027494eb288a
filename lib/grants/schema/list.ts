import { z } from 'zod'
import { askedDay, filteredBy, searchedName } from '@/lib/access/typed'
import { parseMonth } from '../rules/payments'

/**
 * How a grant stands on a day: paid for; its last paid day at most 30 days away; not begun; over; without a paid day.
 * ENDING is in force too. A grant whose document was cancelled stands in no list.
 */
export const standings = ['IN_FORCE', 'ENDING', 'COMING', 'ENDED', 'VOID'] as const
export type Standing = (typeof standings)[number]

export const grantSorts = ['name', '-name', 'to', '-to', 'amount', '-amount'] as const

/** From an address anything can come: what does not fit is passed over. */
const page = z.coerce.number().int().min(1).max(100_000).catch(1)

/** What the list of grants shows; type and unit by code. Those in force, unless another state or ALL is asked for. */
export const GrantFilter = z.object({
  /** a name; a personal code never comes into an address */
  q: searchedName,
  type: filteredBy,
  unit: filteredBy,
  source: filteredBy,
  state: z.enum([...standings, 'ALL']).catch('IN_FORCE'),
  on: askedDay,
  sort: z.enum(grantSorts).catch('name'),
  page,
})
export type GrantFilter = z.output<typeof GrantFilter>

/** What the payment list shows; without a month, or with none such, the present one. */
export const PaymentFilter = z.object({
  month: z
    .string()
    .transform((typed) => parseMonth(typed) ?? undefined)
    .optional()
    .catch(undefined),
  unit: filteredBy,
  source: filteredBy,
  page,
})
export type PaymentFilter = z.output<typeof PaymentFilter>
