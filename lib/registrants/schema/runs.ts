import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import {
  dayIfAny,
  emailIfAny,
  listed,
  objection,
  personalCodeIfAny,
  searchedName,
  typedCode,
  typedDay,
  typedLine,
  typedName,
  typedText,
} from '@/lib/access/typed'
import { mostTyped } from '@/lib/shared/asked-choice'
import type { Day } from '@/lib/shared/dates'
import { isUuid } from '@/lib/shared/ids'

const page = z.coerce.number().int().min(1).max(100_000).catch(1)

export const runTimes = ['CURRENT', 'PAST', 'ALL'] as const
/** Which programmes or runs to list; CURRENT: not over, or open. */
export const ProgrammesFilter = z.object({
  view: z.enum(['runs', 'programmes']).catch('runs'),
  q: searchedName,
  unit: z.uuid().optional().catch(undefined),
  time: z.enum(runTimes).catch('CURRENT'),
  page,
})
export type ProgrammesFilter = z.infer<typeof ProgrammesFilter>

export const standingPlaces = [
  'NOWHERE',
  'ADMISSION_UNDER_WAY',
  'ADMITTED',
  'END_UNDER_WAY',
  'ANNULLED',
  'DISCONTINUED',
] as const
export const juhanStatuses = [
  'REGISTERED',
  'WAITING_LIST',
  'CANCELLED',
  'NOT_COMPLETED',
  'COMPLETED',
] as const
export const registrantsAPage = 50
/** Which registrants of a run to list. */
export const RegistrantsFilter = z.object({
  q: searchedName,
  place: z.enum(standingPlaces).optional().catch(undefined),
  juhan: z.enum(juhanStatuses).optional().catch(undefined),
  unsettled: z.literal('1').optional().catch(undefined),
  page,
})
export type RegistrantsFilter = z.infer<typeof RegistrantsFilter>

const code = typedCode(50, 'codeMissing').refine(
  (typed) => typed === '' || /^[\p{L}\p{N}][\p{L}\p{N} ./_-]*$/u.test(typed),
  'tagWrong',
)
const hours = typedLine(100).transform((typed, context) => {
  if (/^\d{1,4}$/.test(typed) && Number(typed) > 0) return Number(typed)
  context.addIssue(objection('numberWrong', { least: 1, most: 9_999 }))
  return z.NEVER
})

const aboutProgramme = { name: typedLine(200, 'nameMissing'), hours }
/** A new programme; its unit and code can't change later. */
export const NewProgrammeInput = z.object({
  ...aboutProgramme,
  unitId: typedLine(mostTyped, 'unitMissing'),
  code,
})
/** A programme's fields; from `closedOn` on no run can be added. */
export const ProgrammeInput = z.object({ ...aboutProgramme, id: z.uuid(), seen: Seen, closedOn: dayIfAny })

export const questionSorts = ['TEXT', 'YES_NO', 'CHOICE'] as const
const mostChoices = 30
/** Choices, one a line, each once. */
const choices = typedText(5_000).transform((typed, context) => {
  const lines = [
    ...new Set(
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ]
  if (lines.length > mostChoices) context.addIssue(objection('choicesMany', { most: mostChoices }))
  if (lines.some((line) => line.length > 200)) context.addIssue(objection('tooLong', { most: 200 }))
  return lines
})
/** A question of the programme's own; its kind of answer can't change later. */
export const NewQuestionInput = z
  .object({
    programmeId: z.uuid(),
    seen: Seen,
    text: typedLine(500, 'questionMissing'),
    sort: z.enum(questionSorts),
    choices,
  })
  .superRefine(({ sort, choices }, context) => {
    if (sort === 'CHOICE' && choices.length < 2)
      context.addIssue({ ...objection('choicesFew'), path: ['choices'] })
  })
export const QuestionInput = z.object({
  id: z.uuid(),
  seen: Seen,
  text: typedLine(500, 'questionMissing'),
  choices: choices.optional(),
  retired: z.literal('ON').optional(),
})

const aboutRun = {
  startsOn: typedDay,
  endsOn: typedDay,
  place: typedLine(200),
  /** the run's id in Juhan; '' = not linked */
  juhanId: typedCode(50).refine((typed) => /^[\w-]*$/.test(typed), 'juhanIdWrong'),
}
const inOrder = ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }, context: z.core.$RefinementCtx) => {
  if (startsOn && endsOn && endsOn < startsOn)
    context.addIssue({ ...objection('endsBeforeStart'), path: ['endsOn'] })
}
export const NewRunInput = z.object({ ...aboutRun, programmeId: z.uuid(), code }).superRefine(inOrder)
export const RunInput = z.object({ ...aboutRun, id: z.uuid(), seen: Seen }).superRefine(inOrder)

