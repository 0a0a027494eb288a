import type { CellChange, PlanRow } from '@/lib/import/rules/plan'
import { planRows } from '@/lib/import/rules/row-notes'
import { isDay } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { codedColumns, codeFor, schoolColumns, type SchoolColumn, type SchoolValues } from './columns'
import { schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import { planPupil } from './pupils'
import { refsOf } from './refs'
import { rulesOf, type Judged } from './row-rules'
import { rowKey, type Refs, type RowFact, type SchoolNotes, type World } from './world'

export type SchoolRow = { row: number; values: SchoolValues; refusals: Refusal[] }

/** Plans an import row by row in the given world, and changes that world: `store.ts` reads from it what to store. */
export const planSchools = (kind: SchoolImport, rows: readonly SchoolRow[], world: World): PlanRow[] =>
  planRows<SchoolColumn>(rows, (told) => {
    told.who = whoOf(kind, told)
    codesOf(world, told)
    if (kind === 'PUPILS') planPupil(world, told)
    else planRow(kind, world, told)
  }).map((row) => ({ ...row, changes: row.changes.map(shown) }))

/**
 * Plans a row of a kind that a table line describes: an existing row identified by its key is changed where the file
 * differs; otherwise the row is new.
 */
function planRow(kind: SchoolImport, world: World, told: SchoolNotes) {
  const { stored, key }: SchoolKind = schoolImports[kind]
  const { values, cells } = told
  const refs = refsOf(kind, world, told)
  const known = told.judge(() => knownRow(kind, byItself.has(kind) ? {} : told.need(refs), world, told))
  const row: Judged = {
    known,
    refs,
    said: (column) => values[column] || (told.need(known)?.values[column] ?? undefined),
  }
  for (const rule of rulesOf(kind)) told.judge(() => rule(row, world, told, kind))
  // The identifying columns keep their stored spelling.
  const says = stored.filter((column) => cells[column] && !(known && key.includes(column)))
  const changed = says.filter((column) => cells[column] !== known?.values[column])
  if (known?.said !== undefined && changed.length > 0)
    told.refuse('import.contradictsRow', changed[0], { row: known.said })
  if (!refs || known === undefined) return
  told.isNew = !known
  for (const column of changed)
    told.changes.push({
      column,
      before: known?.values[column] || null,
      after: cells[column]!,
      isNew: !known,
    })
  const after = { ...known?.values, ...Object.fromEntries(says.map((column) => [column, cells[column]])) }
  const fact: RowFact = known ?? { id: world.newId(), of: refs, values: after, state: 'NEW' }
  told.steps.push(() => {
    world.rows.set(keyOf(kind, refs, cells), fact)
    fact.said = told.row
    if (!known || changed.length === 0) return
    fact.values = after
    if (fact.state === 'KEPT') fact.state = 'CHANGED'
  })
}

/** Rows identified by their own number, whoever they belong to. */
const byItself: ReadonlySet<SchoolImport> = new Set(['CARDS', 'HOUSES'])

const keyOf = (kind: SchoolImport, refs: Refs, values: SchoolValues) =>
  rowKey(
    byItself.has(kind) ? {} : refs,
    schoolImports[kind].key.map((column) => values[column]),
  )

/** The existing row; null = a new one, undefined = several, which have to be told apart first. */
function knownRow(
  kind: SchoolImport,
  refs: Refs,
  world: World,
  told: SchoolNotes,
): RowFact | null | undefined {
  const key = keyOf(kind, refs, told.values)
  if (world.twins.has(key)) return told.refuse('import.codeOfSeveral', schoolImports[kind].key.at(-1))
  return world.rows.get(key) ?? null
}

/** Replaces meanings with the registry's codes; refuses words that are neither. */
function codesOf(world: World, told: SchoolNotes) {
  for (const column of codedColumns)
    told.judge(() => {
      const [said, faults] = [told.values[column], told.refusals.length]
      if (!said) return
      const parts = said.split(', ').map((part) => codedPart(column, part, world, told))
      told.cells[column] = parts.join(', ')
      if (told.refusals.length > faults) told.close(column)
    })
}

/** One entry of a coded column as codes; subjects follow a service. */
function codedPart(column: SchoolColumn, part: string, world: World, told: SchoolNotes): string {
  const { codes: sort = '', open } = schoolColumns[column]
  const coded = (list: string, written: string, kept = false) =>
    codeFor(world.classifiers.get(list) ?? new Map(), written) ?? (kept ? written : unknown(written))
  const unknown = (written: string) => {
    told.refuse('schoolImport.codeUnknown', column, { written: written.slice(0, 60) })
    return written
  }
  const [name, subjects] = part.split(':').map((each) => each.trim()) as [string, string?]
  const code = coded(sort, name, open)
  if (column !== 'services' || !subjects) return code
  return `${code}: ${subjects
    .split('/')
    .map((each) => coded('klOppeaine', each.trim()))
    .join('/')}`
}

/** Whom or what a row concerns, as far as it is readable. */
const whoOf = (kind: SchoolImport, { who, cells }: SchoolNotes) =>
  who ||
  {
    HOUSES: cells.name ?? '',
    CLASSES: `${cells.number ?? ''}.${cells.parallel ?? ''}`,
    GROUPS: cells.group ?? '',
    CLASSIFIERS: [cells.classifier, cells.code].filter(Boolean).join(' '),
  }[kind as string] ||
  ''

/** A change for display: in the words of the file, whatever the screen's language. */
function shown({ column, before, after, isNew }: CellChange): CellChange {
  const ours = column as SchoolColumn
  return {
    column: schoolColumns[ours].heading,
    before: before && wordOf(ours, before),
    after: wordOf(ours, after),
    ...(isNew ? { isNew } : {}),
  }
}

function wordOf(column: SchoolColumn, value: string): string {
  const { words } = schoolColumns[column]
  if (column === 'year') return `${value}/${Number(value) + 1}`
  return isDay(value) ? value : (words?.[value]?.[0] ?? value)
}
