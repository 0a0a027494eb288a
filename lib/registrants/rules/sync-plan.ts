import type { JuhanStatus } from '@/lib/shared/generated/enums'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import type { Place, RegistrantStanding } from '../standing'
import { differing, type SettledAs } from './identity'
import { isName, type JuhanFields, type Named, type Odd } from './told'
import { twinsOf } from './twins'

/** A registration in Juhan; `odd`: fields that couldn't be taken as told. */
export type Registration = JuhanFields & { juhanId: string; status: JuhanStatus; odd: Odd }

/** A registrant's standing with us, and the document that decides it. */
export type StudyStanding = Pick<RegistrantStanding, 'place' | 'document'>

/** A registrant of the run with us. */
export type OurRegistrant = JuhanFields & {
  id: string
  /** null = added with us */
  juhanId: string | null
  juhanStatus: JuhanStatus | null
  removed: boolean
  /** fields of Juhan's last answer that couldn't be taken */
  odd: Odd
  /** the confirmed learner, as our register has them */
  learner: Named | null
  settledAs: SettledAs | null
  standing: StudyStanding
  /** the other run whose list has the registration; null = this run's */
  elsewhere: ElsewhereRun | null
}
export type ElsewhereRun = { id: string; code: string; unitId: string }

/** What Juhan's status demands for a person, by the standing with us. */
export type Asked =
  | 'ADD'
  | 'FOLLOW'
  | 'UNTOLD'
  | 'REMOVE'
  | 'ON_DIRECTIVE'
  | 'ADMITTED'
  | 'ENDING'
  | 'ENDED'
  | 'OUTCOME'
  | 'NOTHING'

const follows: Record<Place, Asked> = {
  NOWHERE: 'FOLLOW',
  ADMISSION_UNDER_WAY: 'FOLLOW',
  ADMITTED: 'FOLLOW',
  END_UNDER_WAY: 'FOLLOW',
  // Juhan does not know yet: it has to be told.
  ANNULLED: 'UNTOLD',
  DISCONTINUED: 'UNTOLD',
}
const leaves: Record<Place, Asked> = {
  NOWHERE: 'REMOVE',
  ADMISSION_UNDER_WAY: 'ON_DIRECTIVE',
  ADMITTED: 'ADMITTED',
  END_UNDER_WAY: 'ENDING',
  ANNULLED: 'ENDED',
  DISCONTINUED: 'ENDED',
}
const stays: Record<Place, Asked> = {
  NOWHERE: 'OUTCOME',
  ADMISSION_UNDER_WAY: 'OUTCOME',
  ADMITTED: 'OUTCOME',
  END_UNDER_WAY: 'OUTCOME',
  ANNULLED: 'OUTCOME',
  DISCONTINUED: 'OUTCOME',
}

/**
 * The decision table of a refresh: by Juhan's status, for people who aren't on our list, and by the standing of those
 * who are.
 */
const table: Record<JuhanStatus, { without: Asked; on: Record<Place, Asked> }> = {
  REGISTERED: { without: 'ADD', on: follows },
  WAITING_LIST: { without: 'NOTHING', on: leaves },
  CANCELLED: { without: 'NOTHING', on: leaves },
  NOT_COMPLETED: { without: 'NOTHING', on: stays },
  COMPLETED: { without: 'NOTHING', on: stays },
}

/**
 * Registrations that Juhan has in this run and we in another: moved once no directive of that run is under way or in
 * force.
 */
const moved: Record<Place, 'MOVE' | 'ELSEWHERE'> = {
  NOWHERE: 'MOVE',
  ADMISSION_UNDER_WAY: 'ELSEWHERE',
  ADMITTED: 'ELSEWHERE',
  END_UNDER_WAY: 'ELSEWHERE',
  // Finished studies stay in the other run, and the registration begins anew.
  ANNULLED: 'MOVE',
  DISCONTINUED: 'MOVE',
}

/** `place`: null where the person is not on our list. */
export const askedOf = (status: JuhanStatus, place: Place | null): Asked =>
  place === null ? table[status].without : table[status].on[place]

/**
 * What a refresh does with one registration. RETURN: comes back whole; CHANGE: Juhan's fields are taken; SAME: nothing
 * differs; CONFLICT: the name or code is not our person's; MOVE: comes from another run's list with us; ELSEWHERE: is
 * on a directive of that run; ABSENT: not in the answer. The rest as in the table.
 */
export type Step =
  Exclude<Asked, 'FOLLOW'> | 'RETURN' | 'CHANGE' | 'SAME' | 'CONFLICT' | 'MOVE' | 'ELSEWHERE' | 'ABSENT'

/** `odd`: the told value couldn't be taken, so `to` is as told ('' = empty) and ours stays; null = it can be again. */
export type FieldChange = {
  field: 'status' | keyof JuhanFields
  from: string | null
  to: string | null
  odd?: true
}

