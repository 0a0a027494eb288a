import type { CellChange, PlanRow } from '@/lib/import/rules/plan'
import { planRows } from '@/lib/import/rules/row-notes'
import type { ByCode } from '@/lib/shared/by-code'
import {
  importKinds,
  type ImportColumn,
  type ImportKind,
  type ImportRow,
  type ImportValues,
  type LearnerNotes,
} from './columns'
import { planAttestation, planGrant, planLeave } from './events'
import { planPerson } from './person'
import { planPlace } from './place'
import type { World } from './world'

/** Plans an import row by row in the given world (and changes that world: `store.ts` reads from it what to store). */
export const planImport = (kind: ImportKind, rows: readonly ImportRow[], world: World): PlanRow[] =>
  planRows<ImportColumn>(rows, (notes) => {
    inOurWriting(world, notes)
    plans[kind](world, notes)
    if (notes.isNew) notes.changes.unshift(...shownOf(kind, notes.cells))
  })

/** Replaces a file's spelling of codes by ours; a code that several share is refused until they are told apart. */
function inOurWriting({ others, places, units, curricula }: World, notes: LearnerNotes) {
  const take = <Fact>(column: ImportColumn, known: ByCode<Fact>, codeOf: (fact: Fact) => string | null) =>
    notes.judge(() => {
      const code = notes.values[column]
      const fact = code && known.get(code)
      if (fact) notes.cells[column] = codeOf(fact) ?? code
      if (!code || !known.several(code)) return
      notes.refuse('import.codeOfSeveral', column)
      notes.close(column)
    })
  take('otherCode', others, ({ otherCode }) => otherCode)
  take('placeCode', places, ({ code }) => code)
  take('unit', units, ({ code }) => code)
  take('curriculum', curricula, ({ code }) => code)
}

/** All values of a new row, keys, days and accounts too; the name comes before them. */
const shownOf = (kind: ImportKind, values: ImportValues): CellChange[] =>
  importKinds[kind].columns.flatMap((column) => {
    const after = values[column]
    const named = column === 'firstName' || column === 'lastName'
    return after === undefined || named ? [] : [{ column, before: null, after, isNew: true }]
  })

type Plan = (world: World, notes: LearnerNotes) => void

const plans: Record<ImportKind, Plan> = {
  DOCTORANDS: (world, notes) => planPlace(planPerson(world, notes, 'WITH_PLACE'), world, notes),
  PERSONS: (world, notes) => void planPerson(world, notes, 'ALONE'),
  STUDY_PLACES: (world, notes) => planPlace(planPerson(world, notes, 'KNOWN'), world, notes),
  LEAVES: planLeave,
  ATTESTATIONS: planAttestation,
  GRANTS: planGrant,
}
