import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseEmail } from '@/lib/shared/email'

/**
 * A letter to one person, in plain text. Nothing in it can become a header: address, subject and id contain no control
 * characters, and the address is nothing more than an address.
 */
export const letterSchema = z.object({
  to: z.string().refine((to) => parseEmail(to) === to),
  subject: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
    .refine((text) => text.isWellFormed()),
  text: z
    .string()
    .min(1)
    .max(500_000)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000')),
  messageId: z
    .string()
    .max(250)
    .regex(/^<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>$/),
})
export type Letter = z.infer<typeof letterSchema>

/**
 * The Message-ID of a letter: the same delivery gives the same id however often it is sent, so that mailbox
 * and reader can tell a letter sent twice. `from` is the sender, with or without a name.
 */
export function messageIdOf(idempotencyKey: string, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}@${domain}>`
}