export const payers = ['SELF', 'LEGAL_PERSON', 'NATURAL_PERSON'] as const
/** The most letters of an answer in words. */
export const mostAnswer = 1_000

const own = {
  wantsPaper: z.literal('ON').optional(),
  wantsNews: z.literal('ON').optional(),
  wantsRecognition: z.literal('ON').optional(),
  /** by question id; the command checks each answer against its question */
  answers: z.record(z.uuid(), z.string().max(100_000)).optional(),
}
/** The most letters of a registrant's fields, from the form, a file or Juhan. */
export const longest = { firstName: 100, lastName: 100, email: 200, phone: 40, workplace: 500 }
/** A registrant's fields, in forms and files; the command checks the day (`canHaveRegistered`). */
export const registrantFields = {
  firstName: typedName(longest.firstName, 'firstNameMissing'),
  lastName: typedName(longest.lastName, 'lastNameMissing'),
  personalCode: personalCodeIfAny,
  email: emailIfAny,
  phone: typedLine(longest.phone),
  payer: z.union([z.literal('').transform(() => null), z.enum(payers)]),
  registeredOn: dayIfAny,
  workplace: typedLine(longest.workplace),
  /** it is another person than the namesake on the list */
  another: z.literal('ON').optional(),
}
/** Whether somebody can have registered on a day: not after today, nor before there were registrations. */
export const canHaveRegistered = (day: Day, today: Day) => day >= '1900-01-01' && day <= today
/** Somebody registered with us. */
export const NewRegistrantInput = z.object({ ...registrantFields, ...own, runId: z.uuid() })
/** Changes of somebody registered with us. */
export const RegistrantInput = z.object({ ...registrantFields, ...own, id: z.uuid(), seen: Seen })
/** The fields that only we have, of any registrant. */
export const OwnAnswersInput = z.object({ ...own, id: z.uuid(), seen: Seen })
export const CancelInput = z.object({ id: z.uuid(), seen: Seen })
/** The question to show in a programme's form. */
export const QuestionAsked = z.object({
  question: z
    .union([z.literal('new'), z.uuid()])
    .optional()
    .catch(undefined),
})
/** The programme to which a run is added. */
export const ProgrammeAsked = z.object({ programme: z.uuid().optional().catch(undefined) })
/** Two registrations that look like one person's but are not. */
export const ApartInput = z.object({ id: z.uuid(), other: z.uuid(), seen: Seen })

/** Who a registrant is: as the register has it, as told, a new person, or a namesake by id. */
export const SettleInput = z.object({
  id: z.uuid(),
  seen: Seen,
  choice: typedLine(50, 'choiceMissing').refine(
    (typed) => ['', 'OURS', 'TOLD', 'NEW'].includes(typed) || isUuid(typed),
    'choiceGone',
  ),
  /** a new person's name, and the code if known, where they differ from the told ones */
  firstName: typedText(longest.firstName).optional(),
  lastName: typedText(longest.lastName).optional(),
  personalCode: typedText(50).optional(),
})

/** A results protocol to begin; why our numbers differ from Juhan's, if they do. */
export const NewProtocolInput = z.object({ runId: z.uuid(), reason: typedText(1_000) })
export const studyResults = ['POSITIVE', 'NEGATIVE', 'NO_SHOW'] as const
const chosenLearners = {
  runId: z.uuid(),
  /** ticked study places, or everybody */
  places: z.preprocess(listed, z.array(z.uuid()).max(20_000)),
  all: z.literal('1').optional(),
}
export const ResultsInput = z.object({ ...chosenLearners, result: z.enum([...studyResults, 'NONE']) })
export const PapersInput = z.object(chosenLearners)

export const RegistrantFileInput = z.object({ runId: z.uuid(), file: z.instanceof(File) })
export const RegistrantBatchInput = z.object({ id: z.uuid() })
/** Which preview to show, and which page of it. */
export const RegistrantBatchAsked = z.object({ batch: z.uuid().optional().catch(undefined), page })

export const directiveKinds = ['ADMISSION', 'ADMISSION_ANNULMENT', 'DISCONTINUATION'] as const
/** Which directive to make from registrants, and for whom of the list: some, or `all` that it showed. */
export const DirectiveAsked = RegistrantsFilter.extend({
  kind: z.enum(directiveKinds).catch('ADMISSION'),
  registrant: z
    .preprocess(
      (named) => (Array.isArray(named) ? named : named === undefined ? [] : [named]),
      z.array(z.uuid()).max(10_000),
    )
    .catch([]),
  all: z.literal('1').optional().catch(undefined),
  /** the draft to which to add them */
  document: z
    .preprocess((value) => (Array.isArray(value) ? value[0] : value), z.uuid().optional())
    .catch(undefined),
})