export type PlanRow = {
  /** empty of a registrant that was added with us */
  juhanId: string
  name: string
  /** Juhan's words; null = not in the answer */
  told: Registration | null
  registrant: OurRegistrant | null
  step: Step
  /** changes of Juhan's fields with us */
  changes: FieldChange[]
  /** of added people: other registrations of the same person, or of one who looks the same */
  twins: string[]
}

/** Why a readable answer must not be applied at all. */
export type PlanProblem = { why: 'empty'; count: number } | { why: 'duplicate'; id: string; name: string }

/**
 * Plans a refresh (spec 4 "Refresh"): one row per registration, and one per registrant missing from Juhan's answer, by
 * name. `ours`: all registrants that the run has ever had, and those of other runs whose registrations the answer has.
 * Nothing is planned for missing people, nor for our own questions' answers.
 */
export function planRefresh(
  answer: readonly Registration[],
  ours: readonly OurRegistrant[],
): { rows: PlanRow[] } | { problem: PlanProblem } {
  const here = ours.filter(({ removed, elsewhere }) => !removed && !elsewhere)
  const listed = here.filter(({ juhanId }) => juhanId !== null)
  if (answer.length === 0 && listed.length > 0) return { problem: { why: 'empty', count: listed.length } }
  const told = new Map(answer.map((registration) => [registration.juhanId, registration]))
  if (told.size < answer.length) return { problem: { why: 'duplicate', ...twice(answer) } }

  const known = new Map(
    ours.flatMap((registrant) => (registrant.juhanId ? [[registrant.juhanId, registrant]] : [])),
  )
  const absent = here.filter(({ juhanId }) => !(juhanId && told.has(juhanId)))
  const rows = [
    ...answer.map((registration) => planRegistration(registration, known.get(registration.juhanId) ?? null)),
    ...absent.map((registrant) => rowOf(registrant, null, registrant, 'ABSENT')),
  ]
  return { rows: inOrder(withTwins(rows)) }
}

/**
 * Puts the other registrations of each added person into the row, so that nobody comes on the list a second time
 * unnoticed.
 */
function withTwins(rows: PlanRow[]): PlanRow[] {
  const onList = rows.flatMap(({ told, registrant, juhanId }) =>
    told?.status === 'REGISTERED' || (registrant && !registrant.removed && !registrant.elsewhere)
      ? [{ ...(told ?? registrant!), id: juhanId || registrant!.id, learnerId: null, apart: [] }]
      : [],
  )
  const twins = rows.some(({ step }) => step === 'ADD') ? twinsOf(onList) : null
  return rows.map((row) =>
    row.step === 'ADD' ? { ...row, twins: (twins?.get(row.juhanId) ?? []).map(({ of }) => of.id) } : row,
  )
}

function planRegistration(said: Registration, registrant: OurRegistrant | null): PlanRow {
  const told = registrant ? taken(said, registrant) : said
  const asked = askedOf(told.status, !registrant || registrant.removed ? null : registrant.standing.place)
  const row = (step: Step, changes: FieldChange[] = []) => rowOf(told, told, registrant, step, changes)
  if (registrant?.elsewhere) {
    const step = elsewhereStep(asked, told.status, registrant.standing.place)
    return row(
      step,
      step === 'MOVE' ? changesOf(told, registrant).filter(({ field }) => !isNamed(field)) : [],
    )
  }
  if (asked === 'ADD') {
    if (!registrant) return row('ADD', oddities(told, {}))
    return row(conflicts(told, registrant) ? 'CONFLICT' : 'RETURN', changesOf(told, registrant))
  }
  if (asked !== 'FOLLOW') return row(asked)
  const changes = changesOf(told, registrant!)
  if (conflicts(told, registrant!)) return row('CONFLICT', changes)
  return row(changes.length > 0 ? 'CHANGE' : 'SAME', changes)
}

/**
 * Whether the told name or code is not our person's, and nobody has confirmed it. A code told for the first time
 * overwrites nothing, and two missing codes don't differ.
 */
export function conflicts(told: Named, { learner, settledAs, ...own }: OurRegistrant): boolean {
  if (settledAs && differing(told, settledAs).length === 0) return false
  const person = learner ?? own
  const overwritesCode = person.personalCode !== null && (told.personalCode ?? own.personalCode) !== null
  return differing(told, person).some((field) => field !== 'personalCode' || overwritesCode)
}

/** Name and code are asked about once the person is here: nobody is moved and renamed in one step. */
const isNamed = (field: FieldChange['field']) =>
  field === 'firstName' || field === 'lastName' || field === 'personalCode'

