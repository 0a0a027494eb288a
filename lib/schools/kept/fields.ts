import { z } from 'zod'
import type { Read } from '@/lib/import/rules/form'
import { asTyped, day as dayRead, list, personalCode, text as textRead, word } from '@/lib/import/rules/reads'
import type { MessageKey } from '@/lib/messages/say'
import {
  dayIfAny,
  listed,
  objection,
  personalCodeIfAny,
  personalCodes,
  typedCode,
  typedDay,
  typedLine,
  typedText,
} from '@/lib/access/typed'
import type { Day } from '@/lib/shared/dates'

/*
 * The sorts of fields that a kept thing is made of: how a form's text becomes the value, how a file's cell does, and what
 * stands in the database. What is shown of each sort, the pupil's page says (kept-fields.ts there).
 */

type Named<Prefix extends string> =
  Extract<MessageKey, `${Prefix}.${string}`> extends `${Prefix}.${infer Name}` ? Name : never
/** A word that a field or a column of the page is called by. */
export type Label = Named<'pupils.field'>

/** A sort of field. */
export type Sort = {
  as:
    | 'day'
    | 'line'
    | 'lines'
    | 'number'
    | 'schoolYear'
    | 'quarter'
    | 'word'
    | 'yesNo'
    | 'code'
    | 'codes'
    | 'services'
    | 'subject'
    | 'person'
    | 'persons'
  /** what a form sends */
  typed: z.ZodType
  /** what the database holds, as JSON */
  row: z.ZodType
  /** reads a cell of a file into the value's written form */
  read: Read
  /** the column's type in the database, where it is no text */
  sort?: string
  /** can't be empty, in a form nor in a file */
  required?: boolean
  /** lists of the registry that its codes are of */
  codes?: readonly `kl${string}`[]
  /** the words of its values, as a file has them */
  words?: Readonly<Record<string, readonly string[]>>
  /** what is stored where a file says nothing */
  nothing?: string
}

/** A field of a kept thing. */
export type Field = Sort & {
  /** over its column in a file, and in the template under that */
  heading: string
  example: string
  /** its name among the columns of all files, where that isn't its own */
  column?: string
  /** what it is called on the page and in the history, where that isn't its own name */
  label?: Label
  hint?: Named<'pupils.hint'>
  /** the form offers today */
  today?: true
}
export type Fields = Readonly<Record<string, Field>>

const text = z.string()
const dayRow = z.iso.date().transform((iso) => iso as Day)
const whole = (least: number, most: number) => (typed: string, context: z.core.$RefinementCtx) => {
  if (/^\d{1,6}$/.test(typed) && Number(typed) >= least && Number(typed) <= most) return Number(typed)
  context.addIssue(objection('numberWrong', { least, most }))
  return z.NEVER
}
const wholeTyped = (least: number, most: number) => typedLine(100).transform(whole(least, most))
/** A code of a list, or '' = none chosen. */
const code = z.string().max(100)
const chosen = code.refine((typed) => typed !== '', 'pupil.choiceMissing')
const codeList = z.preprocess(listed, z.array(code).max(500))
/** Services are numbered in the form: `services.3` is a service's code, `subjects.3` the subjects it is given in. */
const numbered = <T extends z.ZodType>(of: T) => z.record(z.string().regex(/^\d{1,4}$/), of).optional()
export const subjectsOfServices = numbered(codeList)

/** A day that must be there. */
export const day = {
  as: 'day',
  typed: typedDay,
  row: dayRow,
  read: dayRead,
  sort: 'date',
  required: true,
} as const satisfies Sort
export const dayOrNone = {
  as: 'day',
  typed: dayIfAny,
  row: dayRow.nullable(),
  read: dayRead,
  sort: 'date',
} as const satisfies Sort

const readBy = <T extends z.ZodType<unknown, string>>(typed: T) => ({ typed, read: asTyped(typed) })
/** What something is known by on paper; `missing`: what an empty one is refused with. */
export const number = (most: number, missing: string) =>
  ({ as: 'line', ...readBy(typedCode(most, missing)), row: text, required: true }) as const satisfies Sort
/** A text of several lines. */
export const lines = (most: number) =>
  ({ as: 'lines', ...readBy(typedText(most)), row: text }) as const satisfies Sort
export const linesNeeded = (most: number, missing: string) =>
  ({ as: 'lines', ...readBy(typedText(most, missing)), row: text, required: true }) as const satisfies Sort
