import type { Refusal } from '@/lib/shared/refusal'
import type { LineRead } from './lines'
import { isWholeName } from './matching'
import type { Change, PlanRow } from './plan'

type Values<Column extends string> = Partial<Record<Column, string>>

/** Ends a rule that asks for what could not be read or found; `judge` catches it. */
const unread = new Error('A rule asked for a cell that could not be read, outside of judge')

/**
 * What one row of a file comes to, gathered before any of it is done: a refused row leaves nothing in the world. Each rule
 * is judged by itself and ends where it asks for a cell that could not be read, so that one look at a row tells every
 * fault of it and none that only follows from another.
 */
export class RowNotes<Column extends string> {
  readonly row: number
  /** the row's cells for rules to ask; asking for one that could not be read ends the rule */
  readonly values: Values<Column>
  /** the cells that could be read, for what is made of a row without faults */
  readonly cells: Values<Column>
  who = ''
  isNew = false
  readonly changes: Change[] = []
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

  /** Runs a rule; returns what it found, or undefined where it could not be judged. */
  judge<Found>(rule: () => Found): Found | undefined {
    try {
      return rule()
    } catch (error) {
      if (error === unread) return undefined
      throw error
    }
  }

  /** What another rule found; the rule that needs it ends where nothing was. */
  need<Found>(found: Found | undefined): Found {
    if (found === undefined) throw unread
    return found
  }

  /** Says once what is wrong, and finds nothing. Of a cell that could not be read there is nothing more to say. */
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

  /** From here on the cell counts as one that could not be read: nothing is found by it. */
  close(column: Column) {
    this.#closed.add(column)
  }
}

/** A whole name is the cell of both its parts. */
const columnsOf = (field: string) => (isWholeName(field) ? ['firstName', 'lastName'] : [field])

/**
 * Reckons a file row by row with the rules of its kind, `plan`. Refused rows do nothing; the others stand for themselves,
 * and a later row is judged on what the earlier ones did.
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

/** The name that a row tells; '' where its file has none. */
const nameIn = ({ firstName, lastName }: { firstName?: string; lastName?: string }) =>
  [firstName, lastName].filter(Boolean).join(' ')
