import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { directives } from './lifecycle'

/** What a directive is amended of: its base as it stands now (null), or one amendment of the base alone. */
export type About = { amendmentId: string | null }

/**
 * A row of a directive, or of one of its registered amendments. BASE is the directive's own; CHANGE and CANCEL name the
 * row that held then; REVOKE cancels a row of an amendment alone.
 */
export type ChainRow = {
  id: string
  studyPlaceId: string
  baseRowId: string | null
  documentId: string
  number: string | null
  kind: string
  act: 'BASE' | 'CHANGE' | 'CANCEL' | 'REVOKE'
}

/** How one row of the directive stands now. */
export type RowNow = {
  /** the row whose values hold; null = cancelled */
  holds: ChainRow | null
  /** the row that brought this about */
  made: ChainRow
  /** the latest of all that were about it, also where a later one cancelled what it did */
  latest: ChainRow
}

/**
 * How the rows of a directive stand after its amendments: `now` by the directive's own row, `own` the directive's row by
 * any row about it. `rows` come in the order of registering, the directive's own first. What names no known row is about
 * something that was cancelled as a whole, and is passed over.
 */
export function rowsNow(rows: readonly ChainRow[]) {
  const now = new Map<string, RowNow>()
  const own = new Map<string, string>()
  const before = new Map<string, RowNow>()
  for (const row of rows) {
    if (row.act === 'BASE') {
      own.set(row.id, row.id)
      now.set(row.id, { holds: row, made: row, latest: row })
      continue
    }
    const of = own.get(row.baseRowId ?? '')
    const was = of && now.get(of)
    if (!of || !was) continue
    own.set(row.id, of)
    before.set(row.id, was)
    const after = {
      CHANGE: { holds: row, made: row },
      CANCEL: { holds: null, made: row },
      REVOKE: before.get(row.baseRowId!) ?? was,
    }[row.act]
    now.set(of, { holds: after.holds, made: after.made, latest: row })
  }
  return { now, own }
}

/** Whether a new amendment may name the row: it holds, or (of an amendment) nothing came after it. */
export const isOpen = (row: ChainRow, now: RowNow, amendmentId: About['amendmentId']) =>
  (amendmentId === null ? now.holds : now.made)?.id === row.id

/** The rows that a new amendment may name, in the directive's own order; `own`: the directive's row. */
export function openRows(chain: readonly ChainRow[], { amendmentId }: About): { id: string; own: string }[] {
  const { now } = rowsNow(chain)
  return [...now].flatMap(([own, row]) => {
    const named = amendmentId === null ? row.holds : row.made
    return named && (amendmentId === null || named.documentId === amendmentId) ? [{ id: named.id, own }] : []
  })
}

/**
 * By which amendments a registered directive can be changed or cancelled: what cancelled persons has no values to change;
 * what cancelled an amendment is put right by amending what holds again.
 */
export function amendmentsOf(document: {
  type: DocumentType
  state: DocumentState
  kind: string
  amendmentId: string | null
}): readonly ('AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL')[] {
  const { type, state, kind, amendmentId } = document
  if (state !== 'REGISTERED' || !directives.some((each) => each === type)) return []
  if (kind !== 'AMENDMENT_CANCEL') return ['AMENDMENT_CHANGE', 'AMENDMENT_CANCEL']
  return amendmentId === null ? ['AMENDMENT_CANCEL'] : []
}