/** A person's act moves those registered here; those who left in Juhan leave the other list by the same table. */
function elsewhereStep(asked: Asked, status: JuhanStatus, place: Place): Step {
  if (status === 'REGISTERED') return moved[place]
  return asked === 'ON_DIRECTIVE' || asked === 'ADMITTED' || asked === 'ENDING'
    ? 'ELSEWHERE'
    : (asked as Step)
}

/** The values to take from Juhan: a field that couldn't be taken leaves ours as it was, unless ours is no better. */
function taken(said: Registration, ours: OurRegistrant): Registration {
  const odd = Object.keys(said.odd) as (keyof JuhanFields)[]
  if (odd.length === 0) return said
  const kept = odd.filter((field) => isSound[field]?.(ours[field] ?? '') !== false)
  return { ...said, ...Object.fromEntries(kept.map((field) => [field, ours[field]])) }
}
const isSound: { [F in keyof JuhanFields]?: (text: string) => boolean } = {
  firstName: isName,
  lastName: isName,
  personalCode: checkPersonalCode,
}

const followed = [
  'firstName',
  'lastName',
  'personalCode',
  'email',
  'phone',
  'payer',
  'registeredOn',
  'workplace',
] satisfies (keyof JuhanFields)[]

function changesOf(told: Registration, ours: OurRegistrant): FieldChange[] {
  const fields = followed.map((field): FieldChange => ({ field, from: ours[field], to: told[field] }))
  const status: FieldChange = { field: 'status', from: ours.juhanStatus, to: told.status }
  return [...[status, ...fields].filter(({ from, to }) => from !== to), ...oddities(told, ours.odd)]
}

/** Fields that newly couldn't be taken, were told differently, or can be taken again. */
const oddities = ({ odd }: Registration, before: Odd): FieldChange[] =>
  followed
    .filter((field) => odd[field] !== before[field])
    .map((field) => ({ field, from: before[field] ?? null, to: odd[field] ?? null, odd: true }))

const rowOf = (
  named: Named,
  told: Registration | null,
  registrant: OurRegistrant | null,
  step: Step,
  changes: FieldChange[] = [],
): PlanRow => ({
  juhanId: told?.juhanId ?? registrant?.juhanId ?? '',
  name: `${named.firstName} ${named.lastName}`,
  told,
  registrant,
  step,
  changes,
  twins: [],
})

const twice = (answer: readonly Registration[]) => {
  const seen = new Set<string>()
  const { juhanId, firstName, lastName } = answer.find((each) => seen.size === seen.add(each.juhanId).size)!
  return { id: juhanId, name: `${firstName} ${lastName}` }
}

const collator = new Intl.Collator('et')
const surname = ({ told, registrant }: PlanRow) => (told ?? registrant)!.lastName
const inOrder = (rows: PlanRow[]) =>
  rows.sort((a, b) => collator.compare(surname(a), surname(b)) || collator.compare(a.name, b.name))

/** Steps that are taken only when a person has said yes. */
export const stepsToAgree: readonly Step[] = ['REMOVE', 'CONFLICT', 'MOVE']
export const needsYes = (step: Step) => stepsToAgree.includes(step)

/** Whether two runs' lists change: the user who agrees must be able to edit both. */
export const ofBoth = ({ step, registrant }: Pick<PlanRow, 'step' | 'registrant'>) =>
  registrant?.elsewhere && needsYes(step) ? registrant.elsewhere : null

export type Sums = { added: number; changed: number; removed: number; kept: number; nothing: number }

const counted: Record<Step, keyof Sums> = {
  ADD: 'added',
  RETURN: 'added',
  MOVE: 'added',
  CHANGE: 'changed',
  CONFLICT: 'changed',
  REMOVE: 'removed',
  ON_DIRECTIVE: 'kept',
  ADMITTED: 'kept',
  ENDING: 'kept',
  UNTOLD: 'kept',
  ABSENT: 'kept',
  ELSEWHERE: 'kept',
  ENDED: 'nothing',
  OUTCOME: 'nothing',
  SAME: 'nothing',
  NOTHING: 'nothing',
}

/** Steps after which the two lists still differ, each with something left for a person to do. */
export const keptSteps = (Object.keys(counted) as Step[]).filter((step) => counted[step] === 'kept')

/** The sums of the log; rows that nobody agreed to count as kept. */
export function sumsOf(rows: readonly { step: Step; agreed: boolean | null }[]): Sums {
  const sums: Sums = { added: 0, changed: 0, removed: 0, kept: 0, nothing: 0 }
  for (const row of rows) sums[countedAs(row)] += 1
  return sums
}

/** The sum in which a row counts. */
export const countedAs = ({ step, agreed }: { step: Step; agreed: boolean | null }): keyof Sums =>
  agreed === false ? 'kept' : counted[step]
