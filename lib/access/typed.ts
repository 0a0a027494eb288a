import { z } from 'zod'
import { now } from '@/lib/shared/clock'
import { parseBirthDay } from '@/lib/shared/birth-day'
import { dayInTallinn, parseDay, type Day } from '@/lib/shared/dates'
import { parseEmail } from '@/lib/shared/email'
import { isCode, readPersonalCode } from '@/lib/shared/personal-code'
import { written, writtenCode, writtenLines, writtenName } from '@/lib/shared/written'

/** Reads input of forms; each objection is a refusal's code. */

const custom = 'custom' as const
/** A schema's objection: the refusal's code and its parameters. */
export const objection = (message: string, params?: Record<string, string | number>) => ({
  code: custom,
  message,
  params,
})

/** A form sends one value, several or none. */
export const listed = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined && each !== '')

/** A required day. */
export const typedDay = z
  .string()
  .max(50)
  .transform((typed, context): Day => {
    const day = parseDay(typed)
    if (day) return day
    context.addIssue(typed.trim() === '' ? 'dayMissing' : 'dayWrong')
    return z.NEVER
  })

const dayOrNull = (parse: (typed: string) => Day | null) =>
  z
    .string()
    .max(50)
    .transform((typed, context): Day | null => {
      if (typed.trim() === '') return null
      const day = parse(typed)
      if (!day) context.addIssue('dayWrong')
      return day
    })
/** A day, or null where nothing is typed. */
export const dayIfAny = dayOrNull(parseDay)
/** A day of birth, or null where nothing is typed; the command asks whether somebody can have been born then. */
export const birthDayIfAny = dayOrNull((typed) => parseBirthDay(typed, dayInTallinn(now())))

/**
 * The requested day (`Seis kuupäeval`), in any way a day is typed; undefined, which means today, if missing or
 * malformed.
 */
export const askedDay = z
  .string()
  .transform((typed) => parseDay(typed) ?? undefined)
  .optional()
  .catch(undefined)

const typed = (form: (text: string) => string) => (most: number, missing?: string) =>
  z
    .string()
    .max(1_000_000)
    .transform(form)
    .superRefine((text, context) => {
      if (missing && text === '') context.addIssue(objection(missing))
      if (text.length > most) context.addIssue(objection('tooLong', { most }))
    })
/**
 * A text in its written form, of at most that many characters; `missing`: the refusal of an empty one. A longer text is
 * refused as too long. `typedText` keeps lines; the others have a single line.
 */
export const typedText = typed(writtenLines)
export const typedLine = typed(written)
/** A person's name. */
export const typedName = typed(writtenName)
/** An identifying code: a number on paper, a class's letter. */
export const typedCode = typed(writtenCode)

/** A search text in its written form; an address can contain anything, and a text that is too long counts as none. */
export const searched = z.string().transform(written).pipe(z.string().max(200)).catch('')
/** A searched name: no address may contain a personal code. */
export const searchedName = searched.transform((q) => (isCode(q) ? '' : q))
/** A filter's text; ignored if it doesn't fit. */
export const filteredBy = z.string().transform(written).pipe(z.string().max(200)).optional().catch(undefined)

/** A required e-mail address. */
export const typedEmail = typedLine(200).transform((typed, context) => emailOf(typed, context))

/** An e-mail address, or '' where nothing is typed. */
export const emailIfAny = typedLine(200).transform((typed, context) => typed && emailOf(typed, context))

function emailOf(typed: string, context: z.core.$RefinementCtx): string {
  const email = parseEmail(typed)
  if (email !== null) return email
  context.addIssue('emailWrong')
  return z.NEVER
}

/** The personal code of somebody alive, in eleven digits, or '' where nothing is typed. */
export const personalCodeIfAny = typedLine(50).transform((typed, context) => typed && codeOf(typed, context))

/** Personal codes, one a line, each once. */
export const personalCodes = typedText(2_000).transform((typed, context) => [
  ...new Set(
    typed
      .split(/[\n,;]+/)
      .filter((code) => code.trim() !== '')
      .map((code) => codeOf(code, context)),
  ),
])

function codeOf(typed: string, context: z.core.$RefinementCtx): string {
  const code = readPersonalCode(typed, dayInTallinn(now()))
  if (code !== null) return code
  context.addIssue('ownCodeWrong')
  return z.NEVER
}

/**
 * The page of a list in its address (`PageAsked` of lib/shared/paging.ts). An address can contain anything: a number that
 * is none is the first page, a row that can't be one is none.
 */
export const pageAsked = {
  page: z.coerce.number().int().min(1).catch(1),
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  count: z.literal('all').optional().catch(undefined),
}

/** One of those with an id, or null where none is chosen. */
export const idIfAny = z.union([z.literal('').transform(() => null), z.uuid()])
