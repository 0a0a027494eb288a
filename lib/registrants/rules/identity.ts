import { checkPersonalCode } from '@/lib/shared/personal-code'
import { sameName } from '@/lib/shared/written'
import { isName, type Named } from './told'

/**
 * What Juhan or the form said of a registrant when a user confirmed our learner although our register differs. It holds
 * for exactly these names and code: for any other, the question is asked anew.
 */
export type SettledAs = Named

export type NamedField = keyof Named
const fields = ['firstName', 'lastName', 'personalCode'] as const satisfies NamedField[]

/** Names are equal in one written form ignoring case; nothing else is ignored, accents neither. */
const sameText = (a: string, b: string) => a === b || sameName(a) === sameName(b)

/** The fields that differ from our register. */
export const differing = (told: Named, ours: Named): NamedField[] =>
  fields.filter((field) => !sameText(told[field] ?? '', ours[field] ?? ''))

/** Whether these can be somebody's names: each has letters, all of them readable. */
export const isNamed = ({ firstName, lastName }: Named) => isName(firstName) && isName(lastName)

/** Whether two have the same name. */
export const namesakes = (a: Named, b: Named) =>
  sameText(a.firstName, b.firstName) && sameText(a.lastName, b.lastName)

/**
 * A question about a registrant for the user, null = none. NO_NAME: the name is unreadable, so it is nobody's. NO_CODE:
 * isik vajab tuvastamist, because no Estonian code was told. DIFFERS: the register has our learner with another name or
 * code.
 */
export type Question = { ask: 'NO_NAME' } | { ask: 'NO_CODE' } | { ask: 'DIFFERS'; fields: NamedField[] }

/**
 * The question about a registrant as told now. `linked`: the learner whom a user has confirmed, `byCode`: the one of
 * our register with the told personal code. A namesake is never taken for the same person, and a code with a wrong
 * check digit counts as none.
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
