import { dayBefore, type Day } from '@/lib/shared/dates'
import type { Level, TermAspect } from '@/lib/shared/generated/enums'
import { sameCode } from '@/lib/shared/written'
import { importColumns, type ImportColumn, type ImportValues } from './import-columns'
import type { RowNotes } from './import-plan'
import type { LearnerFact, PlaceFact, TermFact, UnitFact, World } from './import-world'

/**
 * The study place of a row, found by its code or new, and the terms it says: load, funding, curriculum, main state, each
 * from its own day, else from the row's. Only in the importer's own units. `learner`: null where the row's person is
 * refused.
 */
export function planPlace(values: ImportValues, learner: LearnerFact | null, world: World, notes: RowNotes) {
  const { unit: unitCode, placeCode, startedOn, nominalEndOn, validFrom } = values
  const unit = unitCode === undefined ? undefined : world.units.get(unitCode)
  if (!unit) notes.refuse('unitUnknown', 'unit')
  else if (!unit.mine) notes.refuse('unitNotYours', 'unit')
  const known = placeCode === undefined ? undefined : world.places.get(placeCode)
  if (known && !known.unit.mine) notes.refuse('placeOfOtherUnit', 'placeCode')
  else if (known && learner && known.learner !== learner) notes.refuse('placeOfOther', 'placeCode')
  if (nominalEndOn && startedOn && nominalEndOn < startedOn) notes.refuse('endBeforeStart', 'nominalEndOn')
  if (validFrom && startedOn && validFrom < startedOn) notes.refuse('beforeStart', 'validFrom')
  checkDirective(values, world, notes)
  planCurriculum(values, world, notes)
  if (!learner || !unit || notes.refusals.length > 0) return

  const place = known ?? newPlace(values, learner, unit, world, notes)
  if (known) changePlace(known, values, unit, notes)
  for (const term of terms) planTerm(place, term, values, world, notes)
}

const terms = [
  { column: 'curriculum', own: 'curriculumFrom', aspect: 'CURRICULUM' },
  { column: 'load', own: 'loadFrom', aspect: 'LOAD' },
  { column: 'funding', own: 'fundingFrom', aspect: 'FUNDING' },
  { column: 'mainState', own: 'mainStateFrom', aspect: 'MAIN_STATE' },
] as const satisfies Term[]
/** `own`: the column of the term's own first day. */
type Term = { column: ImportColumn; own: ImportColumn; aspect: TermAspect }

/** What was decided by a document of ours comes from that document alone (spec 2 "Effects"). */
export function checkDirective(values: ImportValues, world: World, notes: RowNotes) {
  const { directiveNumber: number } = values
  if (number && world.ourDirectives.has(sameCode(number)))
    notes.refuse('directiveOurs', 'directiveNumber', { number })
}

/** A known curriculum keeps its name; an unknown one needs one. */
function planCurriculum(
  { curriculum: code, curriculumName: name }: ImportValues,
  world: World,
  notes: RowNotes,
) {
  if (!code || world.curricula.has(code)) return
  if (!name && !notes.isUnread('curriculumName')) notes.refuse('curriculumUnknown', 'curriculum')
  if (name) notes.steps.push(() => world.curricula.set(code, { code, name, isNew: true }))
}

function newPlace(
  values: ImportValues,
  learner: LearnerFact,
  unit: UnitFact,
  world: World,
  notes: RowNotes,
): PlaceFact {
  const place: PlaceFact = {
    id: world.newId(),
    learner,
    unit,
    code: values.placeCode!,
    level: values.level as Level,
    startedOn: values.startedOn as Day,
    nominalEndOn: (values.nominalEndOn as Day | undefined) ?? null,
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

function changePlace(place: PlaceFact, values: ImportValues, unit: UnitFact, notes: RowNotes) {
  const saidIn = place.said.get('place')
  if (values.level !== place.level) notes.refuse('placeFixed', 'level')
  if (values.startedOn !== place.startedOn) notes.refuse('placeFixed', 'startedOn')
  const end = (values.nominalEndOn as Day | undefined) ?? place.nominalEndOn
  const moved = unit !== place.unit
  if (saidIn !== undefined && (moved || end !== place.nominalEndOn)) {
    notes.refuse('contradictsRow', moved ? 'unit' : 'nominalEndOn', { row: saidIn })
  }
  if (moved) notes.changes.push({ column: 'unit', before: place.unit.code, after: unit.code })
  if (end !== place.nominalEndOn) {
    notes.changes.push({ column: 'nominalEndOn', before: place.nominalEndOn, after: end! })
  }
  notes.steps.push(() => {
    place.said.set('place', notes.row)
    if (!moved && end === place.nominalEndOn) return
    Object.assign(place, { unit, nominalEndOn: end })
    if (place.state === 'KEPT') place.state = 'CHANGED'
  })
}

/**
 * One dated value. The same value on the day changes nothing; another one from a later day closes the open imported
 * value the day before; from the very day of an imported value it corrects that value. What a document of ours made
 * or ended stays as it is.
 */
function planTerm(
  place: PlaceFact,
  { aspect, column, own }: Term,
  values: ImportValues,
  world: World,
  notes: RowNotes,
) {
  const value = values[column]!
  const all = place.terms.filter((term) => term.aspect === aspect)
  const said = (values[own] ?? values.validFrom) as Day | undefined
  const from = said ?? dayMeant(place, all, world.today)
  const dayColumn = values[own] ? own : 'validFrom'
  if (from < place.startedOn) return notes.refuse('beforeStart', dayColumn)
  const now = all.find((term) => term.from <= from && (term.to === null || from <= term.to))
  if (now?.value === value) return
  // Where no day is named, only a value that is there already is understood.
  if (all.length > 0 && !said)
    return notes.refuse('dayNeeded', 'validFrom', { column: importColumns[column].heading })

  const later = all.filter((term) => term.from > from)
  const ours = [now, ...later].find((term) => term?.source.documentId)
  if (ours) return notes.refuse('madeByDocument', column, { number: ours.source.number ?? '—' })
  const saidIn = now?.from === from ? now.said.get('term') : undefined
  if (saidIn !== undefined) return notes.refuse('contradictsRow', column, { row: saidIn })
  if (later.length > 0 && now?.from !== from) {
    return notes.refuse('laterValue', column, { from: later[0]!.from })
  }

  const source = { imported: { number: values.directiveNumber!, on: values.directiveOn as Day } }
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

/** Without a named day: the start of a new aspect, today of a known one (its first day where that is to come). */
function dayMeant(place: PlaceFact, terms: readonly TermFact[], today: Day): Day {
  const first = terms.map(({ from }) => from).sort()[0]
  return first === undefined ? place.startedOn : first > today ? first : today
}
