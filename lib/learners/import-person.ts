import { codeMended, likelyDouble, saysOther, type Bearer } from '@/lib/import/rules/one-person'
import { birthDayOf } from '@/lib/shared/personal-code'
import type { Day } from '@/lib/shared/dates'
import type { ImportColumn, ImportValues } from './import-columns'
import type { RowNotes } from './import-plan'
import type { LearnerFact, World } from './import-world'

/** ALONE: persons' own file; WITH_PLACE: the study place stands in the same row; KNOWN: only to find the person. */
type Manner = 'ALONE' | 'WITH_PLACE' | 'KNOWN'

const named = ['firstName', 'lastName', 'otherCode', 'bornOn', 'email', 'phone', 'bankAccount'] as const

/**
 * The person of a row: found by personal code or the office's other code, or new. What the row says otherwise is noted
 * as a change; contact data may change freely, but only of persons within the importer's units. Null = refused.
 */
export function planPerson(
  values: ImportValues,
  world: World,
  notes: RowNotes,
  manner: Manner,
): LearnerFact | null {
  const former = values.personalCode && world.formerBearers.get(values.personalCode)
  if (former && !saysOther(values.otherPerson)) {
    notes.refusals.push(codeMended(former, manner !== 'KNOWN'))
    return null
  }
  const known = findPerson(values, world, notes)
  if (known === 'REFUSED') return null
  if (values.bornOn && values.personalCode && birthDayOf(values.personalCode) !== values.bornOn) {
    notes.refuse('bornOnWrong', 'bornOn')
  }
  const bornOn = values.personalCode && birthDayOf(values.personalCode)
  if (bornOn && known && !known.personalCode && known.bornOn && known.bornOn !== bornOn)
    notes.refuse('bornOnDiffers', 'personalCode', { code: bornOn, known: known.bornOn })
  if (known) {
    notes.who = `${known.firstName} ${known.lastName}`
    if (manner !== 'KNOWN') changePerson(known, values, notes)
    if (manner === 'ALONE' && !known.mine && !world.allPersons)
      notes.refuse('personOfOtherUnit', codeColumn(values))
    return known
  }
  // By the code that can't be read the person may be known.
  if (notes.isUnread('personalCode') || notes.isUnread('otherCode')) return null
  if (manner === 'KNOWN') notes.refuse('personUnknown', codeColumn(values))
  else if (manner === 'ALONE' && !world.allPersons) notes.refuse('personWithoutPlace', codeColumn(values))
  else return newPerson(values, world, notes)
  return null
}

const codeColumn = (values: ImportValues): ImportColumn =>
  values.personalCode ? 'personalCode' : 'otherCode'

/** The day of birth that a row tells, by the code where there is one. */
export const birthDayIn = ({ personalCode, bornOn }: ImportValues): Day | null =>
  personalCode ? birthDayOf(personalCode) : ((bornOn as Day | undefined) ?? null)

function findPerson({ personalCode, otherCode }: ImportValues, world: World, notes: RowNotes) {
  if (!personalCode && !otherCode) {
    if (!notes.isUnread('otherCode')) notes.refuse('codeMissing', 'personalCode')
    return 'REFUSED'
  }
  const learners = [...(personalCode ? [world.learners.get(personalCode)] : [])]
  if (otherCode) learners.push(world.others.get(otherCode))
  const [first, second] = learners.filter((learner) => learner !== undefined)
  const clash =
    (second && first !== second) ||
    (personalCode && first?.personalCode && first.personalCode !== personalCode)
  if (clash) {
    notes.refuse('codesDisagree', 'otherCode')
    return 'REFUSED'
  }
  return first
}

function newPerson(values: ImportValues, world: World, notes: RowNotes): LearnerFact | null {
  for (const column of ['firstName', 'lastName'] as const) {
    if (!values[column]) notes.refuse('cellEmpty', column)
  }
  if (!values.firstName || !values.lastName) return null
  const bornOn = birthDayIn(values)
  const wrong =
    bornOn && !saysOther(values.otherPerson)
      ? likelyDouble(
          { firstName: values.firstName, lastName: values.lastName },
          world.bornOn.get(bornOn) ?? [],
          codeColumn(values),
        )
      : null
  if (wrong) {
    notes.refusals.push(wrong)
    return null
  }
  const learner: LearnerFact = {
    id: world.newId(),
    personalCode: values.personalCode ?? null,
    otherCode: values.otherCode ?? null,
    bornOn: values.personalCode ? null : ((values.bornOn as Day | undefined) ?? null),
    firstName: values.firstName,
    lastName: values.lastName,
    email: values.email ?? '',
    phone: values.phone ?? '',
    bankAccount: values.bankAccount ?? '',
    mine: true,
    said: new Map(named.filter((column) => values[column]).map((column) => [column, notes.row])),
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

/** Puts a person into the world under both codes. */
export function addPerson(world: Pick<World, 'learners' | 'others'>, learner: LearnerFact) {
  if (learner.personalCode) world.learners.set(learner.personalCode, learner)
  if (learner.otherCode) world.others.set(learner.otherCode, learner)
}

function changePerson(learner: LearnerFact, values: ImportValues, notes: RowNotes) {
  const changed = (['personalCode', ...named] as const).filter(
    (column) =>
      values[column] !== undefined &&
      values[column] !== (learner[column] ?? '') &&
      // the day is read from the code where there is one
      !(column === 'bornOn' && (learner.personalCode ?? values.personalCode)),
  )
  if (changed.length > 0 && !learner.mine) return notes.refuse('personOfOtherUnit', changed[0])
  for (const column of changed) {
    const saidIn = learner.said.get(column)
    if (saidIn !== undefined) notes.refuse('contradictsRow', column, { row: saidIn })
    notes.changes.push({ column, before: learner[column] || null, after: values[column]! })
  }
  notes.steps.push(() => {
    for (const column of named) if (values[column]) learner.said.set(column, notes.row)
    if (changed.length === 0) return
    for (const column of changed) Object.assign(learner, { [column]: values[column] })
    if (learner.state === 'KEPT') learner.state = 'CHANGED'
  })
}
