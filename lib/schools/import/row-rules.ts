import { dayBefore, overlaps, type Day } from '@/lib/shared/dates'
import { thingOf } from '../kept/things'
import { codedColumns, keptColumnOf, schoolColumns, type SchoolColumn, type SchoolValues } from './columns'
import { isKept, keptIn, schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import { groupKey, periodOf, type Refs, type RowFact, type SchoolNotes, type World } from './world'

/** A row in the form that its rules read. */
export type Judged = {
  refs: Refs | undefined
  /** null = a new row; undefined = unknown */
  known: RowFact | null | undefined
  /** the row's value, or the existing one if the cell is empty; ends the rule if neither is known */
  said: (column: SchoolColumn) => string | undefined
}
/** One rule; it ends when it needs a value that could not be read or found. */
type Rule = (row: Judged, world: World, told: SchoolNotes, kind: SchoolImport) => void

const endsBefore =
  (from: SchoolColumn, to: SchoolColumn): Rule =>
  ({ said }, _world, told) => {
    const [first, last] = [said(from), said(to)]
    if (first && last && last < first) told.refuse('import.endBeforeStart', to)
  }

const all: readonly Rule[] = [endsBefore('fromOn', 'toOn'), endsBefore('validFrom', 'validTo')]

/** The column at which to refuse a second row of what a stay may have once. */
function onceIn(kind: SchoolImport) {
  const { fields, once } = thingOf(keptIn(kind)!)
  return once ? keptColumnOf(once, fields[once]!) : undefined
}

/** The same rules as on the pupil's page for what a house keeps. */
const rulesOfKept: readonly Rule[] = [
  ({ refs }, world, told) => {
    const { house, stay } = told.need(refs)
    const days = world.pupils
      .get(told.need(told.values.personalCode))!
      .placements.filter(({ houseId, stayId }) => houseId === house && stayId === stay)
      .map(({ to }) => to)
    const to = days.toSorted().at(-1)
    const { changedOn } = told.values
    if (to && changedOn && changedOn > to) told.refuse('pupil.dayAfterStay', 'changedOn', { to })
  },
  ({ said }, _world, told, kind) => {
    const { stored }: SchoolKind = schoolImports[kind]
    if (!stored.some((column) => column !== 'changedOn' && said(column)))
      told.refuse('pupil.nothing', onceIn(kind))
  },
  ...codedColumns.map((column): Rule => ({ known }, world, told) => {
    const codes = codesIn(told.values, column)
    const held = codesIn(codes.length > 0 ? (told.need(known)?.values ?? {}) : {}, column)
    const gone = codes.find((code) => world.retired.has(code) && !held.includes(code))
    if (gone) told.refuse('schoolImport.codeRetired', column, { written: gone.slice(gone.indexOf(' ') + 1) })
  }),
]

/** What the database or the page would refuse, refused at its column; by kind. */
const ofKind: Partial<Record<SchoolImport, readonly Rule[]>> = {
  HOUSES: [
    ({ known, refs }, _world, told) => {
      const there = told.need(known)
      if (there && there.of.municipality !== told.need(refs).municipality)
        told.refuse('schoolImport.houseElsewhere', 'municipality')
    },
    // The same rules as on the house's own page.
    ({ known }, _world, told) => {
      const there = told.need(known)
      if (there && (there.values.kind === 'HOBBY_SCHOOL') !== (told.values.kind === 'HOBBY_SCHOOL'))
        told.refuse('schoolImport.kindHeld', 'kind')
    },
    ({ known, said }, world, told) => {
      const [ehisId, branchCode] = [said('ehisId'), said('branchCode')]
      const taken = (row: RowFact) =>
        row !== told.need(known) && row.values.ehisId === ehisId && row.values.branchCode === branchCode
      if (branchCode && [...world.rows.values()].some(taken))
        told.refuse('schoolImport.branchTaken', 'branchCode')
    },
  ],
  CLASSES: [
    (_row, world, told) => {
      if (world.houses.get(told.need(told.values.house))?.kind === 'HOBBY_SCHOOL')
        told.refuse('pupil.noClasses', 'house')
    },
  ],
  // As in the house's list of groups: a group keeps its kind, and a hobby school has a kind of its own.
  GROUPS: [
    ({ known }, world, told) => {
      const house = world.houses.get(told.need(told.values.house))
      const { groupKind } = told.values
      if (house && (house.kind === 'HOBBY_SCHOOL') !== (groupKind === 'HOBBY_SCHOOL'))
        return told.refuse('pupil.groupKind', 'groupKind')
      const there = told.need(known)
      if (there && there.values.groupKind !== groupKind)
        told.refuse('schoolImport.groupKindHeld', 'groupKind')
    },
  ],
  CARDS: [
    ({ known, refs }, _world, told) => {
      const [there, { pupil, house }] = [told.need(known), told.need(refs)]
      if (there && (there.of.pupil !== pupil || there.of.house !== house))
        told.refuse('schoolImport.cardOfOther', 'cardNumber')
    },
    // As on the pupil's page: a card is closed once, on a day between the one before its first day and today.
    ({ known, said }, { today }, told) => {
      const closed = told.values.closedOn as Day | undefined
      if (!closed) return
      const before = told.need(known)?.values.closedOn
      if (closed === before) return
      if (before) told.refuse('pupil.cardClosed', 'closedOn')
      else if (closed > today || closed < dayBefore(said('validFrom') as Day))
        told.refuse('pupil.cardDayWrong', 'closedOn')
    },
  ],
  DECISIONS: [
    ({ said }, _world, told) => {
      const decided = ['GIVEN', 'REFUSED'].includes(said('consent') ?? '')
      if (decided !== Boolean(said('consentOn'))) told.refuse('schoolImport.consentDay', 'consentOn')
    },
  ],
  GROUP_PLACES: [
    ({ known, refs, said }, world, told) => {
      const { pupil, group } = told.need(refs)
      const period = periodOf({ fromOn: said('fromOn'), toOn: said('toOn') })
      const other = [...world.rows.values()].find(
        (row) =>
          row !== told.need(known) &&
          row.of.pupil === pupil &&
          row.of.group === group &&
          overlaps(periodOf(row.values), period),
      )
      if (other) told.refuse('schoolImport.groupPlaceOverlaps', 'fromOn')
    },
    ({ refs, said }, world, told) => {
      told.need(refs)
      const [fromOn, toOn] = [said('fromOn'), said('toOn')]
      const to = lastDayIn(told.values, { fromOn, toOn }, world)
      if (to && (!toOn || to < toOn))
        told.refuse('schoolImport.groupPlaceOutlasts', 'toOn', { pupil: told.who, to })
    },
  ],
}

/** Codes of the registry's lists in a column, each written as `sort code`. */
function codesIn(values: SchoolValues, column: SchoolColumn): string[] {
  const { codes: sort } = schoolColumns[column]
  return (values[column] ?? '')
    .split(', ')
    .filter(Boolean)
    .flatMap((part) => {
      const [code, subjects] = column === 'services' ? part.split(': ') : [part]
      return [`${sort} ${code}`, ...(subjects?.split('/') ?? []).map((each) => `klOppeaine ${each}`)]
    })
}

/**
 * The last day in the house if a transfer or leaving ends the placement behind a place; null otherwise, and always for
 * hobby schools.
 */
function lastDayIn({ house, group, personalCode }: SchoolValues, place: SchoolValues, world: World) {
  const { id } = world.houses.get(house!)!
  if (world.groups.get(groupKey(id, group!))!.kind === 'HOBBY_SCHOOL') return null
  const [first] = world.pupils
    .get(personalCode!)!
    .placements.filter(({ houseId, ...days }) => houseId === id && overlaps(days, periodOf(place)))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return first?.endedBy ? first.to : null
}

/** Every rule for a kind of file, in the order of reporting. */
export const rulesOf = (kind: SchoolImport): readonly Rule[] => [
  ...all,
  ...(isKept(kind) ? rulesOfKept : []),
  ...(ofKind[kind] ?? []),
]
