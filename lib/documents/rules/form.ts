import type { Accepted } from '@/lib/grants/rules/accepted'
import type { Seen } from '@/lib/grants/rules/changes'
import { overlaps } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import {
  isEmpty,
  isRowField,
  readValues,
  shownAgain,
  type Refuse,
  type RowField,
  type Texts,
  type Values,
} from './fields'
import type { Kind } from './kinds'
import { daysOf } from './row-checks'

/** A document's form on screen: texts, valid or not. */
export type DraftForm = { head: Head; rows: DraftRow[] }
export type HeadField = 'unitId' | 'signerId' | 'drafterId' | 'basis' | 'extraInfo' | 'footer'
/** The head's own fields and the kind's common ones. */
export type Head = Record<HeadField, string> & Texts
export type DraftRow = RowRef & Texts
/** Which row: `key` is the row's id once saved; the person and study place; of an amendment, the row of the base. */
export type RowRef = {
  key: string
  learnerId: string
  studyPlaceId: string
  baseRowId?: string
  /** warnings kept with a reason */
  accepted?: Accepted[]
  /** the person's facts when added */
  seen?: Seen | null
}

/** One user's unsaved typing over the saved form: the content of the working copy. */
export type Typed = {
  head?: Partial<Head>
  rows?: Record<string, Texts & { accepted?: Accepted[] }>
  added?: DraftRow[]
  removed?: string[]
}

/** The form with the typing over it. Ignores typing for rows that have been removed meanwhile. */
export function withTyped(form: DraftForm, typed: Typed): DraftForm {
  const removed = new Set(typed.removed)
  const saved = new Set(form.rows.map(({ key }) => key))
  const rows = [...form.rows, ...(typed.added ?? []).filter(({ key }) => !saved.has(key))]
  return {
    head: { ...form.head, ...typed.head },
    rows: rows.filter(({ key }) => !removed.has(key)).map((row) => ({ ...row, ...typed.rows?.[row.key] })),
  }
}

/** The part of the typing that differs from the form; a form without script sends every field. */
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

/** The texts that a page knows for its fields: those shown and those it has sent since. */
export type Was = { head?: KnownTexts; rows?: Record<string, KnownTexts> }
type KnownTexts = Partial<Record<string, readonly string[]>>

/**
 * Separates a page's typing from what its author has written elsewhere: `rest` may be laid over the form; `elsewhere`
 * lists the fields whose text in `written` is neither known to the page (`was`) nor what it sends, with that text.
 * Fields whose known texts the page doesn't give, and fields that nobody wrote, go into `rest`.
 */
export function partElsewhere(
  typed: Typed,
  was: Was,
  written: Typed,
): { rest: Typed; elsewhere: { field: string; stands: string }[] } {
  const elsewhere: { field: string; stands: string }[] = []
  const left = <Fields extends object>(place: string, sent: Fields, known: KnownTexts, stand: object) =>
    Object.fromEntries(
      Object.entries(sent).filter(([name, text]) => {
        const stands = (stand as Record<string, unknown>)[name]
        const knows = known[name]
        if (typeof stands !== 'string' || !knows) return true
        if ([...knows, text].some((each) => alike(name, each.trim(), stands.trim()))) return true
        elsewhere.push({ field: `${place}.${name}`, stands })
        return false
      }),
    ) as Fields
  const rest: Typed = { ...typed }
  if (typed.head) rest.head = left('head', typed.head, was.head ?? {}, written.head ?? {})
  if (typed.rows)
    rest.rows = Object.fromEntries(
      Object.entries(typed.rows).map(([key, sent]) => [
        key,
        left(`rows.${key}`, sent, was.rows?.[key] ?? {}, written.rows?.[key] ?? {}),
      ]),
    )
  return { rest, elsewhere }
}

function changes<Fields extends object>(now: Fields, typed: Partial<Fields>): Partial<Fields> | null {
  const names = Object.keys(typed) as (keyof Fields)[]
  const changed = names.filter(
    (name) => typed[name] !== undefined && !same(String(name), typed[name], now[name]),
  )
  return changed.length > 0
    ? (Object.fromEntries(changed.map((name) => [name, lines(typed[name])])) as Partial<Fields>)
    : null
}

/** "700" equals "700,00": the same value is no change. */
const same = (name: string, typed: unknown, now: unknown) =>
  lines(typed) === (now ?? '') || (isRowField(name) && shownAgain(name, String(typed)) === now)
