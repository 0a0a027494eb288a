import { z } from 'zod'
import { askedDay, filteredBy, pageAsked, searchedName } from '@/lib/access/typed'
import { parseMonth } from '../rules/payments'

/**
 * The standing of a grant on a day: paid for; its last paid day at most 30 days away; not begun; over; without a paid
 * day. ENDING grants are in force too. No list has a grant whose document was cancelled.
 */
export const standings = ['IN_FORCE', 'ENDING', 'COMING', 'ENDED', 'VOID'] as const
export type GrantStanding = (typeof standings)[number]

export const grantSorts = ['name', '-name', 'to', '-to', 'amount', '-amount'] as const

/** The filter of the list of grants; the type by code, the unit by id or code. Grants in force, unless it names another state or ALL. */
export const GrantFilter = z.object({
  /** a name; a personal code never comes into an address */
  q: searchedName,
  type: filteredBy,
  unit: filteredBy,
  source: filteredBy,
  state: z.enum([...standings, 'ALL']).catch('IN_FORCE'),
  on: askedDay,
  sort: z.enum(grantSorts).catch('name'),
  ...pageAsked,
})
export type GrantFilter = z.output<typeof GrantFilter>

/** The filter of the payment list; the present month by default. */
export const PaymentFilter = z.object({
  month: z
    .string()
    .transform((typed) => parseMonth(typed) ?? undefined)
    .optional()
    .catch(undefined),
  unit: filteredBy,
  source: filteredBy,
  ...pageAsked,
})
export type PaymentFilter = z.output<typeof PaymentFilter>
