import { codeMended } from '@/lib/import/rules/one-person'
import type { PlanRow } from '@/lib/import/rules/plan'
import type { Day } from '@/lib/shared/dates'
import { dayBefore, isDay, overlaps } from '@/lib/shared/dates'
import {
  codedBy,
  codeFor,
  importWords,
  schoolColumns,
  type SchoolColumn,
  type SchoolValues,
} from './import-columns'
import { isKept, schoolImports, type SchoolImport, type SchoolKind } from './import-kinds'
import { planPupil } from './import-pupils'
import { groupKey, Notes, rowKey, type Refs, type RowFact, type World } from './import-world'
import type { Refusal } from '@/lib/shared/refusal'

export type SchoolRow = { row: number; values: SchoolValues; refusals: Refusal[] }

/**
 * Reckons what an import does, row by row, on the world it is given, and changes that world: `import-store.ts` reads from
 * it what to store. Refused rows change nothing; the others stand for themselves.
 */
export function planSchools(kind: SchoolImport, rows: readonly SchoolRow[], world: World): PlanRow[] {
  return rows.map(({ row, values, refusals }) => {
    const told = new Notes(row)
    told.refusals.push(...refusals)
    told.who = whoOf(kind, values)
    // With a cell that can't be read the rest would be judged by halves.
    if (refusals.length === 0) codesOf(values, world, told)
    if (told.refusals.length === 0)
      (kind === 'PUPILS' ? planPupil : planRow)(schoolImports[kind], kind, values, world, told)
    const refused = told.refusals.length > 0
    if (!refused) for (const step of told.steps) step()
    return {
      ...{ row, who: told.who, outcome: told.outcome },
      changes: refused ? [] : told.changes.map(shown),
      refusals: told.refusals,
    }
  })
}

/** A row of a kind whose table is says by a line: known again by its key, new, or changed where it says otherwise. */
function planRow(of: SchoolKind, kind: SchoolImport, values: SchoolValues, world: World, told: Notes) {
  const refs = refsOf(of, kind, values, world, told)
  if (!refs) return
  const key = rowKey(
    kind === 'CARDS' ? {} : refs,
    of.key.map((column) => values[column]),
  )
  if (world.twins.has(key)) return told.refuse('import.codeOfSeveral', of.key.at(-1))
  const known = world.rows.get(key)
  const says = Object.fromEntries(
    // What it is known again by stays as it is written there.
    of.stored.flatMap((column) =>
      values[column] && !(known && of.key.includes(column)) ? [[column, values[column]]] : [],
    ),
  )
  const after: SchoolValues = { ...known?.values, ...says }
  check(kind, { values, after, refs, known }, world, told)
  // What it is known by stays as ours is written, whichever way the file writes it.
  const changed = of.stored.filter(
    (column) => says[column] && says[column] !== known?.values[column] && !(known && of.key.includes(column)),
  )
  if (known && changed.length > 0 && known.said !== undefined)
    told.refuse('import.contradictsRow', changed[0], { row: known.said })
  if (told.refusals.length > 0) return
  told.isNew = !known
  for (const column of changed)
    told.changes.push({
      column,
      before: known?.values[column] || null,
      after: says[column]!,
      isNew: !known,
    })
  const row: RowFact = known ?? { id: world.newId(), of: refs, values: after, state: 'NEW' }
  told.steps.push(() => {
    world.rows.set(key, row)
    row.said = told.row
    if (!known || changed.length === 0) return
    row.values = after
    if (row.state === 'KEPT') row.state = 'CHANGED'
  })
}

/** What the row is about, where it is the official's to speak of; else refused at its column. */
function refsOf(
  of: SchoolKind,
  kind: SchoolImport,
  values: SchoolValues,
  world: World,
  told: Notes,
): Refs | null {
  const refuse = (code: string, column: SchoolColumn) => {
    told.refuse(code, column)
    return null
  }
  if (kind === 'CLASSIFIERS') return {}
  if (kind === 'HOUSES') return municipalityOf(values, world, told)
  const house = world.houses.get(values.house!)
  if (!house) return refuse('schoolImport.houseUnknown', 'house')
  if (!of.of.includes('pupil')) return { house: house.id }

  const pupil = world.pupils.get(values.personalCode!)
  const former = world.formerBearers.get(values.personalCode!)
  if (!pupil && former?.seen) {
    told.refusals.push(codeMended(former, false))
    return null
  }
  const there = pupil?.placements.filter(({ houseId }) => houseId === house.id) ?? []
  const own = pupil?.placements.some(({ house }) => house !== null)
  if (kind === 'GROUP_PLACES') {
    const groupAsked = groupKey(house.id, values.group!)
    if (world.twins.has(groupAsked)) return refuse('import.codeOfSeveral', 'group')
    const group = world.groups.get(groupAsked)
    if (!group) return refuse('schoolImport.groupUnknown', 'group')
    const period = { from: values.fromOn as Day, to: (values.toOn ?? null) as Day | null }
    const may = group.kind === 'HOBBY_SCHOOL' ? own : there.some((placement) => overlaps(placement, period))
    if (!pupil || !may) return refuse('schoolImport.pupilNotInHouse', 'personalCode')
    told.who = `${pupil.firstName} ${pupil.lastName}`
    return { pupil: pupil.id, group: group.id }
  }
  const last = there.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  if (!pupil || !last) return refuse('schoolImport.pupilNotInHouse', 'personalCode')
  told.who = `${pupil.firstName} ${pupil.lastName}`
  // Until its day a transfer's copies and cards follow what the old house does; that is done on the pupil's page.
  if ((isKept(kind) || kind === 'CARDS') && pupil.moving.has(house.id))
    told.refuse('schoolImport.pupilMoving', 'personalCode')
  // Where an act of ours let the pupil go, the new house has it all; years that are over by themselves are history.
  if (last.endedBy && last.to < world.today) told.refuse('pupil.left', 'personalCode', { to: last.to })
  return { pupil: pupil.id, house: house.id, ...(isKept(kind) ? { stay: last.stayId } : {}) }
}

