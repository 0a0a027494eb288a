import type { Refusal } from '@/lib/shared/refusal'
import type { LineRead } from './lines'
import { isWholeName } from './matching'
import type { CellChange, PlanRow } from './plan'

type Values<Column extends string> = Partial<Record<Column, string>>

/** Ends a rule that needs an unreadable or missing cell; `judge` catches it. */
const unread = new Error('A rule asked for a cell that could not be read, outside of judge')

/**
 * The faults and changes of one row of a file, gathered before anything is done: a refused row leaves nothing in the
 * world. Each rule is judged separately and ends when it needs an unreadable cell, so that one look at a row reports
 * all its faults and none that merely follows from another.
 */
export class RowNotes<Column extends string> {
  readonly row: number
  /** the row's cells for rules; reading an unreadable one ends the rule */
  readonly values: Values<Column>
  /** the readable cells, from which a faultless row is stored */
  readonly cells: Values<Column>
  who = ''
  isNew = false
  readonly changes: CellChange[] = []
  readonly refusals: Refusal[]
  readonly steps: (() => void)[] = []

  readonly #closed: Set<string>

  constructor({ row, values, refusals }: LineRead<Column>) {
    this.row = row
    this.cells = { ...values }
    this.refusals = [...refusals]
    const closed = new Set(refusals.flatMap(({ field }) => (field ? columnsOf(field) : [])))
    this.#closed = closed
    this.values = new Proxy(this.cells, {
      get(cells, column) {
        if (closed.has(String(column))) throw unread
        return cells[column as Column]
      },
    })
  }

  /** Runs a rule; returns its result, or undefined when it could not be judged. */
  judge<Found>(rule: () => Found): Found | undefined {
    try {
      return rule()
    } catch (error) {
      if (error === unread) return undefined
      throw error
    }
  }

  /** Another rule's result; the rule that needs it ends when there is none. */
  need<Found>(found: Found | undefined): Found {
    if (found === undefined) throw unread
    return found
  }

  /** Reports a fault once, and returns nothing. An unreadable cell gets no further faults. */
  refuse(code: string, column?: Column, params?: Refusal['params']): undefined {
    const said = this.refusals.some(
      (one) =>
        one.code === code &&
        one.field === column &&
        JSON.stringify(one.params ?? {}) === JSON.stringify(params ?? {}),
    )
    if (said || (column && this.#closed.has(column))) return
    this.refusals.push({ code, field: column, params })
  }

  /** From here on the cell counts as unreadable. */
  close(column: Column) {
    this.#closed.add(column)
  }
}

/** A whole name is the cell of both its parts. */
const columnsOf = (field: string) => (isWholeName(field) ? ['firstName', 'lastName'] : [field])

/**
 * Plans a file row by row with the rules of its kind, `plan`. Refused rows do nothing and don't affect the others; a
 * later row sees the results of the earlier ones.
 */
export const planRows = <Column extends string>(
  rows: readonly LineRead<Column>[],
  plan: (notes: RowNotes<Column>) => void,
): PlanRow[] =>
  rows.map((line) => {
    const notes = new RowNotes(line)
    notes.who = nameIn(notes.cells)
    notes.judge(() => plan(notes))
    const { row, who, isNew, changes, refusals, steps } = notes
    if (refusals.length > 0) return { row, who, outcome: 'REFUSED', changes: [], refusals }
    for (const step of steps) step()
    return { row, who, outcome: isNew ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME', changes, refusals }
  })

/** The name in a row; '' if its file has none. */
const nameIn = ({ firstName, lastName }: { firstName?: string; lastName?: string }) =>
  [firstName, lastName].filter(Boolean).join(' ')