const alike = (name: string, a: string, b: string) => same(name, a, b) || same(name, b, a)

/** A browser sends a textarea's line ends as CRLF; pasted text may have any. */
const lines = (value: unknown) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value)

/** Merges two layers of typing; the later wins field by field. */
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

/** A form after strict reading; fields that may stay empty in a draft are null or ''. */
export type ReadForm = { head: Record<HeadField, string> & Values; rows: ReadRow[] }
export type ReadRow = RowRef & Values

const longest = { basis: 20_000, extraInfo: 20_000, footer: 5_000 } as const
/** The most rows of a document in one act (spec 2: up to 5,000 at once; two such acts). */
export const mostRows = 10_000

/**
 * Reads a typed form; refuses malformed fields at their place (`head.paidFrom`, `rows.<key>.bankAccount`); empty ones
 * pass in a draft. The head needs unit, basis, signer and drafter (spec 2, first line of the table).
 */
export function readForm(form: DraftForm): { read: ReadForm; refusals: Refusal[] } {
  const refusals: Refusal[] = []
  const refuse: Refuse = (code, field, params) => refusals.push({ code, field, params })
  const { head } = form

  for (const field of ['unitId', 'signerId', 'drafterId', 'basis'] as const) {
    if (head[field].trim() === '') refuse(`missing.${field}`, `head.${field}`)
  }
  for (const field of ['basis', 'extraInfo', 'footer'] as const) {
    if (head[field].length > longest[field]) refuse('tooLong', `head.${field}`, { most: longest[field] })
  }
  if (form.rows.length > mostRows) refuse('tooManyRows', '', { most: mostRows })

  const read: ReadForm = {
    head: { ...readValues(head, 'head', refuse), ...headTexts(head) },
    rows: form.rows.map((row) => {
      return { ...refOf(row), ...readValues(row, `rows.${row.key}`, refuse) }
    }),
  }
  return { read, refusals }
}

/** The reference of a row, without its fields. */
export const refOf = ({ key, learnerId, studyPlaceId, baseRowId, accepted = [], seen }: RowRef): RowRef => ({
  key,
  learnerId,
  studyPlaceId,
  baseRowId,
  accepted,
  seen,
})

const headTexts = (head: Head) => ({
  unitId: head.unitId,
  signerId: head.signerId,
  drafterId: head.drafterId,
  basis: head.basis.trim(),
  extraInfo: head.extraInfo.trim(),
  footer: head.footer.trim(),
})

/** Fields required from Väljasta… on: the kind's fields of every row (spec 2 "The document form"). */
export function incompleteRows(
  { required }: Kind,
  rows: readonly ReadRow[],
  nameOf: (row: RowRef) => string,
): Refusal[] {
  return rows.flatMap((row) =>
    required
      .filter((field) => isEmpty(row[field]))
      .map((field) => ({
        code: field === 'reason' ? 'missing.reasonOfRow' : `missing.${field}`,
        params: { person: nameOf(row) },
        field: `rows.${row.key}.${field}`,
      })),
  )
}

/** The row rule: one study place may stand twice only with periods that share no day, or with two of its grants. */
export function overlappingRows(
  { gives }: Kind,
  rows: readonly ReadRow[],
  nameOf: (row: RowRef) => string,
): Refusal[] {
  // Nobody is paid two own-funds allowances for a day, whatever the study places.
  const whose = (row: ReadRow) => (gives?.rules === 'OWN_FUNDS' ? row.learnerId : row.studyPlaceId)
  const seen = new Map<string, ReadRow[]>()
  const refusals: Refusal[] = []
  for (const row of rows) {
    const earlier = seen.get(whose(row)) ?? []
    if (earlier.some((other) => sayTheSame(row, other))) {
      const field: RowField = daysOf(row)?.first ?? 'paidFrom'
      refusals.push({ code: 'rowTwice', params: { person: nameOf(row) }, field: `rows.${row.key}.${field}` })
    }
    seen.set(whose(row), [...earlier, row])
  }
  return refusals
}

/** Rows without days count as overlapping: the second one has to name its days. */
function sayTheSame(a: ReadRow, b: ReadRow) {
  if (a.grantId !== b.grantId) return false
  const [ofA, ofB] = [daysOf(a), daysOf(b)]
  if (!ofA && !ofB && a.baseRowId) return a.baseRowId === b.baseRowId
  return !ofA || !ofB || overlaps(ofA.period, ofB.period)
}
