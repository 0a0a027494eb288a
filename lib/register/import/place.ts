import { tooFarAhead, tooManyYears } from '@/lib/learners/rules/study-bounds'
import { dayBefore, type Day } from '@/lib/shared/dates'
import type { Level, TermAspect } from '@/lib/shared/generated/enums'
import { sameCode } from '@/lib/shared/written'
import { importColumns, type ImportColumn, type ImportValues, type LearnerNotes } from './columns'
import type { LearnerFact, PlaceFact, TermFact, UnitFact, World } from './world'

/**
 * The study place of a row, found by its code or new, and the row's terms: load, funding, curriculum, main state, each
 * from its own day, else from the row's. Only in the importer's own units. `learner`: null when the row's person is
 * refused.
 */
export function planPlace(learner: LearnerFact | null, world: World, notes: LearnerNotes) {
  const { values } = notes
  const unit = notes.judge(() => unitOf(world, notes))
  notes.judge(() => {
    const [from, to] = [values.startedOn, values.nominalEndOn] as (Day | undefined)[]
    if (!from || !to) return
    const years = tooManyYears({ from, to })
    if (to < from) notes.refuse('import.endBeforeStart', 'nominalEndOn')
    else if (years) notes.refuse('import.periodTooLong', 'nominalEndOn', { years })
  })
  for (const column of ['startedOn', 'validFrom', ...terms.map(({ own }) => own)] as const)
    notes.judge(() => {
      const years = values[column] && tooFarAhead(values[column] as Day, world.today)
      if (years) notes.refuse('import.tooFarAhead', column, { years })
    })
  for (const column of ['validFrom', ...terms.map(({ own }) => own)] as const)
    notes.judge(() => {
      if (values[column] && values.startedOn && values[column] < values.startedOn)
        notes.refuse('import.beforeStart', column)
    })
  checkDirective(world, notes)
  notes.judge(() => planCurriculum(world, notes))
  const known = notes.judge(() => placeOf(learner, world, notes))
  if (known) changePlace(known, unit, notes)
  const whole = learner && unit && notes.refusals.length === 0
  const place = known ?? (known === null && whole ? newPlace(learner, unit, world, notes) : null)
  if (place) for (const term of terms) notes.judge(() => planTerm(place, term, world, notes))
}

function unitOf(world: World, notes: LearnerNotes): UnitFact | undefined {
  const unit = notes.values.unit === undefined ? undefined : world.units.get(notes.values.unit)
  if (!unit) notes.refuse('import.unitUnknown', 'unit')
  else if (!unit.mine) notes.refuse('import.unitNotYours', 'unit')
  return unit?.mine ? unit : undefined
}

/**
 * The study place with the row's code; null = a new one, undefined = refused, because it is another unit's or person's.
 */
function placeOf(
  learner: LearnerFact | null,
  world: World,
  notes: LearnerNotes,
): PlaceFact | null | undefined {
  const known = world.places.get(notes.need(notes.values.placeCode))
  if (!known) return null
  if (!known.unit.mine) return notes.refuse('import.placeOfOtherUnit', 'placeCode')
  if (learner && known.learner !== learner) return notes.refuse('import.placeOfOther', 'placeCode')
  return known
}

/** A list of doctoral students may lack the column of levels. */
const levelIn = ({ level }: ImportValues) => (level ?? 'DOCTORAL') as Level

const terms = [
  { column: 'curriculum', own: 'curriculumFrom', aspect: 'CURRICULUM' },
  { column: 'load', own: 'loadFrom', aspect: 'LOAD' },
  { column: 'funding', own: 'fundingFrom', aspect: 'FUNDING' },
  { column: 'mainState', own: 'mainStateFrom', aspect: 'MAIN_STATE' },
] as const satisfies Term[]
/** `own`: the column of the term's own first day. */
type Term = { column: ImportColumn; own: ImportColumn; aspect: TermAspect }

/**
 * A directive has been made by today. What a document of ours decided, only that document can change (spec 2
 * "Effects").
 */
export function checkDirective(world: World, notes: LearnerNotes) {
  notes.judge(() => {
    const { directiveOn: on } = notes.values
    if (on && on > world.today) notes.refuse('import.dayInFuture', 'directiveOn')
  })
  notes.judge(() => {
    const { directiveNumber: number } = notes.values
    if (!number || !world.ourDirectives.has(sameCode(number))) return
    notes.refuse('import.directiveOurs', 'directiveNumber', { number })
    notes.close('directiveNumber')
  })
}

/** A known curriculum keeps its name; an unknown one needs one. */
function planCurriculum(world: World, notes: LearnerNotes) {
  const { curriculum: code } = notes.values
  if (!code || world.curricula.has(code)) return
  const { curriculumName: name } = notes.values
  if (!name) return notes.refuse('import.curriculumUnknown', 'curriculum')
  notes.steps.push(() => world.curricula.set(code, { code, name, isNew: true }))
}

