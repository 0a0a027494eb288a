import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { directives } from './lifecycle'

/** What an amendment amends: its base as it stands now (null), or a single amendment of the base. */
export type About = { amendmentId: string | null }

/**
 * A row of a directive, or of one of its registered amendments. BASE is the directive's own; CHANGE and CANCEL name the
 * row in force at the time; REVOKE cancels a row of an amendment alone.
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

/** The standing of one row of the directive. */
export type RowNow = {
  /** the row whose values are in force; null = cancelled */
  holds: ChainRow | null
  /** the row that caused this */
  made: ChainRow
  /** the latest row about it, even if a later one cancelled its effect */
  latest: ChainRow
}

/**
 * The standing of a directive's rows after its amendments: `now` by the directive's own row; `own`: the directive's row
 * by any row about it. `rows` come in the order of registering, the directive's own first. Skips rows that name an
 * unknown row: they amend something that was cancelled as a whole.
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

/**
 * Whether a new amendment may name the row: it is in force, or (for an amendment of an amendment) nothing came after
 * it.
 */
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
 * The amendments by which a registered directive can be changed or cancelled. A cancellation of persons has no values
 * to change; a cancellation of an amendment is corrected by amending the values that returned.
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
