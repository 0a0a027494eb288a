import { z } from 'zod'
import type { Day } from './dates'
import type { Refusal } from './refusal'

/*
 * JSON columns are read through a schema, which stands in `stored.ts` of the room whose table it is; here is what several
 * rooms keep. What doesn't fit is a fault of ours: a writer that is wrong, or a migration that was forgotten.
 */

/** A day as a JSON column has it: a text. */
export const storedDay = z.iso.date().transform((text) => text as Day)

export const storedRefusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  field: z.string().optional(),
  subject: z.object({ kind: z.enum(['document', 'learner', 'pupil', 'grant']), id: z.string() }).optional(),
}) satisfies z.ZodType<Refusal>

/** Why something was refused, in the order it was told. */
export const storedRefusals = z.array(storedRefusal)
