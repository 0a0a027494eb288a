import { codeMended, likelyDouble, saysOther, type Bearer } from '@/lib/import/rules/one-person'
import type { Day } from '@/lib/shared/dates'
import { birthDayOf } from '@/lib/shared/personal-code'
import type { ImportColumn, ImportValues, LearnerNotes } from './columns'
import type { LearnerFact, World } from './world'

/** ALONE: persons' own file; WITH_PLACE: the study place stands in the same row; KNOWN: only to find the person. */
type Manner = 'ALONE' | 'WITH_PLACE' | 'KNOWN'

const named = ['firstName', 'lastName', 'otherCode', 'bornOn', 'email', 'phone', 'bankAccount'] as const

/**
 * The person of a row: found by personal code or the office's other code, or new. Differences in the row are noted as
 * changes; contact data may change freely, but only for persons within the importer's units. Null = refused, or the
 * readable cells identify nobody.
 */
export function planPerson(world: World, notes: LearnerNotes, manner: Manner): LearnerFact | null {
  const { values } = notes
  notes.judge(() => {
    if (values.bornOn && values.personalCode && birthDayOf(values.personalCode) !== values.bornOn)
      notes.refuse('import.bornOnWrong', 'bornOn')
  })
  if (notes.judge(() => wasMended(world, notes, manner))) return null
  const known = findPerson(world, notes)
  if (!known) return null
  if (known !== 'NEW') {
    notes.who = `${known.firstName} ${known.lastName}`
    notes.judge(() => {
      const bornOn = values.personalCode && birthDayOf(values.personalCode)
      if (bornOn && !known.personalCode && known.bornOn && known.bornOn !== bornOn)
        notes.refuse('import.bornOnDiffers', 'personalCode', { code: bornOn, known: known.bornOn })
    })
    if (manner !== 'KNOWN') changePerson(known, notes)
    if (manner === 'ALONE' && !known.mine && !world.allPersons)
      notes.refuse('import.personOfOtherUnit', codeColumn(notes))
    return known
  }
  if (manner === 'KNOWN') notes.refuse('import.personUnknown', codeColumn(notes))
  else if (manner === 'ALONE' && !world.allPersons)
    notes.refuse('import.personWithoutPlace', codeColumn(notes))
  else return newPerson(world, notes)
  return null
}

/** Whether the row's code is one that was corrected; refused, unless the row says that it is another person's. */
function wasMended(world: World, notes: LearnerNotes, manner: Manner): boolean {
  const { personalCode } = notes.values
  const former = personalCode && world.formerBearers.get(personalCode)
  if (!former || saysOther(notes.values.otherPerson)) return false
  notes.refusals.push(codeMended(former, manner !== 'KNOWN'))
  return true
}

const codeColumn = ({ cells }: LearnerNotes): ImportColumn =>
  cells.personalCode ? 'personalCode' : 'otherCode'

/** The day of birth in a row, from the code if there is one. */
export const birthDayIn = ({ personalCode, bornOn }: ImportValues): Day | null =>
  personalCode ? birthDayOf(personalCode) : ((bornOn as Day | undefined) ?? null)

/** The person with the row's codes; null = refused, or unknown from the readable ones. */
function findPerson(world: World, notes: LearnerNotes): LearnerFact | 'NEW' | null {
  const { values } = notes
  const byCode = notes.judge(
    () => (values.personalCode ? world.learners.get(values.personalCode) : null) ?? null,
  )
  const byOther = notes.judge(() => (values.otherCode ? world.others.get(values.otherCode) : null) ?? null)
  const clash = notes.judge(() => {
    const [first, second] = [byCode, byOther].filter((each) => each != null)
    const missing = !values.personalCode && !values.otherCode
    const others = values.personalCode && first?.personalCode && first.personalCode !== values.personalCode
    const two = second && first !== second
    if (missing) notes.refuse('import.codeMissing', 'personalCode')
    else if (others || two) notes.refuse('import.codesDisagree', 'otherCode')
    return missing || others || two
  })
  if (clash) return null
  // An unreadable code may belong to a known person.
  return byCode ?? byOther ?? (byCode === null && byOther === null ? 'NEW' : null)
}

function newPerson(world: World, notes: LearnerNotes): LearnerFact {
  const { values, cells } = notes
  for (const column of ['firstName', 'lastName'] as const)
    notes.judge(() => {
      if (!values[column]) notes.refuse('import.cellEmpty', column)
    })
  notes.judge(() => {
    const { firstName = '', lastName = '' } = values
    const born = birthDayIn(values)
    if (!born || saysOther(values.otherPerson)) return
    const wrong = likelyDouble({ firstName, lastName }, world.bornOn.get(born) ?? [], codeColumn(notes))
    if (wrong) notes.refusals.push(wrong)
  })
  const bornOn = birthDayIn(cells)
  const learner: LearnerFact = {
    id: world.newId(),
    personalCode: cells.personalCode ?? null,
    otherCode: cells.otherCode ?? null,
    bornOn: cells.personalCode ? null : bornOn,
    firstName: cells.firstName ?? '',
    lastName: cells.lastName ?? '',
    email: cells.email ?? '',
    phone: cells.phone ?? '',
    bankAccount: cells.bankAccount ?? '',
    mine: true,
    said: new Map(named.filter((column) => cells[column]).map((column) => [column, notes.row])),
    state: 'NEW',
  }
  notes.isNew = true
  notes.steps.push(() => {
    addPerson(world, learner)
    const { id, firstName, lastName, personalCode, otherCode } = learner
    const bearer: Bearer = { id, of: 'learner', firstName, lastName, personalCode, otherCode, row: notes.row }
    if (bornOn) world.bornOn.set(bornOn, [...(world.bornOn.get(bornOn) ?? []), bearer])
  })
  return learner
}

/** Everybody of the world once. */
export const personsOf = ({ learners, others }: Pick<World, 'learners' | 'others'>) => [
  ...new Set([...learners.values(), ...others.values()]),
]

/** Adds a person to the world under both codes. */
export function addPerson(world: Pick<World, 'learners' | 'others'>, learner: LearnerFact) {
  if (learner.personalCode) world.learners.set(learner.personalCode, learner)
  if (learner.otherCode) world.others.set(learner.otherCode, learner)
}

function changePerson(learner: LearnerFact, notes: LearnerNotes) {
  const { values, cells } = notes
  const changes = (column: (typeof named)[number] | 'personalCode') =>
    values[column] !== undefined &&
    values[column] !== (learner[column] ?? '') &&
    // the day is read from the code where there is one
    !(column === 'bornOn' && (learner.personalCode ?? values.personalCode))
  const changed = (['personalCode', ...named] as const).filter((column) => notes.judge(() => changes(column)))
  if (changed.length > 0 && !learner.mine) return notes.refuse('import.personOfOtherUnit', changed[0])
  for (const column of changed) {
    const saidIn = learner.said.get(column)
    if (saidIn !== undefined) notes.refuse('import.contradictsRow', column, { row: saidIn })
    notes.changes.push({ column, before: learner[column] || null, after: cells[column]! })
  }
  notes.steps.push(() => {
    for (const column of named) if (cells[column]) learner.said.set(column, notes.row)
    if (changed.length === 0) return
    for (const column of changed) Object.assign(learner, { [column]: cells[column] })
    if (learner.state === 'KEPT') learner.state = 'CHANGED'
  })
}
