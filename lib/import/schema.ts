import { z } from 'zod'

/** The user's matching of a file's columns: ours by place, '' = not read; and the values for every row. */
export const MatchInput = z.object({
  id: z.uuid(),
  sheet: z.coerce.number().int().min(0).max(1_000),
  row: z.coerce.number().int().min(1).max(100_000),
  columns: z.record(z.string().max(10), z.string().max(100)).default({}),
  fixed: z.record(z.string().max(100), z.string().max(500)).default({}),
})

/** Which sheet and row of a file to look at while its columns are matched. */
export const MatchAsked = z.object({
  sheet: z.coerce.number().int().min(0).max(1_000).optional().catch(undefined),
  row: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
})

/** One's own preview to plan anew against the present register. */
export const AgainInput = z.object({ again: z.uuid() })
export const ImportInput = z.object({ id: z.uuid() })

export const outcomes = ['NEW', 'CHANGED', 'SAME', 'REFUSED'] as const
/** Which rows of an import to show. */
export const RowsAsked = z.object({
  outcome: z.enum(outcomes).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