/** A whole number from `least` to `most`. */
export const count = (least: number, most: number) =>
  ({
    as: 'number',
    ...readBy(wholeTyped(least, most)),
    row: z.int(),
    sort: 'int',
    required: true,
  }) as const satisfies Sort
/** A whole number of at most so much, or none. */
export const countOrNone = (most: number) => {
  const typed = typedLine(100).transform((said, context) =>
    said === '' ? null : whole(0, most)(said, context),
  )
  return { as: 'number', ...readBy(typed), row: z.int().nullable(), sort: 'int' } as const satisfies Sort
}
export const quarter = { ...count(1, 4), as: 'quarter' } as const satisfies Sort

/** A code of a list of the registry, which must be chosen. */
export const oneOf = <const List extends `kl${string}`>(list: List) =>
  ({
    as: 'code',
    typed: chosen,
    row: text,
    read: textRead(60),
    codes: [list],
    required: true,
  }) as const satisfies Sort
export const oneOrNoneOf = <const List extends `kl${string}`>(list: List) =>
  ({ as: 'code', typed: code, row: text, read: textRead(60), codes: [list] }) as const satisfies Sort
export const someOf = <const List extends `kl${string}`>(codes: List) =>
  ({
    as: 'codes',
    typed: codeList,
    row: z.array(text),
    read: list(textRead(60)),
    sort: 'text[]',
    codes: [codes],
  }) as const satisfies Sort
/** A subject of the registry's list, or one that the school names itself (`ownSubject` in the form). */
export const subject = {
  as: 'subject',
  typed: code,
  row: text,
  read: asTyped(typedLine(100)),
  codes: ['klOppeaine'],
  required: true,
} as const satisfies Sort
export const ownSubject = typedLine(100)
/** Services, each with the subjects it is given in; in a file LOGOPEED, ERIPEDAGOOG: MATEMAATIKA/EESTI. */
export const services = {
  as: 'services',
  typed: numbered(code),
  row: z.array(z.object({ service: text, subjects: z.array(text) })),
  read: list(textRead(200)),
  sort: 'jsonb',
  codes: ['klTugiteenus', 'klOppeaine'],
} as const satisfies Sort

/** One of a few words, by an enum of the database (`sort`). */
export const wordOf = <const W extends Readonly<Record<string, readonly string[]>>>(
  sort: string,
  words: W,
) => {
  const values = z.enum(Object.keys(words) as (keyof W & string)[])
  return { as: 'word', typed: values, row: values, read: word(words), sort, words } as const satisfies Sort
}
const yesNoWords = { true: ['jah'], false: ['ei'] }
export const yesNo = {
  as: 'yesNo',
  typed: z.enum(['YES', 'NO']).transform((typed) => typed === 'YES'),
  row: z.boolean(),
  read: word(yesNoWords),
  sort: 'boolean',
  words: yesNoWords,
  required: true,
} as const satisfies Sort

/** A person named by code; whoever doesn't keep the data sees it masked. */
export const person = {
  as: 'person',
  typed: personalCodeIfAny,
  row: text,
  read: personalCode,
} as const satisfies Sort
export const persons = {
  as: 'persons',
  typed: personalCodes,
  row: z.array(text),
  read: list(personalCode),
  sort: 'text[]',
} as const satisfies Sort

/** 2026/2027, 2026/27 or 2026 in a file: the calendar year in which the school year begins. */
const schoolYearRead: Read = (cell, today) => {
  const written = textRead(20)(cell, today)
  if (typeof written !== 'string') return written
  const [, year, next] = /^(20\d\d)(?: ?[/-] ?(?:20)?(\d\d))?$/.exec(written) ?? []
  const follows = next === undefined || Number(next) === (Number(year) + 1) % 100
  return year && follows ? year : { code: 'schoolImport.yearWrong' }
}

/* Fields that several things have, and columns that files about other things have too. */

export const schoolYear = {
  ...count(2000, 2100),
  as: 'schoolYear',
  read: schoolYearRead,
  heading: 'Õppeaasta',
  example: '2026/2027',
} as const satisfies Field
export const changedOn = {
  ...day,
  heading: 'Muutuse kuupäev',
  example: '01.09.2026',
  hint: 'changedOn',
} as const satisfies Field
export const validFrom = { ...day, heading: 'Kehtib alates', example: '01.09.2026' } as const satisfies Field
export const validTo = {
  ...dayOrNone,
  heading: 'Kehtib kuni',
  example: '31.08.2027',
  hint: 'validTo',
} as const satisfies Field
