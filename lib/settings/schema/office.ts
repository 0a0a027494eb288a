import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { objection, typedDay, typedEmail, typedLine } from '@/lib/access/typed'
import {
  letterNames,
  letterPlaces,
  mostFreshMinutes,
  mostRecallMinutes,
  partMonths,
  type LetterName,
} from '../settings'

const custom = 'custom'

const YearLabel = z.string().regex(/^\d{4}\/\d{4}$/)

/** A whole number, typed. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .max(100)
    .transform((typed, context): number => {
      const number = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : NaN
      if (number >= least && number <= most) return number
      context.addIssue(objection('numberWrong', { least, most }))
      return z.NEVER
    })

/**
 * The office's contacts in warnings, its payment of part months, and the time in which a sending can be called back.
 */
export const OfficeInput = z.object({
  seen: Seen,
  visaContact: typedEmail,
  contentContact: typedLine(200),
  programContact: typedLine(200),
  juhanContact: typedLine(200),
  partMonth: z.enum(partMonths),
  recallMinutes: z
    .string()
    .trim()
    .superRefine((typed, context) => {
      if (/^\d{1,3}$/.test(typed) && Number(typed) <= mostRecallMinutes) return
      context.addIssue({ code: custom, message: 'minutesWrong', params: { most: mostRecallMinutes } })
    })
    .transform(Number),
  juhanFreshMinutes: wholeNumber(1, mostFreshMinutes),
})

const letter = (name: LetterName) => z.object({ subject: text(name, 200), text: text(name, 5_000) })

/** A required text, with only those placeholders that the letter knows. */
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

/** The last day of the academic year that is added. */
export const NewYearInput = z.object({ seen: Seen, lastOn: typedDay })
/** The days of an academic year; its neighbours follow. */
export const YearInput = z.object({
  seen: Seen,
  label: YearLabel,
  firstOn: typedDay,
  lastOn: typedDay,
})
/** Which academic year is shown. */
export const YearAsked = z.object({ year: YearLabel.optional().catch(undefined) })

/** How long neighbours are tried and when they are asked. */
export const TechnicalInput = z.object({
  seen: Seen,
  deliveryHours: wholeNumber(1, 720),
  lookAfterMinutes: wholeNumber(1, 10_080),
})
