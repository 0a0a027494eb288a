import { parseAccount, showAccount } from '@/lib/shared/account'
import { parseDay, showDay, type Day } from '@/lib/shared/dates'
import { parseAmount, showAmount, type Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { written, writtenCode, writtenLines } from '@/lib/shared/written'

/** How a field is typed, read, kept and shown; `text` has lines, `line` and `serial` one, `choice` is a code or an id. */
type Control = 'day' | 'amount' | 'text' | 'line' | 'account' | 'choice' | 'serial'

/** A field of a row: everything about it but its column, its words and which kinds have it (rules/kinds.ts). */
type FieldRow = {
  as: Control
  /** of a day: the field that ends what it begins, itself where it is one day; null where it begins nothing */
  ends?: string | null
  /** it is kept as the id of a record, none where it is empty */
  record?: true
  /** the most characters it takes, where that isn't 100 */
  longest?: number
  /** over its column on paper, which is always Estonian */
  onPaper: string
  /** the least width on paper in points: the longest account, day or code stands on one line in it */
  width: number
  /** its share of the room left over there */
  grows?: number
  /** on a line of its own above the persons */
  wide?: true
  /** a place for several lines, above the persons and in a row */
  long?: true
}

/**
 * Every field a row of a document can carry; which ones a kind uses stands in kinds.ts. Labels and hints stand in the messages
 * under `documents.field`, `documents.column` and `documents.hint`. The column of document_row has the field's name, in the
 * database's spelling.
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
  /** a day of the grant that it ends, not of the row */
  lastPaidOn: { as: 'day', ends: null, onPaper: 'Viimane makstud päev', width: 48 },
  /** both days are leave */
  leaveFrom: { as: 'day', ends: 'leaveTo', onPaper: 'Algus', width: 48 },
  leaveTo: { as: 'day', ends: null, onPaper: 'Lõpp', width: 48 },
  /** the first day without a study place */
  exmatriculatedOn: { as: 'day', ends: 'exmatriculatedOn', onPaper: 'Kuupäev', width: 48 },
  /** the first day after continuing education was broken off */
  discontinuedOn: { as: 'day', ends: 'discontinuedOn', onPaper: 'Kuupäev', width: 48 },
  /** the first day of a changed study place */
  effectiveOn: { as: 'day', ends: 'effectiveOn', onPaper: 'Kuupäev', width: 48 },
  /** by code; empty = stays as it is */
  curriculum: { as: 'choice', onPaper: 'Uus õppekava', width: 80, grows: 4, wide: true },
  load: { as: 'choice', onPaper: 'Uus koormus', width: 56, grows: 1 },
  funding: { as: 'choice', onPaper: 'Uus õppekoha liik', width: 66, grows: 1 },
  reason: { as: 'text', longest: 2_000, onPaper: 'Põhjus', width: 90, grows: 4, wide: true },
  /** the number on the paper itself; put into every row it counts on, from row to row */
  certificateNumber: { as: 'serial', onPaper: 'Number', width: 70, grows: 1 },
  certificateText: { as: 'text', longest: 5_000, onPaper: 'Tekst', width: 150, grows: 6, long: true },
} as const satisfies Record<string, FieldRow>

export type RowField = keyof typeof fields
export const fieldNames = Object.keys(fields) as RowField[]
/** A field's row of the table, whichever it is. */
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

/** Fields as typed: texts, valid or not; those a kind doesn't use may be left out. */
export type Texts = { [F in RowField]?: string }
/** Fields read strictly; what is empty is null or ''. */
export type Values = { [F in RowField]: ValueOf[(typeof fields)[F]['as']] }

export type Refuse = (code: string, field: string, params?: Refusal['params']) => void

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

type DayField = { [F in RowField]: (typeof fields)[F]['as'] extends 'day' ? F : never }[RowField]
/** A day that doesn't say what it ends in doesn't compile. */
const days: { readonly [F in DayField]: { readonly ends: DayField | null } } = fields

/** The days a row can be about: from which field to which; the same one twice where it is one day. */
export const spans = fieldNames.flatMap((name) => {
  if (!(name in days) || fieldOf(name).as !== 'day') return []
  const first = name as DayField
  const { ends: last } = days[first]
  return last === null ? [] : [{ first, last }]
})

/** Reads typed fields; what is malformed is refused at `<at>.<field>`. */
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

/** Values as the form shows them, only the fields named. */
export const showValues = (values: Values, names: readonly RowField[]): Texts =>
  Object.fromEntries(names.map((name) => [name, controls[fields[name].as].show(values[name] as never)]))

/** A text as the form would show it again once it was read; one that can't be read stays as it is. */
export function shownAgain(name: RowField, text: string): string {
  const { read, show } = controls[fields[name].as]
  let readable = true
  const value = read(text.trim(), name, () => (readable = false), longestOf(name))
  return readable ? show(value as never) : text
}

/** A field of every row is filled with this: the same, or for a number the next one (`AB 0099`, `AB 0100`). */
export function inEveryRow(name: RowField, first: string, at: number): string {
  if (fields[name].as !== 'serial') return first
  return first.replace(/\d+(?!.*\d)/, (digits) =>
    String(BigInt(digits) + BigInt(at)).padStart(digits.length, '0'),
  )
}

/** Whether a new row begins with what stands above the persons: a number is one person's alone. */
export const prefills = (name: RowField) => fields[name].as !== 'serial'

export const isEmpty = (value: Values[RowField]) => value === null || value === ''
