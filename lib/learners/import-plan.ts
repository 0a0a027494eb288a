import type { Change, PlanRow } from '@/lib/import/rules/plan'
import type { Refusal } from '@/lib/shared/refusal'
import {
  importKinds,
  type ImportColumn,
  type ImportKind,
  type ImportRow,
  type ImportValues,
} from './import-columns'
import { planAttestation, planGrant, planLeave } from './import-events'
import { planPerson } from './import-person'
import { planPlace } from './import-place'
import type { World } from './import-world'

/** What is to be done for one row, gathered before any of it is done: a refused row leaves nothing in the world. */
export class RowNotes {
  readonly row: number
  who = ''
  isNew = false
  readonly changes: Change[] = []
  readonly refusals: Refusal[] = []
  readonly steps: (() => void)[] = []

  readonly #unread: Set<string | undefined>

  /** `unread`: the row's cells that can't be read. */
  constructor(row: number, unread: readonly Refusal[]) {
    this.row = row
    this.refusals.push(...unread)
    this.#unread = new Set(unread.map(({ field }) => field))
  }

  /** Refuses what stands in a column as if it couldn't be read: nothing is found by it. */
  refuseCell(code: string, column: ImportColumn) {
    this.refuse(code, column)
    this.#unread.add(column)
  }

  /** Whether something stands in the column that can't be read: it is neither empty nor a value. */
  isUnread = (column: ImportColumn) => this.#unread.has(column)

  /** Says once what is wrong. Of a cell that can't be read there is nothing more to say. */
  refuse(code: string, column?: ImportColumn, params?: Refusal['params']) {
    const said = this.refusals.some((one) => one.code === `import.${code}` && one.field === column)
    if (said || (column && this.isUnread(column))) return
    this.refusals.push({ code: `import.${code}`, field: column, params })
  }
}

/**
 * Reckons what an import does, row by row, on the world it is given (and changes that world: `import-writes.ts` reads
 * from it what to store). Refused rows change nothing; the others stand for themselves.
 */
export function planImport(kind: ImportKind, rows: readonly ImportRow[], world: World): PlanRow[] {
  return rows.map((row) => planRow(kind, row, world))
}

function planRow(kind: ImportKind, { row, values: told, refusals }: ImportRow, world: World): PlanRow {
  const notes = new RowNotes(row, refusals)
  const values = inOurWriting(told, world, notes)
  notes.who = [values.firstName, values.lastName].filter(Boolean).join(' ')
  // With a cell that can't be read the rest is judged all the same: one look tells every fault.
  plans[kind](values, world, notes)
  const refused = notes.refusals.length > 0
  if (!refused) for (const step of notes.steps) step()
  return {
    row,
    who: notes.who,
    outcome: refused ? 'REFUSED' : notes.isNew ? 'NEW' : notes.changes.length > 0 ? 'CHANGED' : 'SAME',
    changes: refused ? [] : [...(notes.isNew ? shownOf(kind, values) : []), ...notes.changes],
    refusals: notes.refusals,
  }
}

/** Codes as ours are written, however the file writes them; one that several have is refused until they are parted. */
function inOurWriting(values: ImportValues, world: World, notes: RowNotes): ImportValues {
  const { otherCode, placeCode, unit, curriculum } = values
  const ours = {
    otherCode: otherCode && world.others.get(otherCode)?.otherCode,
    placeCode: placeCode && world.places.get(placeCode)?.code,
    unit: unit && world.units.get(unit)?.code,
    curriculum: curriculum && world.curricula.get(curriculum)?.code,
  }
  if (otherCode && world.others.several(otherCode)) notes.refuseCell('codeOfSeveral', 'otherCode')
  if (placeCode && world.places.several(placeCode)) notes.refuseCell('codeOfSeveral', 'placeCode')
  if (unit && world.units.several(unit)) notes.refuseCell('codeOfSeveral', 'unit')
  if (curriculum && world.curricula.several(curriculum)) notes.refuseCell('codeOfSeveral', 'curriculum')
  const known = Object.entries(ours).filter(([, code]) => code)
  return { ...values, ...Object.fromEntries(known) }
}

/** Everything that a new row says, keys, days and accounts too; the name stands before it. */
const shownOf = (kind: ImportKind, values: ImportRow['values']): Change[] =>
  importKinds[kind].columns.flatMap((column) => {
    const after = values[column]
    const named = column === 'firstName' || column === 'lastName'
    return after === undefined || named ? [] : [{ column, before: null, after, isNew: true }]
  })

/** Values that can't be read are missing here, required ones too; whatever hangs on them isn't judged. */
type Plan = (values: ImportRow['values'], world: World, notes: RowNotes) => void

const plans: Record<ImportKind, Plan> = {
  DOCTORANDS(values, world, notes) {
    const learner = planPerson(values, world, notes, 'WITH_PLACE')
    planPlace({ level: 'DOCTORAL', ...values }, learner, world, notes)
  },
  PERSONS: (values, world, notes) => void planPerson(values, world, notes, 'ALONE'),
  STUDY_PLACES(values, world, notes) {
    const learner = planPerson(values, world, notes, 'KNOWN')
    planPlace(values, learner, world, notes)
  },
  LEAVES: planLeave,
  ATTESTATIONS: planAttestation,
  GRANTS: planGrant,
}
