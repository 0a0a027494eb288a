import { z } from 'zod'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

/** effect.before of a dated value: the whole row that it replaced, put back as it was; null = there was none. */
export const storedTerm = z.looseObject({ id: z.string() }).nullable()
