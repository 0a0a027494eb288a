import type { Refusal } from '@/lib/shared/refusal'
import type { Cell } from '../cells'
import { isBlank, shownCell, type FileForm } from './form'
import type { LineRead } from './lines'
import { isWholeName, type Matching } from './matching'

export type RowOutcome = 'NEW' | 'CHANGED' | 'SAME' | 'REFUSED'

/**
 * A value before and after, or of something new; `from` = the day from which it holds. Values in their written forms.
 */
export type CellChange = {
  heading?: string
  column: string
  before: string | null
  after: string
  from?: string
  isNew?: boolean
}

/** A fault of a row; `field` = our column, `heading` = the file's own, `value` = the cell's text, codes masked. */
export type Wrong = Refusal & { heading?: string; value?: string }

/** The plan for one row of the file; `notes` = how a cell was understood that could also be read in another way. */
export type PlanRow = {
  row: number
  who: string
  outcome: RowOutcome
  changes: CellChange[]
  refusals: Wrong[]
  notes?: Wrong[]
}

export function countOutcomes(rows: readonly PlanRow[]): Record<RowOutcome, number> {
  const counts = { NEW: 0, CHANGED: 0, SAME: 0, REFUSED: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

/** Adds to each fault its place: the column by the file's own heading, and the value itself. */
export function placed(
  form: FileForm,
  rows: readonly (readonly Cell[])[],
  { row: top, columns, fixed }: Matching,
  plan: readonly PlanRow[],
  read: readonly LineRead[],
): PlanRow[] {
  const headings = rows[top - 1] ?? []
  const placeOf = (field: string) =>
    columns.findIndex(
      (column) =>
        column === field || (isWholeName(column) && (field === 'firstName' || field === 'lastName')),
    )
  const headingOf = (field: string) => shownCell(headings[placeOf(field)]) || form.columns[field]?.heading
  const notes = new Map(read.flatMap((line) => (line.notes ? [[line.row, line.notes]] : [])))
  return plan.map((line) => {
    const place = (refusal: Refusal): Wrong => {
      const { field } = refusal
      if (!field) return refusal
      const at = placeOf(field)
      const cell = at < 0 ? fixed[field] : rows[line.row - 1]?.[at]
      return {
        ...refusal,
        heading: headingOf(field),
        value: cell === undefined || isBlank(cell) ? undefined : shownCell(cell),
      }
    }
    return {
      ...line,
      changes: line.changes.map((change) => ({
        ...change,
        heading: headingOf(change.column) ?? change.column,
      })),
      refusals: once(line.refusals.map(place)),
      ...(notes.has(line.row) ? { notes: notes.get(line.row)!.map(place) } : {}),
    }
  })
}

/** A whole name is one cell: a fault of both its parts is reported once. */
const once = (faults: Wrong[]) => [
  ...new Map(
    faults.map((fault) => [JSON.stringify([fault.code, fault.heading, fault.params]), fault]),
  ).values(),
]
