import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import {
  dayIfAny,
  idIfAny,
  listed,
  objection,
  personalCodeIfAny,
  personalCodes,
  typedCode,
  typedDay,
  typedLine,
  typedText,
} from '@/lib/access/typed'
import { keptKinds } from './rules/kept'

/*
 * What is typed of what a house keeps of a pupil. Whether a code is one of its list, and whether the person may, the command
 * asks of the database (lib/schools/kept/commands.ts).
 */

/** Whose: a placement of the stay; `id`: the row to change, none = a new one. */
const about = { placementId: z.uuid(), id: idIfAny, seen: Seen }

/** A code of a list, or '' = none chosen. */
const code = z.string().max(100)
const chosen = code.refine((typed) => typed !== '', 'pupil.choiceMissing')
const codes = z.preprocess(listed, z.array(code).max(500))
const wholeOf =
  (least: number, most: number) =>
  (typed: string, context: z.core.$RefinementCtx): number => {
    if (/^\d{1,6}$/.test(typed) && Number(typed) >= least && Number(typed) <= most) return Number(typed)
    context.addIssue(objection('numberWrong', { least, most }))
    return z.NEVER
  }
const whole = (least: number, most: number) => typedLine(100).transform(wholeOf(least, most))
const wholeIfAny = (most: number) =>
  typedLine(100).transform((typed, context) => (typed === '' ? null : wholeOf(0, most)(typed, context)))
const schoolYear = whole(2000, 2100)

/** Fields of what is kept, in a form as in a file. */
export const keptFields = {
  specialistText: typedText(4_000),
  measuresText: typedText(4_000),
  otherText: typedText(4_000),
  decisionNumber: typedCode(50, 'pupil.numberMissing'),
  content: typedText(10_000, 'textMissing'),
  consentNote: typedText(1_000),
  hoursOfSwimming: wholeIfAny(9_999),
  consentNumber: typedCode(50, 'pupil.numberMissing'),
  note: typedText(1_000),
  quarter: whole(1, 4),
  hours: whole(1, 9_999),
  times: whole(1, 9_999),
  ownSubject: typedLine(100),
}

/** Services are numbered in the form: `services.3` is a service's code, `subjects.3` the subjects it is given in. */
const numbered = <T extends z.ZodType>(of: T) => z.record(z.string().regex(/^\d{1,4}$/), of).optional()
const NeedsInput = z
  .object({
    ...about,
    kind: z.literal('needs'),
    changedOn: typedDay,
    needs: codes,
    services: numbered(code),
    subjects: numbered(codes),
    specialistText: keptFields.specialistText,
    measuresText: keptFields.measuresText,
    otherText: keptFields.otherText,
  })
  .transform(({ services = {}, subjects = {}, ...rest }) => ({
    ...rest,
    services: Object.entries(services).map(([at, service]) => ({ service, subjects: subjects[at] ?? [] })),
  }))

export const consentStates = ['PENDING', 'GIVEN', 'REFUSED'] as const
const consent = { consent: z.enum(consentStates), consentOn: dayIfAny, consentNote: keptFields.consentNote }
type Consent = { consent: (typeof consentStates)[number]; consentOn: string | null }
/** A consent that waits has no day; one that was given or refused has. */
const dayOfConsent = (typed: Consent, context: z.core.$RefinementCtx) => {
  if (typed.consent !== 'PENDING' && typed.consentOn === null)
    context.addIssue({ ...objection('dayMissing'), path: ['consentOn'] })
}
const pendingWithoutDay = <T extends Consent>(typed: T) =>
  typed.consent === 'PENDING' ? { ...typed, consentOn: null } : typed

export const issuers = ['HARNO', 'INNOVE'] as const
const DecisionInput = z
  .object({
    ...about,
    kind: z.literal('decisions'),
    issuer: z.enum(issuers),
    number: keptFields.decisionNumber,
    decidedOn: typedDay,
    validFrom: typedDay,
    validTo: dayIfAny,
    content: keptFields.content,
    ...consent,
  })
  .superRefine(dayOfConsent)
  .superRefine(({ validFrom, validTo }, context) => {
    if (validFrom && validTo && validTo < validFrom)
      context.addIssue({ ...objection('periodReversed'), path: ['validTo'] })
  })
  .transform(pendingWithoutDay)

/** A subject of the registry's list, or one the school names itself. */
const GradeInput = z
  .object({
    ...about,
    kind: z.literal('grades'),
    changedOn: typedDay,
    year: schoolYear,
    subject: code,
    ownSubject: keptFields.ownSubject,
  })
  .superRefine(({ subject, ownSubject }, context) => {
    if ((subject === '') === (ownSubject === ''))
      context.addIssue({ ...objection('pupil.subjectMissing'), path: ['subject'] })
  })

/** One row of what a house keeps of a pupil, added or changed. */
export const KeptInput = z.discriminatedUnion('kind', [
  NeedsInput,
  DecisionInput,
  z.object({ ...about, kind: z.literal('languages'), changedOn: typedDay, language: chosen, level: chosen }),
  z.object({
    ...about,
    kind: z.literal('swimming'),
    changedOn: typedDay,
    plannedHours: keptFields.hoursOfSwimming,
    doneHours: keptFields.hoursOfSwimming,
    groupSize: code,
    level: code,
    trainerCode: personalCodeIfAny,
    assistantCodes: personalCodes,
  }),
  z.object({
    ...about,
    kind: z.literal('consents'),
    number: keptFields.consentNumber,
    decidedOn: typedDay,
    note: keptFields.note,
    given: z.enum(['YES', 'NO']).transform((typed) => typed === 'YES'),
  }),
  z.object({
    ...about,
    kind: z.literal('absences'),
    year: schoolYear,
    quarter: keptFields.quarter,
    hours: keptFields.hours,
    times: keptFields.times,
  }),
  GradeInput,
])
export type KeptInput = z.output<typeof KeptInput>

/** The parent's consent to a decision, which the house of a copy changes too. */
export const ConsentInput = z
  .object({ placementId: z.uuid(), id: z.uuid(), seen: Seen, ...consent })
  .superRefine(dayOfConsent)
  .transform(pendingWithoutDay)

export const RemoveKeptInput = z.object({
  placementId: z.uuid(),
  kind: z.enum(keptKinds),
  id: z.uuid(),
  seen: Seen,
})
