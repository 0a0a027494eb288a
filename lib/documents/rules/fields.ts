import { parseAccount, showAccount } from '@/lib/shared/account'
import { parseDay, showDay, type Day } from '@/lib/shared/dates'
import { parseAmount, showAmount, type Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { written, writtenCode, writtenLines } from '@/lib/shared/written'

/**
 * How a field is typed, read, kept and shown; `text` has several lines, `line` and `serial` one; `choice` is a code or
 * an id.
 */
type Control = 'day' | 'amount' | 'text' | 'line' | 'account' | 'choice' | 'serial'

/** Everything about a row's field except its column, its words and the kinds that use it (rules/kinds.ts). */
type FieldRow = {
  as: Control
  /**
   * of a day: the field with the period's last day, or the field itself for a single day; null if it begins no period
   */
  ends?: string | null
  /** it is stored as the id of a record, null if empty */
  record?: true
  /** the most characters, if not 100 */
  longest?: number
  /** the column's heading on paper, always Estonian */
  onPaper: string
  /** the least width on paper in points: fits the longest account, day or code on one line */
  width: number
  /** its share of the spare width there */
  grows?: number
  /** on a line of its own above the persons */
  wide?: true
  /** a control with several lines, above the persons and in a row */
  long?: true
}

/**
 * Every field that a document's row can carry; kinds.ts says which ones a kind uses. Labels and hints are in the
 * messages under `documents.field`, `documents.column` and `documents.hint`. The column of document_row has the field's
 * name in the database's spelling.
 */
export const fields = {
  /** both days are paid for */
  paidFrom: { as: 'day', ends: 'paidTo', onPaper: 'Algus', width: 48 },
  paidTo: { as: 'day', ends: null, onPaper: 'Lõpp', width: 48 },
  monthlyAmount: { as: 'amount', onPaper: 'Kuu summa, €', width: 50 },
  fundingSource: { as: 'line', onPaper: 'Finantsallikas', width: 62, grows: 2 },
  bankAccount: { as: 'account', onPaper: 'Arveldusarve nr', width: 112 },
  /** one of the person's grants */
  grantId: { as: 'choice', record: true, onPaper: 'Toetus', width: 110, grows: 4 },
  /** a day of the grant that this ends, not of the row */
  lastPaidOn: { as: 'day', ends: null, onPaper: 'Viimane makstud päev', width: 48 },
  /** both days are leave */
  leaveFrom: { as: 'day', ends: 'leaveTo', onPaper: 'Algus', width: 48 },
  leaveTo: { as: 'day', ends: null, onPaper: 'Lõpp', width: 48 },
  /** the first day on which the person is not a learner */
  exmatriculatedOn: { as: 'day', ends: 'exmatriculatedOn', onPaper: 'Kuupäev', width: 48 },
  /** the first day after continuing education was broken off */
  discontinuedOn: { as: 'day', ends: 'discontinuedOn', onPaper: 'Kuupäev', width: 48 },
  /** the first day of the changed study place */
  effectiveOn: { as: 'day', ends: 'effectiveOn', onPaper: 'Kuupäev', width: 48 },
  /** by code; empty = stays as it is */
  curriculum: { as: 'choice', onPaper: 'Uus õppekava', width: 80, grows: 4, wide: true },
  load: { as: 'choice', onPaper: 'Uus koormus', width: 56, grows: 1 },
  funding: { as: 'choice', onPaper: 'Uus õppekoha liik', width: 66, grows: 1 },
  reason: { as: 'text', longest: 2_000, onPaper: 'Põhjus', width: 90, grows: 4, wide: true },
  /** the number printed on the paper; filling it into every row counts on from row to row */
  certificateNumber: { as: 'serial', onPaper: 'Number', width: 70, grows: 1 },
  certificateText: { as: 'text', longest: 5_000, onPaper: 'Tekst', width: 150, grows: 6, long: true },
} as const satisfies Record<string, FieldRow>

export type RowField = keyof typeof fields
export const fieldNames = Object.keys(fields) as RowField[]
/** A field's row in the table. */
export const fieldOf = (name: RowField): FieldRow => fields[name]
export const isRowField = (name: string): name is RowField => Object.hasOwn(fields, name)
/** The most characters a field takes. */
export const longestOf = (name: RowField) => fieldOf(name).longest ?? 100

type ValueOf = {
  day: Day | null
  amount: Amount | null
  text: string
  line: string
  account: string
  choice: string
  serial: string
}

/** Fields as typed, valid or not; fields that a kind doesn't use may be missing. */
export type Texts = { [F in RowField]?: string }
/** Fields after strict reading; empty ones are null or ''. */
export type Values = { [F in RowField]: ValueOf[(typeof fields)[F]['as']] }

export type Refuse = (code: string, field: string, params?: Refusal['params']) => void

/** How each sort of field is read from text and shown again; unreadable text is refused at its field. */
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

type DayField = { [F in RowField]: (typeof fields)[F]['as'] extends 'day' ? F : never }[RowField]
/** A day field without `ends` doesn't compile. */
const days: { readonly [F in DayField]: { readonly ends: DayField | null } } = fields

/** The periods of a row: from which field to which; the same field twice for a single day. */
export const spans = fieldNames.flatMap((name) => {
  if (!(name in days) || fieldOf(name).as !== 'day') return []
  const first = name as DayField
  const { ends: last } = days[first]
  return last === null ? [] : [{ first, last }]
})

/** Reads typed fields; refuses malformed ones at `<at>.<field>`. */
export function readValues(typed: Texts, at: string, refuse: Refuse): Values {
  const values = Object.fromEntries(
    fieldNames.map((name) => {
      const { read } = controls[fields[name].as]
      return [name, read((typed[name] ?? '').trim(), `${at}.${name}`, refuse, longestOf(name))]
    }),
  ) as Values
  for (const { first, last } of spans) {
    const [from, to] = [values[first], values[last]]
    if (from && to && to < from) refuse('periodReversed', `${at}.${last}`)
  }
  return values
}

/** The named fields' values as the form shows them. */
export const showValues = (values: Values, names: readonly RowField[]): Texts =>
  Object.fromEntries(names.map((name) => [name, controls[fields[name].as].show(values[name] as never)]))

/** The text as the form shows it after reading; unreadable text stays as it is. */
export function shownAgain(name: RowField, text: string): string {
  const { read, show } = controls[fields[name].as]
  let readable = true
  const value = read(text.trim(), name, () => (readable = false), longestOf(name))
  return readable ? show(value as never) : text
}

/**
 * The value with which to fill a field of every row: the same one, or for a number the next one (`AB 0099`, `AB 0100`).
 */
export function inEveryRow(name: RowField, first: string, at: number): string {
  if (fields[name].as !== 'serial') return first
  return first.replace(/\d+(?!.*\d)/, (digits) =>
    String(BigInt(digits) + BigInt(at)).padStart(digits.length, '0'),
  )
}

/** Whether new rows take the value from above the persons: a number belongs to only one person. */
export const prefills = (name: RowField) => fields[name].as !== 'serial'

export const isEmpty = (value: Values[RowField]) => value === null || value === ''
