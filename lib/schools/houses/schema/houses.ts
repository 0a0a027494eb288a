import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import {
  dayIfAny,
  objection,
  personalCodeIfAny,
  typedCode,
  typedDay,
  typedLine,
  typedName,
} from '@/lib/access/typed'
import { typedChoice } from '@/lib/shared/asked-choice'
import { writtenNumber } from '@/lib/shared/written'

/** A student card's number, in forms and files. */
export const cardNumber = typedCode(30, 'pupil.cardNumberMissing')
/** A student card of the pupil in the stay that a placement identifies. */
export const CardInput = z
  .object({
    placementId: z.uuid(),
    seen: Seen,
    validFrom: typedDay,
    validTo: typedDay,
    number: cardNumber,
  })
  .superRefine(({ validFrom, validTo }, context) => {
    if (validFrom && validTo && validTo < validFrom)
      context.addIssue({ ...objection('periodReversed'), path: ['validTo'] })
  })
/** Closes a card: from `closedOn` on it is invalid. */
export const CloseCardInput = z.object({
  id: z.uuid(),
  placementId: z.uuid(),
  seen: Seen,
  closedOn: typedDay,
})

/** Leaving the school; `lastOn`: the last day there, `reason`: a code of klLahkumisePohjus. */
export const LeavingInput = z.object({
  placementId: z.uuid(),
  lastOn: typedDay,
  reason: z
    .string()
    .max(100)
    .refine((typed) => typed !== '', 'pupil.choiceMissing'),
})

export const StayingInput = z.object({ placementId: z.uuid() })

/** A group's name, in forms and files. */
export const groupFields = { name: typedName(100, 'nameMissing') }
export const groupKinds = ['DAY', 'HOBBY', 'HOBBY_SCHOOL'] as const
export const GroupInput = z.object({
  /** its id, or its name where there are many */
  houseId: z.string().transform(typedChoice),
  name: groupFields.name,
  kind: z.enum(groupKinds),
})
export const RenameGroupInput = z.object({ id: z.uuid(), seen: Seen, name: groupFields.name })
/** The user's answer that a pupil who looks like another record's child is another child. */
export const Another = z.literal('ON').optional()
/** A place in a group, for a pupil of the list or by a personal code; without a last day it has no set end. */
export const PlaceInput = z
  .object({
    groupId: z.uuid(),
    fromOn: typedDay,
    toOn: dayIfAny,
    another: Another,
    pupilId: z.union([z.literal(''), z.uuid()]).optional(),
    personalCode: personalCodeIfAny.optional(),
  })
  .superRefine(({ pupilId, personalCode, fromOn, toOn }, context) => {
    if (!pupilId && !personalCode)
      context.addIssue({
        ...objection(pupilId === undefined ? 'pupil.codeMissing' : 'pupil.pupilMissing'),
        path: [pupilId === undefined ? 'personalCode' : 'pupilId'],
      })
    if (fromOn && toOn && toOn < fromOn) context.addIssue({ ...objection('periodReversed'), path: ['toOn'] })
  })
/** The last day of a place; one before its first day removes the place. */
export const EndPlaceInput = z.object({ id: z.uuid(), lastOn: typedDay })

/** Digits, at least `least` and at most what the registry has room for. */
const digits = (least: number, most: number, code: string) =>
  typedCode(50).refine((typed) => new RegExp(`^\\d{${least},${most}}$`).test(typed), code)
export const schoolKinds = ['KINDERGARTEN', 'BASIC_SCHOOL', 'GYMNASIUM', 'HOBBY_SCHOOL'] as const
/** A house's name and codes, in forms and files. */
export const houseFields = {
  name: typedLine(200, 'nameMissing'),
  // The registry numbers its schools: 04999 is 4999.
  ehisId: digits(1, 9, 'pupil.ehisIdWrong').transform(writtenNumber),
  branchCode: digits(0, 9, 'pupil.branchCodeWrong'),
  registryCode: digits(8, 8, 'pupil.registryCodeWrong'),
}
/** `Kooli andmed`; from `closedOn` on nobody can be moved to the house. */
export const HouseInput = z.object({
  ...houseFields,
  id: z.uuid(),
  seen: Seen,
  kind: z.enum(schoolKinds),
  closedOn: dayIfAny,
})

const parallel = typedCode(20, 'pupil.parallelMissing').refine(
  (typed) => /^[\p{L}\p{N} -]*$/u.test(typed),
  'pupil.parallelWrong',
)
const classNumber = typedLine(10).transform((typed, context): number => {
  if (/^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 12) return Number(typed)
  context.addIssue(objection('numberWrong', { least: 1, most: 12 }))
  return z.NEVER
})
const year = typedLine(10).transform((typed, context): number => {
  if (/^\d{4}$/.test(typed) && Number(typed) >= 2000 && Number(typed) <= 2100) return Number(typed)
  context.addIssue(objection('choiceWrong'))
  return z.NEVER
})
/** A class's fields, in forms and files. */
export const classFields = { number: classNumber, parallel, curriculum: typedCode(50) }
export const NewClassInput = z.object({ ...classFields, houseId: z.uuid(), seen: Seen, year })
export const ClassInput = z.object({ ...classFields, id: z.uuid(), seen: Seen })