function municipalityOf(values: SchoolValues, world: World, told: Notes): Refs | null {
  if (world.foreignHouses.has(values.house!)) told.refuse('schoolImport.houseElsewhere', 'house')
  const only = world.municipalities.size === 1 ? [...world.municipalities.values()][0] : undefined
  const known = world.rows.get(rowKey({}, [values.house]))?.of.municipality
  const id = values.municipality ? world.municipalities.get(values.municipality) : (known ?? only)
  if (!id)
    told.refuse(
      values.municipality ? 'schoolImport.municipalityUnknown' : 'schoolImport.municipalityMissing',
      'municipality',
    )
  return id ? { municipality: id } : null
}

/** What the database or the page would refuse, says at the column. */
function check(kind: SchoolImport, { values, after, refs, known }: Checked, world: World, told: Notes) {
  for (const [from, to] of [
    ['fromOn', 'toOn'],
    ['validFrom', 'validTo'],
  ] as const)
    if (after[from] && after[to] && after[to] < after[from]) told.refuse('import.endBeforeStart', to)
  if (kind === 'CLASSES' && world.houses.get(values.house!)!.kind === 'HOBBY_SCHOOL')
    told.refuse('pupil.noClasses', 'house')
  if (kind === 'GROUPS') checkGroup(values, known, world, told)
  if (kind === 'CARDS') checkCard(after, known, world, told)
  if (isKept(kind)) checkKept(kind, { values, after, refs, known }, world, told)
  if (kind === 'HOUSES') {
    if (known && known.of.municipality !== refs.municipality)
      told.refuse('schoolImport.houseElsewhere', 'municipality')
    checkHouse(after, known, world, told)
  }
  if (kind === 'CARDS' && known && (known.of.pupil !== refs.pupil || known.of.house !== refs.house))
    told.refuse('schoolImport.cardOfOther', 'cardNumber')
  if (kind === 'DECISIONS') {
    const decided = after.consent === 'GIVEN' || after.consent === 'REFUSED'
    if (decided !== Boolean(after.consentOn)) told.refuse('schoolImport.consentDay', 'consentOn')
  }
  if (kind === 'GROUP_PLACES') {
    const other = [...world.rows.values()].find(
      (row) =>
        row !== known &&
        row.of.pupil === refs.pupil &&
        row.of.group === refs.group &&
        overlaps(periodOf(row.values), periodOf(after)),
    )
    if (other) told.refuse('schoolImport.groupPlaceOverlaps', 'fromOn')
    const to = lastDayIn(values, after, world)
    if (to && (!after.toOn || to < after.toOn))
      told.refuse('schoolImport.groupPlaceOutlasts', 'toOn', { pupil: told.who, to })
  }
}

/** As the house's list of groups does: a group keeps its kind, and a hobby school has its own. */
function checkGroup(values: SchoolValues, known: RowFact | undefined, world: World, told: Notes) {
  const house = world.houses.get(values.house!)!
  if ((house.kind === 'HOBBY_SCHOOL') !== (values.groupKind === 'HOBBY_SCHOOL'))
    told.refuse('pupil.groupKind', 'groupKind')
  else if (known && known.values.groupKind !== values.groupKind)
    told.refuse('schoolImport.groupKindHeld', 'groupKind')
}

/** As the pupil's page does: a card is closed once, from the day before its first to today. */
function checkCard(after: SchoolValues, known: RowFact | undefined, { today }: World, told: Notes) {
  const [closed, before] = [after.closedOn, known?.values.closedOn]
  if (!closed || closed === before) return
  if (before) told.refuse('pupil.cardClosed', 'closedOn')
  else if (closed < dayBefore(after.validFrom as Day) || closed > today)
    told.refuse('pupil.cardDayWrong', 'closedOn')
}

type Checked = { values: SchoolValues; after: SchoolValues; refs: Refs; known: RowFact | undefined }

