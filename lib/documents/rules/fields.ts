import { parseAccount, showAccount } from '@/lib/shared/account'
import { parseDay, showDay, type Day } from '@/lib/shared/dates'
import { parseAmount, showAmount, type Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { written, writtenCode, writtenLines } from '@/lib/shared/written'

/**
 * Every field a row of a document can carry, and how it is typed, read, kept and shown; which ones a kind uses stands
 * in kinds.ts. Labels and hints stand in the messages under `documents.field` and `documents.hint`. The column of
 * document_row has the field's name, in the database's spelling.
 */
export const fields = {
  /** both days are paid for */
  paidFrom: 'day',
  paidTo: 'day',
  monthlyAmount: 'amount',
  fundingSource: 'line',
  bankAccount: 'account',
  /** one of the person's grants, by id */
  grantId: 'choice',
  lastPaidOn: 'day',
  /** both days are leave */
  leaveFrom: 'day',
  leaveTo: 'day',
  /** the first day without a study place */
  exmatriculatedOn: 'day',
  /** the first day after continuing education was broken off */
  discontinuedOn: 'day',
  /** the first day of a changed study place */
  effectiveOn: 'day',
  /** by code; empty = stays as it is */
  curriculum: 'choice',
  load: 'choice',
  funding: 'choice',
  reason: 'text',
  /** the number on the paper itself; put into every row it counts on, from row to row */
  certificateNumber: 'serial',
  certificateText: 'text',
} as const

export type RowField = keyof typeof fields
export const fieldNames = Object.keys(fields) as RowField[]

type Control = (typeof fields)[RowField]
type ValueOf = {
  day: Day | null
  amount: Amount | null
  text: string
  line: string
  account: string
  choice: string
  serial: string
}

/** Fields as typed: texts, valid or not; those a kind doesn't use may be left out. */
export type Texts = { [F in RowField]?: string }
/** Fields read strictly; what is empty is null or ''. */
export type Values = { [F in RowField]: ValueOf[(typeof fields)[F]] }

export type Refuse = (code: string, field: string, params?: Refusal['params']) => void

const longest: Partial<Record<RowField, number>> = {
  fundingSource: 100,
  reason: 2_000,
  certificateText: 5_000,
}

/** How each sort of field is read from its text and shown again; a text that can't be read is refused at its field. */
const controls: {
  [C in Control]: {
    read: (text: string, field: string, refuse: Refuse, most: number) => ValueOf[C]
    show: (value: ValueOf[C]) => string
  }
} = {
  day: {
    read: (text, field, refuse) => {
      const day = text === '' ? null : parseDay(text)
      if (text !== '' && !day) refuse('dayWrong', field)
      return day
    },
    show: (day) => (day ? showDay(day) : ''),
  },
  amount: {
    read: (text, field, refuse) => {
      const amount = text === '' ? null : parseAmount(text)
      if (text !== '' && !amount) refuse('amountWrong', field)
      return amount
    },
    show: (amount) => (amount ? showAmount(amount) : ''),
  },
  text: { read: bearable(writtenLines), show: (text) => text },
  line: { read: bearable(written), show: (text) => text },
  serial: { read: bearable(writtenCode), show: (text) => text },
  account: {
    read: (text, field, refuse) => {
      const account = text === '' ? '' : parseAccount(text)
      if (account === null) refuse('ibanWrong', field)
      return account ?? text
    },
    show: showAccount,
  },
  choice: { read: (text) => text, show: (text) => text },
}

function bearable(form: (text: string) => string) {
  return (typed: string, field: string, refuse: Refuse, most: number) => {
    const text = form(typed)
    if (text.length > most) refuse('tooLong', field, { most })
    return text
  }
}

type DayField = { [F in RowField]: (typeof fields)[F] extends 'day' ? F : never }[RowField]

/**
 * By each day of a row the field that ends what it begins: itself where it is one day; null where it begins nothing. A day
 * that doesn't stand here doesn't compile.
 */
const endsIn = {
  paidFrom: 'paidTo',
  paidTo: null,
  leaveFrom: 'leaveTo',
  leaveTo: null,
  exmatriculatedOn: 'exmatriculatedOn',
  discontinuedOn: 'discontinuedOn',
  effectiveOn: 'effectiveOn',
  /** a day of the grant that it ends, not of the row */
  lastPaidOn: null,
} as const satisfies Record<DayField, DayField | null>

/** The days a row can be about: from which field to which; the same one twice where it is one day. */
export const spans = Object.entries(endsIn).flatMap(([first, last]) =>
  last === null ? [] : [{ first: first as DayField, last }],
)

/** Reads typed fields; what is malformed is refused at `<at>.<field>`. */
export function readValues(typed: Texts, at: string, refuse: Refuse): Values {
  const values = Object.fromEntries(
    fieldNames.map((name) => {
      const { read } = controls[fields[name]]
      return [name, read((typed[name] ?? '').trim(), `${at}.${name}`, refuse, longest[name] ?? 100)]
    }),
  ) as Values
  for (const { first, last } of spans) {
    const [from, to] = [values[first], values[last]]
    if (from && to && to < from) refuse('periodReversed', `${at}.${last}`)
  }
  return values
}

/** Values as the form shows them, only the fields named. */
export const showValues = (values: Values, names: readonly RowField[]): Texts =>
  Object.fromEntries(names.map((name) => [name, controls[fields[name]].show(values[name] as never)]))

/** A text as the form would show it again once it was read; one that can't be read stays as it is. */
export function shownAgain(name: RowField, text: string): string {
  const { read, show } = controls[fields[name]]
  let readable = true
  const value = read(text.trim(), name, () => (readable = false), longest[name] ?? 100)
  return readable ? show(value as never) : text
}

/** A field of every row is filled with this: the same, or for a number the next one (`AB 0099`, `AB 0100`). */
export function inEveryRow(name: RowField, first: string, at: number): string {
  if (fields[name] !== 'serial') return first
  return first.replace(/\d+(?!.*\d)/, (digits) =>
    String(BigInt(digits) + BigInt(at)).padStart(digits.length, '0'),
  )
}

/** Whether a new row begins with what stands above the persons: a number is one person's alone. */
export const prefills = (name: RowField) => fields[name] !== 'serial'

export const isEmpty = (value: Values[RowField]) => value === null || value === ''
