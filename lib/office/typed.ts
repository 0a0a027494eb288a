import { z } from 'zod'
import { parseDay, type Day } from '@/lib/shared/dates'

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

/** A text of at most so many characters; `missing` is what an empty one is refused with. What is too long is told so. */
export const typedText = (most: number, missing?: string) =>
  z
    .string()
    .max(1_000_000)
    .transform((typed) => typed.trim().replaceAll('\r\n', '\n'))
    .superRefine((typed, context) => {
      if (missing && typed === '') context.addIssue(objection(missing))
      if (typed.length > most) context.addIssue(objection('tooLong', { most }))
    })

/** An e-mail address that must be there. */
export const typedEmail = typedText(200).refine((typed) => z.email().safeParse(typed).success, 'emailWrong')

/** One of those with an id, or null where none is chosen. */
export const idIfAny = z.union([z.literal('').transform(() => null), z.uuid()])
