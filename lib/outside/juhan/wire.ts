import { z } from 'zod'

/*
 * Juhan, the ministry's register of continuing education, in its own words. What it adds to an answer beyond these
 * fields is its own matter and is left out; what stands here must be exactly so.
 */

/** How it stands with a registration in Juhan (seed "juhan-registrants"); a status that isn't here is not understood. */
export const juhanStatuses = [
  'Registreeritud',
  'Ootenimekirjas',
  'Tühistatud',
  'Mitte-lõpetatud',
  'Lõpetatud',
] as const
export type JuhanStatusWord = (typeof juhanStatuses)[number]

// Its ids become a part of our addresses, so nothing that could climb out of a path.
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$/)
const count = z.int().min(0).max(1_000_000)
// U+FFFD stands where bytes could not be read: a name with a hole in it is not a name.
const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\uFFFD\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
    )
    .transform((text) => text.normalize('NFC').trim())
const named = (max: number) => line(max).refine((text) => text !== '')
const told = (max: number) =>
  line(max)
    .nullable()
    .transform((text) => text || null)
const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2100-01-01')

/** One person's registration to a run. Whether the personal code is a real one is for whoever reads it to judge. */
const registration = z.object({
  id,
  status: z.enum(juhanStatuses),
  personalCode: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
  firstName: named(200),
  lastName: named(200),
  email: told(320),
  phone: told(100),
  payer: z.enum(['ise', 'juriidiline isik', 'füüsiline isik']).nullable(),
  registeredOn: day,
  workplace: told(500),
})
export type JuhanRegistration = z.infer<typeof registration>

/** So many registrations are asked for at a time. */
export const pageSize = 500

/** A page of a run's registrations, counted from 1; `total` is of all pages together. */
export const juhanPage = z.object({
  run: id,
  page: count,
  pages: z.int().min(0).max(1_000),
  total: count,
  registrations: z.array(registration).max(pageSize),
})
export type JuhanPage = z.infer<typeof juhanPage>

/** What Juhan is told of a registration: the outcome with us, and the paper given for it. */
export type JuhanTelling = {
  status: Extract<JuhanStatusWord, 'Tühistatud' | 'Mitte-lõpetatud' | 'Lõpetatud'>
  documentNumber?: string
  documentOn?: string
}

/** The registration as Juhan has it after it was told. */
export const juhanTold = z.object({
  id,
  status: z.enum(juhanStatuses),
  documentNumber: told(200),
  documentOn: day.nullable(),
})
export type JuhanTold = z.infer<typeof juhanTold>
