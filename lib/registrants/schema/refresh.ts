import { z } from 'zod'

const id = z.uuid()
const listed = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(Boolean)

export const StartRefreshInput = z.object({ run: id })
export const RefreshInput = z.object({ refresh: id })

/** `seen`: the plan on the page; `all`: yes to everything, else to the ticked Juhan ids. */
export const ConfirmRefreshInput = RefreshInput.extend({
  seen: z.string().max(64),
  all: z.string().max(1).optional(),
  /** ask Juhan anew instead */
  anew: z.string().max(1).optional(),
  /** the page had boxes, so the user saw the unticked ones */
  boxes: z.string().max(1).optional(),
  agreed: z.preprocess(listed, z.array(z.string().max(100)).max(20_000)),
})
/** The most rows that get boxes; if more wait for a yes, none has one, and they can only be confirmed all together. */
export const mostTicked = 500

/** Groups of a refresh's rows, for the page's filter; `open`: those that wait for a person. */
export const rowGroups = ['open', 'added', 'changed', 'removed', 'kept', 'nothing'] as const
export type RowGroup = (typeof rowGroups)[number]
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const page = z.preprocess(first, z.coerce.number().int().min(1).max(10_000)).catch(1)

/** The address parameters of a refresh. */
export const RefreshAsked = z.object({
  group: z.preprocess(first, z.enum(rowGroups).optional()).catch(undefined),
  page,
})
/** The address parameters of the history: two refreshes to compare. */
export const HistoryAsked = z.object({
  a: z.preprocess(first, id.optional()).catch(undefined),
  b: z.preprocess(first, id.optional()).catch(undefined),
  page,
})
export type RefreshAsked = z.infer<typeof RefreshAsked>
