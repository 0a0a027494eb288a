import { z } from 'zod'
import { typedCode } from '@/lib/access/typed'

/** The three ends of parked news, each with a reason (spec 2); linking names the document it belongs to. */
export const EndNewsInput = z.object({
  id: z.uuid(),
  end: z.enum(['APPLIED', 'VOID', 'LINKED']),
  number: typedCode(200).default(''),
  reason: z.string().trim().max(2_000).default(''),
})
