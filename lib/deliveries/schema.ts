import { z } from 'zod'

export const DeliveryInput = z.object({ id: z.uuid() })
export const PauseInput = z.object({
  neighbour: z.enum(['DHIS', 'JUHAN', 'EHIS', 'MAIL']),
  paused: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
})
/** The three ends of parked news, each with a reason (spec 2); linking names the document it belongs to. */
export const EndNewsInput = z.object({
  id: z.uuid(),
  end: z.enum(['APPLIED', 'VOID', 'LINKED']),
  number: z.string().trim().max(200).default(''),
  reason: z.string().trim().max(2_000).default(''),
})
