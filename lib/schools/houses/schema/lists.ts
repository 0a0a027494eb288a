import { z } from 'zod'
import { pageAsked, searched } from '@/lib/access/typed'
import { parseDay } from '@/lib/shared/dates'

/** Filters of the schools' lists. An address can contain anything: values that don't fit are ignored. */

export const aPage = 50

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const text = z.preprocess(one, searched)
const id = z.preprocess(one, z.uuid().optional().catch(undefined))
const page = z.preprocess(one, z.coerce.number().int().min(1).max(100_000).catch(1))
const day = z.preprocess(
  one,
  z
    .string()
    .transform((typed) => parseDay(typed) ?? undefined)
    .optional()
    .catch(undefined),
)
const among = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(one, z.enum(values).optional().catch(undefined))
const sorted = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(one, z.enum(values).catch(values[0]))
const count = (least: number, most: number) =>
  z.preprocess(one, z.coerce.number().int().min(least).max(most).optional().catch(undefined))

export const schoolKinds = ['KINDERGARTEN', 'BASIC_SCHOOL', 'GYMNASIUM', 'HOBBY_SCHOOL'] as const

export const HousesFilter = z.object({
  q: text,
  kind: among(schoolKinds),
  sort: sorted(['name', '-name', 'pupils', '-pupils']),
  page,
})
export type HousesFilter = z.output<typeof HousesFilter>

export const ClassesFilter = z.object({
  house: id,
  /** the calendar year of its 1 September; the present school year by default */
  year: count(2000, 2100),
  number: count(1, 12),
  sort: sorted(['name', '-name', 'pupils', '-pupils']),
  page,
  count: pageAsked.count,
})
export type ClassesFilter = z.output<typeof ClassesFilter>

/** Which pupils of a class: those in it on that day, those still to come, those who have left, all. */
export const classStates = ['STUDYING', 'COMING', 'LEFT', 'ALL'] as const
export const ClassAsked = z.object({
  on: day,
  state: sorted(classStates),
  sort: sorted(['name', '-name']),
  page,
})
export type ClassAsked = z.output<typeof ClassAsked>

export const logActs = [
  'MOVED',
  'DAY_MOVED',
  'TAKEN_BACK',
  'COPIED',
  'VOIDED',
  'PLACED',
  'LEFT',
  'STAYED',
] as const
/** A line of the log, by its number. */
const line = z.preprocess(
  one,
  z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
)
export const LogFilter = z.object({
  q: text,
  house: id,
  act: among(logActs),
  from: day,
  to: day,
  transfer: id,
  sort: sorted(['-at', 'at']),
  ...pageAsked,
  after: line,
  before: line,
})
export type LogFilter = z.output<typeof LogFilter>

/** Pupils still to arrive, arrived ones, or both. */
export const arrivalStates = ['EXPECTED', 'ARRIVED', 'ALL'] as const
export const ArrivalsFilter = z.object({
  house: id,
  state: sorted(arrivalStates),
  sort: sorted(['day', '-day', 'name']),
  page,
})
export type ArrivalsFilter = z.output<typeof ArrivalsFilter>

/** `rest`: the planner's address with the pupils left in the plan. */
export const TransferAsked = z.object({
  page,
  left: count(1, 5_000),
  rest: z.preprocess(
    one,
    z.string().max(12_000).startsWith('/schools/transfers/new?').optional().catch(undefined),
  ),
})
