import { z } from 'zod'

/** Where DHIS keeps the document. */
export type Receipt = { id: string; number: string; url: string | null }

/** What an answer of DHIS's can't do without: the id by which it is asked, and a number. */
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
 * What a person can take of an answer that DHIS should have given otherwise (a link that is missing, a number that another
 * document bears); null = nothing. `response`: the answer as it came.
 */
export function takenAsItIs(response: string | null): Receipt | null {
  try {
    return least.parse(JSON.parse(response ?? ''))
  } catch {
    return null
  }
}
