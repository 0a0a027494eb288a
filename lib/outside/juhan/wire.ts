import { z } from 'zod'

/*
 * Juhan, the ministry's register of continuing education, in its own words. Further fields of its answers are ignored;
 * the fields here must be exactly so.
 */

/** Statuses of a registration in Juhan (seed "juhan-registrants"); any other is unreadable. */
export const juhanStatuses = [
  'Registreeritud',
  'Ootenimekirjas',
  'Tühistatud',
  'Mitte-lõpetatud',
  'Lõpetatud',
] as const
export type JuhanStatusWord = (typeof juhanStatuses)[number]

// Its ids become a part of our addresses, so they contain nothing that could leave a path.
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$/)
/** Whether the text has the form of Juhan's ids. */
export const isJuhanId = (told: string | null | undefined): told is string => id.safeParse(told).success
export const isJuhanStatus = (told: string | null | undefined): told is JuhanStatusWord =>
  juhanStatuses.includes(told as JuhanStatusWord)

const count = z.int().min(0).max(1_000_000)
// U+FFFD marks unreadable bytes.
const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\uFFFD\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
    )
    .transform((text) => text.normalize('NFC').trim())
const told = (max: number) =>
  line(max)
    .nullable()
    .transform((text) => text || null)
const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2100-01-01')

/**
 * A person's field as it came: null where Juhan has nothing, undefined where it doesn't mention it. One person's bad
 * field must not stop the others, so anything is allowed here; what isn't text becomes JSON after U+FFFD, because
 * nobody can read it.
 */
const own = z
  .unknown()
  .optional()
  .transform((said): string | null | undefined => {
    if (said === undefined || said === null || typeof said === 'string') return said
    return typeof said === 'number' ? String(said) : `\uFFFD${JSON.stringify(said)}`
  })

/**
 * One person's registration for a run. Its id and status belong to the list's structure and are checked for the whole
 * list (whole.ts), where the person at fault can be named; the other fields are the person's own, and the reader judges
 * them.
 */
const registration = z.object({
  id: own,
  status: own,
  personalCode: own,
  firstName: own,
  lastName: own,
  email: own,
  phone: own,
  payer: own,
  registeredOn: own,
  workplace: own,
})
/** A registration before its list is known to be whole. */
export type SpokenRegistration = z.infer<typeof registration>
/** A registration of a whole list. */
export type JuhanRegistration = SpokenRegistration & { id: string; status: JuhanStatusWord }

/** The number of registrations per request. */
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

/** What we tell Juhan about a registration: our outcome, and the paper given for it. */
export type JuhanTelling = {
  status: Extract<JuhanStatusWord, 'Tühistatud' | 'Mitte-lõpetatud' | 'Lõpetatud'>
  documentNumber?: string
  documentOn?: string
}

/** The registration as Juhan has it after our message. */
export const juhanTold = z.object({
  id,
  status: z.enum(juhanStatuses),
  documentNumber: told(200),
  documentOn: day.nullable(),
})
export type JuhanTold = z.infer<typeof juhanTold>
