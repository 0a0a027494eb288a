import { z } from 'zod'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, parseDay, type Day } from '@/lib/shared/dates'
import { parseEmail } from '@/lib/shared/email'
import { isCode, readPersonalCode } from '@/lib/shared/personal-code'
import { written, writtenCode, writtenLines, writtenName } from '@/lib/shared/written'

/** What forms of settings send, read; each objection is a refusal's code. */

const custom = 'custom' as const
/** An objection of a schema: the refusal's code and what its sentence tells. */
export const objection = (message: string, params?: Record<string, string | number>) => ({
  code: custom,
  message,
  params,
})

/** A form sends one value, several or none. */
export const listed = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined && each !== '')

/** A day that must be there. */
export const typedDay = z
  .string()
  .max(50)
  .transform((typed, context): Day => {
    const day = parseDay(typed)
    if (day) return day
    context.addIssue(typed.trim() === '' ? 'dayMissing' : 'dayWrong')
    return z.NEVER
  })

/** A day, or null where nothing is typed. */
export const dayIfAny = z
  .string()
  .max(50)
  .transform((typed, context): Day | null => {
    if (typed.trim() === '') return null
    const day = parseDay(typed)
    if (!day) context.addIssue('dayWrong')
    return day
  })

/** The day asked about (`Seis kuupäeval`), in any way a day is typed; without one, or with none such, it is today. */
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
 * A text in its written form, of at most so many characters; `missing` is what an empty one is refused with. What is too long
 * is told so. `typedText` keeps its lines; of the others each is one line.
 */
export const typedText = typed(writtenLines)
export const typedLine = typed(written)
/** A person's name. */
export const typedName = typed(writtenName)
/** Whatever something is known by: a code, a number on paper, a class's letter. */
export const typedCode = typed(writtenCode)

/** What is searched for, in its written form; from an address anything can come, and what is too long is none. */
export const searched = z.string().transform(written).pipe(z.string().max(200)).catch('')
/** A searched name: a personal code never comes into an address. */
export const searchedName = searched.transform((q) => (isCode(q) ? '' : q))
/** A filter's text, where there is one that fits. */
export const filteredBy = z.string().transform(written).pipe(z.string().max(200)).optional().catch(undefined)

/** An e-mail address that must be there. */
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

/** One of those with an id, or null where none is chosen. */
export const idIfAny = z.union([z.literal('').transform(() => null), z.uuid()])
