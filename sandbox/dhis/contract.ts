import { z } from 'zod'

/*
 * DHIS's side of the contract, written from its own end: it shares no code with those who call it.
 */

const pdf = z
  .base64()
  .min(1)
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-')
const personalCode = z.string().regex(/^\d{11}$/)
const version = z.int().min(1)

export const sentDocument = z.strictObject({
  ourId: z.string().min(1).max(100),
  version,
  type: z.string().min(1),
  series: z.string().regex(/^[^\s/][^\s]{0,99}$/),
  seriesName: z.string().min(1).max(200).optional(),
  title: z.string().min(1),
  unit: z.strictObject({ code: z.string().min(1), name: z.string().min(1) }),
  signer: z.strictObject({ name: z.string().min(1), personalCode }),
  drafter: z.strictObject({ name: z.string().min(1) }),
  notifyUnits: z.array(z.string().min(1)),
  pdf,
  content: z.json(),
})
export type SentDocument = z.infer<typeof sentDocument>

export const withdrawal = z.strictObject({ version, reason: z.string().min(1) })

/** What a person does to a document in DHIS; each is told to the sender of the document. */
export const decision = z.object({
  type: z.enum(['confirmed', 'rejected', 'routed']),
  by: z.object({ name: z.string().min(1), personalCode }),
  comment: z.string().max(10_000).optional(),
  to: z.string().min(1).max(200).optional(),
})
export type Decision = z.infer<typeof decision>

export type DhisState = 'waiting' | 'locked' | 'confirmed' | 'rejected' | 'cancelled'

export type DhisEvent = Decision & { eventId: string; id: string; ourId: string; version: number; at: string }

export type DocumentRow = {
  id: string
  our_id: string
  number: string
  version: number
  state: DhisState
  reason: string | null
}
export type VersionRow = {
  version: number
  body: Omit<SentDocument, 'pdf'>
  pdfBytes: number
  receivedAt: string
}
