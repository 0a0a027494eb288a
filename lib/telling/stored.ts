import { z } from 'zod'

/* What the JSON columns that this room reads hold (lib/shared/stored.ts). */

const told = z.string().nullable().catch(null)

/** news.body as DHIS sent it. It may be anything: a value that should be a text and isn't becomes null. */
export const storedNews = z
  .object({ type: told, by: z.object({ name: told }).catch({ name: null }), comment: told, at: told })
  .catch({ type: null, by: { name: null }, comment: null, at: null })
