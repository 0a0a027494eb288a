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

  constructor(row: number) {
    this.row = row
  }

  refuse(code: string, column?: ImportColumn, params?: Refusal['params']) {
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
  const notes = new RowNotes(row)
  const values = inOurWriting(told, world, notes)
  notes.who = [values.firstName, values.lastName].filter(Boolean).join(' ')
  notes.refusals.unshift(...refusals)
  // With a cell that can't be read the rest would be judged by halves.
  if (notes.refusals.length === 0) plans[kind](values, world, notes)
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
  if (otherCode && world.others.several(otherCode)) notes.refuse('codeOfSeveral', 'otherCode')
  if (placeCode && world.places.several(placeCode)) notes.refuse('codeOfSeveral', 'placeCode')
  if (unit && world.units.several(unit)) notes.refuse('codeOfSeveral', 'unit')
  if (curriculum && world.curricula.several(curriculum)) notes.refuse('codeOfSeveral', 'curriculum')
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

type Plan = (values: ImportRow['values'], world: World, notes: RowNotes) => void

const plans: Record<ImportKind, Plan> = {
  DOCTORANDS(values, world, notes) {
    const learner = planPerson(values, world, notes, 'WITH_PLACE')
    if (learner) planPlace({ level: 'DOCTORAL', ...values }, learner, world, notes)
  },
  PERSONS: (values, world, notes) => void planPerson(values, world, notes, 'ALONE'),
  STUDY_PLACES(values, world, notes) {
    const learner = planPerson(values, world, notes, 'KNOWN')
    if (learner) planPlace(values, learner, world, notes)
  },
  LEAVES: planLeave,
  ATTESTATIONS: planAttestation,
  GRANTS: planGrant,
}
