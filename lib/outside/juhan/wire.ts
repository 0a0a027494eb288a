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
/** Whether this is an id that Juhan gives. */
export const isJuhanId = (told: string | null | undefined): told is string => id.safeParse(told).success
export const isJuhanStatus = (told: string | null | undefined): told is JuhanStatusWord =>
  juhanStatuses.includes(told as JuhanStatusWord)

const count = z.int().min(0).max(1_000_000)
// U+FFFD stands where bytes could not be read.
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
 * What somebody wrote of a person, as it came: null where Juhan has nothing, undefined where it doesn't speak of it. One
 * person's field stops nobody else, so anything may stand here; what isn't text stands as JSON behind U+FFFD, for nobody
 * can read it.
 */
const own = z
  .unknown()
  .optional()
  .transform((said): string | null | undefined => {
    if (said === undefined || said === null || typeof said === 'string') return said
    return typeof said === 'number' ? String(said) : `\uFFFD${JSON.stringify(said)}`
  })

/**
 * One person's registration to a run. Its id and status are the list's structure and are asked of the whole list
 * (whole.ts), where the person at fault can be named; the rest is the person's own, and for whoever reads it to judge.
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
