import { checkPersonalCode } from '@/lib/shared/personal-code'
import { sameName } from '@/lib/shared/written'
import { isName, type Named } from './told'

/**
 * What was told of a registrant when a person said that it is our learner although our register has it otherwise. It
 * holds for exactly these names and code: told anything else, the question is asked anew.
 */
export type SettledAs = Named

export type NamedField = keyof Named
const fields = ['firstName', 'lastName', 'personalCode'] as const satisfies NamedField[]

/** Names are the same in one written form and whatever their case; nothing else is overlooked, accents neither. */
const sameText = (a: string, b: string) => a === b || sameName(a) === sameName(b)

/** What is told otherwise than our register has it. */
export const differing = (told: Named, ours: Named): NamedField[] =>
  fields.filter((field) => !sameText(told[field] ?? '', ours[field] ?? ''))

/** Whether whoever is told so can be called so: each name has letters, and each of them could be read. */
export const isNamed = ({ firstName, lastName }: Named) => isName(firstName) && isName(lastName)

/** Whether two are called the same. */
export const namesakes = (a: Named, b: Named) =>
  sameText(a.firstName, b.firstName) && sameText(a.lastName, b.lastName)

/**
 * What has to be settled about a registrant by a person, null where nothing has.
 * NO_NAME: the name couldn't be read, so it is nobody's. NO_CODE: isik vajab tuvastamist, for no Estonian code was told.
 * DIFFERS: told otherwise than our learner stands in the register.
 */
export type Question = { ask: 'NO_NAME' } | { ask: 'NO_CODE' } | { ask: 'DIFFERS'; fields: NamedField[] }

/**
 * Asks about a registrant as told now. `linked` is the learner whom the registrant has been settled to be, `byCode` the
 * one of our register with the told personal code. A namesake is never taken for the same person, and a code whose check
 * digit is wrong is none.
 */
export function identityQuestion(
  told: Named,
  { linked, byCode, settledAs }: { linked: Named | null; byCode: Named | null; settledAs: SettledAs | null },
): Question | null {
  const learner = linked ?? byCode
  if (!learner && !isNamed(told)) return { ask: 'NO_NAME' }
  if (!learner) return told.personalCode && checkPersonalCode(told.personalCode) ? null : { ask: 'NO_CODE' }
  const fields = differing(told, learner)
  if (fields.length === 0 || (linked && settledAs && differing(told, settledAs).length === 0)) return null
  return { ask: 'DIFFERS', fields }
}
