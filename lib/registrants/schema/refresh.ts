import { z } from 'zod'

const id = z.uuid()
const listed = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(Boolean)

export const StartRefreshInput = z.object({ run: id })
export const RefreshInput = z.object({ refresh: id })

/** `seen`: the plan that the page showed; `all`: yes to everything, else to the Juhan ids that are ticked. */
export const ConfirmRefreshInput = RefreshInput.extend({
  seen: z.string().max(64),
  all: z.string().max(1).optional(),
  /** Juhan is asked anew instead */
  anew: z.string().max(1).optional(),
  /** the page had boxes, so what isn't ticked was seen */
  boxes: z.string().max(1).optional(),
  agreed: z.preprocess(listed, z.array(z.string().max(100)).max(20_000)),
})
/** More than so many boxes to tick are not shown; the rest can be confirmed all together. */
export const mostTicked = 500

/** Groups of a refresh's rows, as its page filters them; `open`: what waits for a person. */
export const rowGroups = ['open', 'added', 'changed', 'removed', 'kept', 'nothing'] as const
export type RowGroup = (typeof rowGroups)[number]
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const page = z.preprocess(first, z.coerce.number().int().min(1).max(10_000)).catch(1)

/** What the address of a refresh asks for. */
export const RefreshAsked = z.object({
  group: z.preprocess(first, z.enum(rowGroups).optional()).catch(undefined),
  page,
})
/** What the address of the history asks for: two refreshes to be compared. */
export const HistoryAsked = z.object({
  a: z.preprocess(first, id.optional()).catch(undefined),
  b: z.preprocess(first, id.optional()).catch(undefined),
  page,
})
export type RefreshAsked = z.infer<typeof RefreshAsked>
