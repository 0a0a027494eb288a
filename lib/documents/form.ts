import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { overlaps, parseDay, type Day } from '@/lib/shared/dates'
import { parseAmount, type Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { commonFields, type CommonField, type RowField } from './kinds'

/** A document's form as it stands on screen: texts, valid or not. */
export type DraftForm = { head: Head; rows: DraftRow[] }
export type HeadField = 'unitId' | 'signerId' | 'drafterId' | 'basis' | 'extraInfo' | 'footer'
export type Head = Record<HeadField | CommonField, string>
export type DraftRow = RowRef & Record<RowField, string>
/** `key` is the row's id once it is saved; a person and one study place. */
export type RowRef = { key: string; learnerId: string; studyPlaceId: string }

/** What one user typed over the saved form and has not saved: the working copy's content. */
export type Typed = {
  head?: Partial<Head>
  rows?: Record<string, Partial<Record<RowField, string>>>
  added?: DraftRow[]
  removed?: string[]
}

/** The form with what was typed over it. Typing for rows that are gone meanwhile is passed over. */
export function withTyped(form: DraftForm, typed: Typed): DraftForm {
  const removed = new Set(typed.removed)
  const saved = new Set(form.rows.map(({ key }) => key))
  const rows = [...form.rows, ...(typed.added ?? []).filter(({ key }) => !saved.has(key))]
  return {
    head: { ...form.head, ...typed.head },
    rows: rows.filter(({ key }) => !removed.has(key)).map((row) => ({ ...row, ...typed.rows?.[row.key] })),
  }
}

/** What of the typing differs from the form as it stands; a form without script sends every field. */
export function differing(form: DraftForm, { head, rows }: Typed): Typed {
  const rest: Typed = {}
  const changedHead = changes(form.head, head ?? {})
  if (changedHead) rest.head = changedHead
  for (const row of rows ? form.rows : []) {
    const changedRow = changes(row, rows![row.key] ?? {})
    if (changedRow) rest.rows = { ...rest.rows, [row.key]: changedRow }
  }
  return rest
}

function changes<Fields extends object>(now: Fields, typed: Partial<Fields>): Partial<Fields> | null {
  const names = Object.keys(typed) as (keyof Fields)[]
  const changed = names.filter((name) => typed[name] !== undefined && lines(typed[name]) !== now[name])
  return changed.length > 0
    ? (Object.fromEntries(changed.map((name) => [name, lines(typed[name])])) as Partial<Fields>)
    : null
}

/** A browser sends the line ends of a textarea as CRLF; what is pasted may have any. */
const lines = (value: unknown) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value)

/** Two layers of typing as one; the later wins field by field. */
export function mergeTyped(earlier: Typed, later: Typed): Typed {
  const rows = { ...earlier.rows }
  for (const [key, fields] of Object.entries(later.rows ?? {})) rows[key] = { ...rows[key], ...fields }
  return {
    head: { ...earlier.head, ...later.head },
    rows,
    added: [...(earlier.added ?? []), ...(later.added ?? [])],
    removed: [...(earlier.removed ?? []), ...(later.removed ?? [])],
  }
}

/** A form read strictly; what may stay empty in a draft is null or ''. */
export type ReadForm = {
  head: Record<HeadField, string> & ReadFields
  rows: (RowRef & ReadFields & { bankAccount: string })[]
}
type ReadFields = {
  paidFrom: Day | null
  paidTo: Day | null
  monthlyAmount: Amount | null
  fundingSource: string
}

const longest = { basis: 20_000, extraInfo: 20_000, footer: 5_000, fundingSource: 100 } as const
/** An act of one document carries at most so many rows (spec 2: up to 5,000 at once; two such acts). */
export const mostRows = 10_000

/**
 * Reads a typed form: what is malformed is refused at its field (`head.paidFrom`, `rows.<key>.bankAccount`); empty is
 * fine in a draft. Required in the head are unit, basis, signer and drafter (spec 2, first line of the table).
 */
