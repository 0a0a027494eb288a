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
 * The sorts of fields in kept things: how to read the value from a form and from a file's cell, and how the database
 * stores it. The pupil's page says how to show each sort (kept-fields.ts there).
 */

type Named<Prefix extends string> =
  Extract<MessageKey, `${Prefix}.${string}`> extends `${Prefix}.${infer Name}` ? Name : never
/** The name of a field or column on the page. */
export type Label = Named<'pupils.field'>

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
  /** the form's input */
  typed: z.ZodType
  /** the stored value, as JSON */
  row: z.ZodType
  /** reads a cell of a file into the value's written form */
  read: Read
  /** the database type, if not text */
  sort?: string
  /** can't be empty, neither in a form nor in a file */
  required?: boolean
  /** the registry's lists that have its codes */
  codes?: readonly `kl${string}`[]
  /** the words for its values in a file */
  words?: Readonly<Record<string, readonly string[]>>
  /** the stored value for an empty cell */
  nothing?: string
}

/** A sort of field with its words in files and on the page. */
export type Field = Sort & {
  /** the heading of its column in files and templates */
  heading: string
  example: string
  /** its name among the columns of all files, if different */
  column?: string
  /** its label on the page and in the history, if not under its own name */
  label?: Label
  hint?: Named<'pupils.hint'>
  /** the form proposes today */
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
/** A code of a list; '' = none chosen. */
const code = z.string().max(100)
const chosen = code.refine((typed) => typed !== '', 'pupil.choiceMissing')
const codeList = z.preprocess(listed, z.array(code).max(500))
/** The form numbers the services: `services.3` is a service's code, `subjects.3` the subjects in which it is given. */
const numbered = <T extends z.ZodType>(of: T) => z.record(z.string().regex(/^\d{1,4}$/), of).optional()
export const subjectsOfServices = numbered(codeList)

/** A required day. */
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
/** A number on paper that identifies the thing; `missing`: the refusal of an empty one. */
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
/** A whole number up to `most`, or none. */
export const countOrNone = (most: number) => {
  const typed = typedLine(100).transform((said, context) =>
    said === '' ? null : whole(0, most)(said, context),
  )
  return { as: 'number', ...readBy(typed), row: z.int().nullable(), sort: 'int' } as const satisfies Sort
}
export const quarter = { ...count(1, 4), as: 'quarter' } as const satisfies Sort

/** A required code of one of the registry's lists. */
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
/** A subject of the registry's list, or one named by the school (`ownSubject` in the form). */
export const subject = {
  as: 'subject',
  typed: code,
  row: text,
  read: asTyped(typedLine(100)),
  codes: ['klOppeaine'],
  required: true,
} as const satisfies Sort
export const ownSubject = typedLine(100)
/** Services with their subjects; in a file LOGOPEED, ERIPEDAGOOG: MATEMAATIKA/EESTI. */
export const services = {
  as: 'services',
  typed: numbered(code),
  row: z.array(z.object({ service: text, subjects: z.array(text) })),
  read: list(textRead(200)),
  sort: 'jsonb',
  codes: ['klTugiteenus', 'klOppeaine'],
} as const satisfies Sort

/** One of a few words, stored as an enum of the database (`sort`). */
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

/** A person by code; only users who may change the data see it in full. */
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

/* Fields that several things share, and columns shared with files about other things. */

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