function newPlace(learner: LearnerFact, unit: UnitFact, world: World, notes: LearnerNotes): PlaceFact {
  const { cells } = notes
  const place: PlaceFact = {
    id: world.newId(),
    learner,
    unit,
    code: cells.placeCode!,
    level: levelIn(cells),
    startedOn: cells.startedOn as Day,
    nominalEndOn: (cells.nominalEndOn as Day | undefined) ?? null,
    terms: [],
    leaves: [],
    attestations: [],
    grants: [],
    said: new Map([['place', notes.row]]),
    state: 'NEW',
  }
  notes.isNew = true
  notes.steps.push(() => world.places.set(place.code, place))
  return place
}

function changePlace(place: PlaceFact, unit: UnitFact | undefined, notes: LearnerNotes) {
  const { values } = notes
  const saidIn = place.said.get('place')
  const change = (column: ImportColumn, before: string | null, after: string) => {
    if (saidIn !== undefined) notes.refuse('import.contradictsRow', column, { row: saidIn })
    notes.changes.push({ column, before, after })
  }
  notes.judge(() => {
    if (levelIn(values) !== place.level) notes.refuse('import.placeFixed', 'level')
  })
  notes.judge(() => {
    if (values.startedOn !== place.startedOn) notes.refuse('import.placeFixed', 'startedOn')
  })
  if (unit && unit !== place.unit) change('unit', place.unit.code, unit.code)
  const end = notes.judge(() => values.nominalEndOn as Day | undefined) ?? place.nominalEndOn
  if (end && end !== place.nominalEndOn) change('nominalEndOn', place.nominalEndOn, end)
  notes.steps.push(() => {
    place.said.set('place', notes.row)
    if (unit === place.unit && end === place.nominalEndOn) return
    Object.assign(place, { unit, nominalEndOn: end })
    if (place.state === 'KEPT') place.state = 'CHANGED'
  })
}

/**
 * One dated value. The same value on the day changes nothing; another one from a later day closes the open imported
 * value the day before; another one from an imported value's own first day corrects it. Values that a document of ours
 * made or ended stay as they are.
 */
function planTerm(place: PlaceFact, { aspect, column, own }: Term, world: World, notes: LearnerNotes) {
  const { values, cells } = notes
  const value = values[column]!
  const all = place.terms.filter((term) => term.aspect === aspect)
  const said = (values[own] ?? values.validFrom) as Day | undefined
  const from = said ?? dayMeant(place, all, world.today)
  const dayColumn = values[own] ? own : 'validFrom'
  if (from < place.startedOn) return notes.refuse('import.beforeStart', dayColumn)
  const now = all.find((term) => term.from <= from && (term.to === null || from <= term.to))
  if (now?.value === value) return
  // Without a named day, only an existing value is understood.
  if (all.length > 0 && !said)
    return notes.refuse('import.dayNeeded', 'validFrom', { column: importColumns[column].heading })

  const later = all.filter((term) => term.from > from)
  const ours = [now, ...later].find((term) => term?.source.documentId)
  if (ours) return notes.refuse('import.madeByDocument', column, { number: ours.source.number ?? '—' })
  const saidIn = now?.from === from ? now.said.get('term') : undefined
  if (saidIn !== undefined) return notes.refuse('import.contradictsRow', column, { row: saidIn })
  if (later.length > 0 && now?.from !== from) {
    return notes.refuse('import.laterValue', column, { from: later[0]!.from })
  }

  const source = { imported: { number: cells.directiveNumber!, on: cells.directiveOn as Day } }
  if (all.length > 0) notes.changes.push({ column, before: now?.value ?? null, after: value, from })
  notes.steps.push(() => {
    if (now?.from === from) {
      Object.assign(now, { value, source, state: now.state === 'KEPT' ? 'CHANGED' : now.state })
      now.said.set('term', notes.row)
      return
    }
    if (now) Object.assign(now, { to: dayBefore(from), state: now.state === 'KEPT' ? 'CHANGED' : now.state })
    const term: TermFact = {
      id: world.newId(),
      aspect,
      value,
      from,
      to: null,
      source,
      said: new Map([['term', notes.row]]),
      state: 'NEW',
    }
    place.terms.push(term)
  })
}

/** The day when none is named: the start for a new aspect, today for a known one (its first day if that is to come). */
function dayMeant(place: PlaceFact, terms: readonly TermFact[], today: Day): Day {
  const first = terms.map(({ from }) => from).sort()[0]
  return first === undefined ? place.startedOn : first > today ? first : today
}