export function readForm(form: DraftForm): { read: ReadForm; refusals: Refusal[] } {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, params?: Refusal['params']) =>
    refusals.push({ code, field, params })
  const { head } = form

  for (const field of ['unitId', 'signerId', 'drafterId', 'basis'] as const) {
    if (head[field].trim() === '') refuse(`missing.${field}`, `head.${field}`)
  }
  for (const field of ['basis', 'extraInfo', 'footer'] as const) {
    if (head[field].length > longest[field]) refuse('tooLong', `head.${field}`, { most: longest[field] })
  }
  if (form.rows.length > mostRows) refuse('tooManyRows', '', { most: mostRows })

  const read: ReadForm = {
    head: { ...headTexts(head), ...readFields(head, 'head', refuse) },
    rows: form.rows.map((row) => {
      const at = `rows.${row.key}`
      const bankAccount = electronicFormatIBAN(row.bankAccount) ?? ''
      if (bankAccount !== '' && !isValidIBAN(bankAccount)) refuse('ibanWrong', `${at}.bankAccount`)
      const { key, learnerId, studyPlaceId } = row
      return { key, learnerId, studyPlaceId, ...readFields(row, at, refuse), bankAccount }
    }),
  }
  return { read, refusals }
}

type Refuse = (code: string, field: string, params?: Refusal['params']) => void

function readFields(typed: Record<CommonField, string>, at: string, refuse: Refuse): ReadFields {
  const paidFrom = readDay(typed.paidFrom, `${at}.paidFrom`, refuse)
  const paidTo = readDay(typed.paidTo, `${at}.paidTo`, refuse)
  if (paidFrom && paidTo && paidTo < paidFrom) refuse('periodReversed', `${at}.paidTo`)
  const monthlyAmount = typed.monthlyAmount.trim() === '' ? null : parseAmount(typed.monthlyAmount)
  if (monthlyAmount === null && typed.monthlyAmount.trim() !== '')
    refuse('amountWrong', `${at}.monthlyAmount`)
  const fundingSource = typed.fundingSource.trim()
  if (fundingSource.length > longest.fundingSource) {
    refuse('tooLong', `${at}.fundingSource`, { most: longest.fundingSource })
  }
  return { paidFrom, paidTo, monthlyAmount, fundingSource }
}

function readDay(typed: string, field: string, refuse: Refuse): Day | null {
  if (typed.trim() === '') return null
  const day = parseDay(typed)
  if (!day) refuse('dayWrong', field)
  return day
}

const headTexts = (head: Head) => ({
  unitId: head.unitId,
  signerId: head.signerId,
  drafterId: head.drafterId,
  basis: head.basis.trim(),
  extraInfo: head.extraInfo.trim(),
  footer: head.footer.trim(),
})

/** What is required at Väljasta… and not earlier: every field of every row (spec 2 "The document form"). */
export function incompleteRows(rows: ReadForm['rows'], nameOf: (row: RowRef) => string): Refusal[] {
  const fields: readonly RowField[] = [...commonFields, 'bankAccount']
  return rows.flatMap((row) =>
    fields
      .filter((field) => row[field] === null || row[field] === '')
      .map((field) => ({
        code: `missing.${field}`,
        params: { person: nameOf(row) },
        field: `rows.${row.key}.${field}`,
      })),
  )
}

/** The row rule: one study place may stand twice only with periods that share no day. */
export function overlappingRows(rows: ReadForm['rows'], nameOf: (row: RowRef) => string): Refusal[] {
  const seen = new Map<string, ReadForm['rows']>()
  const refusals: Refusal[] = []
  for (const row of rows) {
    const earlier = seen.get(row.studyPlaceId) ?? []
    if (earlier.some((other) => shareDay(row, other))) {
      refusals.push({ code: 'rowTwice', params: { person: nameOf(row) }, field: `rows.${row.key}.paidFrom` })
    }
    seen.set(row.studyPlaceId, [...earlier, row])
  }
  return refusals
}

/** Rows without days are taken to share every day: the second one has to say when. */
function shareDay(a: ReadFields, b: ReadFields) {
  if (!a.paidFrom || !a.paidTo || !b.paidFrom || !b.paidTo) return true
  return overlaps({ from: a.paidFrom, to: a.paidTo }, { from: b.paidFrom, to: b.paidTo })
}
