import { z } from 'zod'

/*
 * Juhan's side of the contract, written from its own end: it shares no code with those who call it.
 */

export const statuses = [
  'Registreeritud',
  'Ootenimekirjas',
  'Tühistatud',
  'Mitte-lõpetatud',
  'Lõpetatud',
] as const
export type Status = (typeof statuses)[number]
export const payers = ['ise', 'juriidiline isik', 'füüsiline isik'] as const

const words = z.string().max(500).nullable()

/** What Juhan knows of a registration, besides its id. */
export const registration = z.strictObject({
  status: z.enum(statuses),
  personalCode: z.string().max(20).nullable(),
  firstName: z.string().min(1).max(200),
  lastName: z.string().min(1).max(200),
  email: words,
  phone: words,
  payer: z.enum(payers).nullable(),
  registeredOn: z.iso.date(),
  workplace: words,
})
export type Registration = z.infer<typeof registration>

/** A registration in a Juhan that doesn't keep its own rules: any field may be anything. */
export const anyFields = z.partialRecord(registration.keyof(), z.json())
export type RegistrationRow = Registration & {
  id: string
  run: string
  documentNumber: string | null
  documentOn: string | null
}

/** How a registration ended, as we report it; whoever completed has a document. */
export const telling = z.strictObject({
  status: z.enum(['Tühistatud', 'Mitte-lõpetatud', 'Lõpetatud']),
  documentNumber: z.string().min(1).max(200).optional(),
  documentOn: z.iso.date().optional(),
})
export type Telling = z.infer<typeof telling>
export type ToldRow = Telling & { id: string; key: string; at: string }

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(500).default(100),
})
