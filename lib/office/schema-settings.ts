import { z } from 'zod'
import { letterNames, letterPlaces, mostRecallMinutes, partMonths, type LetterName } from './settings'

const custom = 'custom'

/** The id of the last change that the page showed, '' = there was none. */
export const Seen = z.string().regex(/^\d{0,20}$/)

/** What the office says of itself in warnings, how it pays, and how long a sending can be called back. */
export const OfficeInput = z.object({
  seen: Seen,
  visaContact: z
    .string()
    .trim()
    .max(200)
    .refine((typed) => z.email().safeParse(typed).success, 'emailWrong'),
  partMonth: z.enum(partMonths),
  recallMinutes: z
    .string()
    .trim()
    .superRefine((typed, context) => {
      if (/^\d{1,3}$/.test(typed) && Number(typed) <= mostRecallMinutes) return
      context.addIssue({ code: custom, message: 'minutesWrong', params: { most: mostRecallMinutes } })
    })
    .transform(Number),
})

const letter = (name: LetterName) => z.object({ subject: text(name, 200), text: text(name, 5_000) })

/** A text that is there, with places that the letter knows. */
const text = (name: LetterName, most: number) =>
  z
    .string()
    .max(most + 5_000)
    .transform((typed) => typed.trim().replaceAll('\r\n', '\n'))
    .superRefine((typed, context) => {
      const object = (message: string, params?: Record<string, string | number>) =>
        context.addIssue({ code: custom, message, params })
      if (typed === '') object('textMissing')
      if (typed.length > most) object('tooLong', { most })
      const places = letterPlaces(name)
      const unknown = [...typed.matchAll(/\{([^{}]*)\}/g)].find(([, place]) => !places.includes(place!))
      if (unknown)
        object('placeUnknown', { place: unknown[0], places: places.map((each) => `{${each}}`).join(' ') })
    })

/** All letters, each with a subject and a text. */
export const LettersInput = z.object({
  seen: Seen,
  letters: z.object(
    Object.fromEntries(letterNames.map((name) => [name, letter(name)])) as Record<
      LetterName,
      ReturnType<typeof letter>
    >,
  ),
})
