import {
  codeMended,
  identityDiffers,
  likelyDouble,
  saysOther,
  type Bearer,
} from '@/lib/import/rules/one-person'
import type { Day } from '@/lib/shared/dates'
import { birthDayOf } from '@/lib/shared/personal-code'
import { sameName } from '@/lib/shared/written'
import type { ImportColumn, ImportValues, LearnerNotes } from './columns'
import type { LearnerFact, World } from './world'

/** ALONE: persons' own file; WITH_PLACE: the study place stands in the same row; KNOWN: only to find the person. */
type Manner = 'ALONE' | 'WITH_PLACE' | 'KNOWN'

/** Who a person is: `mendLearner` alone changes it. */
const identity = ['personalCode', 'firstName', 'lastName', 'otherCode', 'bornOn'] as const
const named = [...identity, 'email', 'phone', 'bankAccount'] as const

/**
 * The person of a row: found by personal code or the office's other code, or new. Contact data may change freely, but
 * only for persons within the importer's units; who a person is never changes, except that a missing day of birth is
 * filled. Null = refused, or the readable cells identify nobody.
 */
export function planPerson(world: World, notes: LearnerNotes, manner: Manner): LearnerFact | null {
  const { values } = notes
  notes.judge(() => {
    if (values.bornOn && values.personalCode && birthDayOf(values.personalCode) !== values.bornOn)
      notes.refuse('import.bornOnWrong', 'bornOn')
  })
  if (notes.judge(() => wasMended(world, notes, manner))) return null
  const known = findPerson(world, notes, manner)
  if (!known) return null
  if (known !== 'NEW') {
    notes.who = `${known.firstName} ${known.lastName}`
    notes.judge(() => {
      const bornOn = values.personalCode && birthDayOf(values.personalCode)
      if (!bornOn || known.personalCode || !known.bornOn || known.bornOn === bornOn) return
      notes.refuse('import.bornOnDiffers', 'personalCode', { code: bornOn, known: known.bornOn })
      notes.close('personalCode')
    })
    if (manner !== 'KNOWN') changePerson(world, known, notes)
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
function findPerson(world: World, notes: LearnerNotes, manner: Manner): LearnerFact | 'NEW' | null {
  const { values } = notes
  const byCode = notes.judge(
    () => (values.personalCode ? world.learners.get(values.personalCode) : null) ?? null,
  )
  const byOther = notes.judge(() => (values.otherCode ? world.others.get(values.otherCode) : null) ?? null)
  const clash = notes.judge(() => {
    const [first, second] = [byCode, byOther].filter((each) => each != null)
    const missing = !values.personalCode && !values.otherCode
    const two = second && first !== second
    // Of the other manners, what the row says of the person is compared.
    const others = manner === 'KNOWN' && values.personalCode && codeDiffers(first, values.personalCode)
    if (missing) notes.refuse('import.codeMissing', 'personalCode')
    else if (others || two) notes.refuse('import.codesDisagree', 'otherCode')
    return missing || others || two
  })
  if (clash) return null
  // An unreadable code may belong to a known person.
  return byCode ?? byOther ?? (byCode === null && byOther === null ? 'NEW' : null)
}

const codeDiffers = (known: LearnerFact | undefined, code: string) =>
  Boolean(known?.personalCode) && known!.personalCode !== code

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

/** What the register, or an earlier row, has of a person; the day of birth is the code's where there is one. */
const onRecord = (learner: LearnerFact, column: (typeof named)[number]) =>
  column === 'bornOn' && learner.personalCode ? birthDayOf(learner.personalCode) : learner[column]

const isName = (column: string) => column === 'firstName' || column === 'lastName'

function changePerson(world: World, learner: LearnerFact, notes: LearnerNotes) {
  const { values, cells } = notes
  const differs = (column: (typeof named)[number]) => {
    const [after, before] = [values[column], onRecord(learner, column)]
    if (after === undefined || after === (before ?? '')) return false
    // One name in another spelling is the same name.
    if (isName(column)) return sameName(after) !== sameName(before ?? '')
    // The code says the day too.
    return !(column === 'bornOn' && !before && values.personalCode)
  }
  const changed = named.filter((column) => notes.judge(() => differs(column)))
  if (changed.length > 0 && !learner.mine) return notes.refuse('import.personOfOtherUnit', changed[0])
  const mayFill = (column: string) =>
    learner.state === 'NEW' || (column === 'bornOn' && !onRecord(learner, column))
  for (const column of changed) {
    const [before, after] = [onRecord(learner, column) || null, cells[column]!]
    const saidIn = learner.said.get(column)
    if (saidIn !== undefined) notes.refuse('import.contradictsRow', column, { row: saidIn })
    else if (isIdentity(column) && !mayFill(column))
      notes.refusals.push(
        identityDiffers({ of: 'learner', ...learner }, column, { known: before, file: after }),
      )
    notes.changes.push({ column, before, after })
  }
  notes.steps.push(() => {
    for (const column of named) if (cells[column]) learner.said.set(column, notes.row)
    if (changed.length === 0) return
    for (const column of changed) Object.assign(learner, { [column]: cells[column] })
    addPerson(world, learner)
    if (learner.state === 'KEPT') learner.state = 'CHANGED'
  })
}

const isIdentity = (column: string) => (identity as readonly string[]).includes(column)
