import { z } from 'zod'

/* What the JSON columns that this room reads hold (lib/shared/stored.ts). */

const told = z.string().nullable().catch(null)

/** news.body as DHIS sent it. Anything may stand there: what isn't a text in its place is null. */
export const storedNews = z
  .object({ type: told, by: z.object({ name: told }).catch({ name: null }), comment: told, at: told })
  .catch({ type: null, by: { name: null }, comment: null, at: null })
