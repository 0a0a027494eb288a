import { z } from 'zod'

const id = z.uuid()
const listed = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(Boolean)

export const StartRefreshInput = z.object({ run: id })
export const RefreshInput = z.object({ refresh: id })

/** `seen`: the plan that the page showed; `all`: yes to everything, else to the Juhan ids that are ticked. */
export const ConfirmRefreshInput = RefreshInput.extend({
  seen: z.string().max(64),
  all: z.string().max(1).optional(),
  agreed: z.preprocess(listed, z.array(z.string().max(100)).max(20_000)),
})
