import { z } from 'zod'
import { storedDay } from '@/lib/shared/stored'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

const text = z.string()

/** audit_entry.details: each act keeps some of it. */
export const storedAudit = z.object({ reason: text.optional() })

/** audit_entry.details of a change: what it is about, and from what to what. */
export const storedChanges = z.object({
  about: z.array(text).default([]),
  changes: z.array(z.object({ what: text, from: text, to: text, on: storedDay.optional() })).default([]),
})

/** sent_form.answer; null until the act's transaction has ended. */
export const storedAnswer = z
  .object({ go: text.optional(), notice: text.optional(), result: z.unknown().optional() })
  .nullable()
