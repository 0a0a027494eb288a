import { z } from 'zod'

export const PushInput = z.object({ run: z.uuid() })

/** Which rows of the ledger to show: all, those that Juhan has differently or not yet, those that wait or are stuck. */
export const ledgerShown = ['all', 'differ', 'waiting', 'stuck'] as const
export const LedgerFilter = z.object({
  show: z.enum(ledgerShown).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type LedgerFilter = z.output<typeof LedgerFilter>
/** Registrants per page of the ledger. */
export const ledgerPage = 50
