import { z } from 'zod'

/** DHIS's record of the document. */
export type Receipt = { id: string; number: string; url: string | null }

/** The least that an answer of DHIS needs: the id for later queries, and a number. */
const least = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$/),
  number: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}]+$/u),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .catch(null),
})

/**
 * The usable part of an odd answer of DHIS (a missing link, a number that another document has), for a person to
 * accept; null = nothing. `response`: the answer as it came.
 */
export function takenAsItIs(response: string | null): Receipt | null {
  try {
    return least.parse(JSON.parse(response ?? ''))
  } catch {
    return null
  }
}