/** As the pupil's page does of what a house keeps. */
function checkKept(kind: SchoolImport, { values, after, refs, known }: Checked, world: World, told: Notes) {
  const days = world.pupils
    .get(values.personalCode!)!
    .placements.filter(({ houseId, stayId }) => houseId === refs.house && stayId === refs.stay)
    .map(({ to }) => to)
  const to = days.toSorted().at(-1)
  if (to && values.changedOn && values.changedOn > to) told.refuse('pupil.dayAfterStay', 'changedOn', { to })
  const said = schoolImports[kind].stored.some((column) => column !== 'changedOn' && after[column])
  if (!said) told.refuse('pupil.nothing', kind === 'NEEDS' ? 'needs' : 'swimmingLevel')
  for (const [column, codes] of Object.entries(codesIn(values)) as [SchoolColumn, string[]][]) {
    const held = codesIn(known?.values ?? {})[column] ?? []
    const gone = codes.find((code) => world.retired.has(code) && !held.includes(code))
    if (gone) told.refuse('schoolImport.codeRetired', column, { written: gone.slice(gone.indexOf(' ') + 1) })
  }
}

/** Codes of the registry's lists in a row, by column, each as `sort code`. */
function codesIn(values: SchoolValues): Partial<Record<SchoolColumn, string[]>> {
  const of = (column: SchoolColumn, sort: string) =>
    (values[column] ?? '').split(', ').flatMap((part) => {
      const [code, subjects] = column === 'services' ? part.split(': ') : [part]
      return [`${sort} ${code}`, ...(subjects?.split('/') ?? []).map((each) => `klOppeaine ${each}`)]
    })
  return Object.fromEntries(
    (Object.entries(codedBy) as [SchoolColumn, { sort: string }][])
      .filter(([column]) => values[column])
      .map(([column, { sort }]) => [column, of(column, sort)]),
  )
}

/** As the house's own page does. */
function checkHouse(after: SchoolValues, known: RowFact | undefined, world: World, told: Notes) {
  if (known && (known.values.kind === 'HOBBY_SCHOOL') !== (after.kind === 'HOBBY_SCHOOL'))
    told.refuse('schoolImport.kindHeld', 'kind')
  const same = ({ values }: RowFact) =>
    values.ehisId === after.ehisId && values.branchCode === after.branchCode
  if (after.branchCode && [...world.rows.values()].some((row) => row !== known && same(row)))
    told.refuse('schoolImport.branchTaken', 'branchCode')
}

/** The last day in the house where a transfer or leaving ends the placement that a place is of; a hobby school knows none. */
function lastDayIn({ house, group, personalCode }: SchoolValues, place: SchoolValues, world: World) {
  const { id } = world.houses.get(house!)!
  if (world.groups.get(groupKey(id, group!))!.kind === 'HOBBY_SCHOOL') return null
  const [first] = world.pupils
    .get(personalCode!)!
    .placements.filter(({ houseId, ...days }) => houseId === id && overlaps(days, periodOf(place)))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return first?.endedBy ? first.to : null
}

const periodOf = ({ fromOn, toOn }: SchoolValues) => ({
  from: fromOn as Day,
  to: (toOn ?? null) as Day | null,
})

/** Writes codes of the registry where their meanings stand; what is neither is refused. */
function codesOf(values: SchoolValues, world: World, told: Notes) {
  for (const [column, { sort, open }] of Object.entries(codedBy) as [
    SchoolColumn,
    { sort: string; open?: true },
  ][]) {
    const written = values[column]
    if (!written) continue
    const parts = written.split(', ').map((part) => {
      const [name, subjects] = part.split(':').map((each) => each.trim()) as [string, string?]
      const code = coded(world, sort, name) ?? (open ? name : unknown(told, column, name))
      if (column !== 'services' || !subjects) return code
      return `${code}: ${subjects
        .split('/')
        .map((each) => coded(world, 'klOppeaine', each.trim()) ?? unknown(told, column, each.trim()))
        .join('/')}`
    })
    values[column] = parts.join(', ')
  }
}

const coded = (world: World, sort: string, written: string) =>
  codeFor(world.classifiers.get(sort) ?? new Map(), written)
function unknown(told: Notes, column: SchoolColumn, written: string) {
  told.refuse('schoolImport.codeUnknown', column, { written: written.slice(0, 60) })
  return written
}

const whoOf = (kind: SchoolImport, { firstName, lastName, ...values }: SchoolValues) =>
  [firstName, lastName].filter(Boolean).join(' ') ||
  {
    HOUSES: values.name ?? '',
    CLASSES: `${values.number ?? ''}.${values.parallel ?? ''}`,
    GROUPS: values.group ?? '',
    CLASSIFIERS: [values.classifier, values.code].filter(Boolean).join(' '),
  }[kind as string] ||
  ''

/** A change for the eye: in the words of the file, whatever the language of the screen. */
const shown = ({ column, before, after, isNew }: Notes['changes'][number]) => ({
  column: schoolColumns[column].heading,
  before: before && wordOf(column, before),
  after: wordOf(column, after),
  ...(isNew ? { isNew } : {}),
})

function wordOf(column: SchoolColumn, value: string): string {
  const words: Record<string, readonly string[]> | undefined =
    column in importWords ? importWords[column as keyof typeof importWords] : undefined
  if (column === 'year') return `${value}/${Number(value) + 1}`
  return isDay(value) ? value : (words?.[value]?.[0] ?? value)
}
