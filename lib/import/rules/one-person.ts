import type { Day } from '@/lib/shared/dates'
import { likeness } from '@/lib/shared/likeness'
import { maskCodesIn, maskPersonalCode } from '@/lib/shared/personal-code'
import type { Refusal } from '@/lib/shared/refusal'

/** A known person whom a row with another code may mean. */
export type Bearer = {
  id: string
  of: 'learner' | 'pupil'
  firstName: string
  lastName: string
  personalCode: string | null
  otherCode?: string | null
  /** the row of the file that named the person; else the register has them */
  row?: number
}

/** Who had a code until it was corrected; `seen`: the importer may know who it is. */
export type FormerBearer = Bearer & { mendedOn: Day; seen: boolean }

/** Whether the row's column `Eri isik` says that this is another person than the one who looks the same. */
export const saysOther = (said: string | undefined) => said === 'jah'

/**
 * Why a row can't use a code that was corrected; `column`: whether its file has `Eri isik`. Doesn't reveal another's
 * name.
 */
export function codeMended(former: FormerBearer, column: boolean): Refusal {
  const params = { on: former.mendedOn, column: column ? 'yes' : 'no' }
  return {
    field: 'personalCode',
    ...(former.seen
      ? { code: 'import.codeMended', params: { ...params, ...named(former) }, subject: subjectOf(former) }
      : { code: 'import.codeMendedElsewhere', params }),
  }
}

/**
 * Why a new person is likely somebody known already: the same first and last name and day of birth under another code (those
 * in `bornThen` were born on the same day). null = nobody known looks the same.
 */
export function likelyDouble(
  { firstName, lastName }: Pick<Bearer, 'firstName' | 'lastName'>,
  bornThen: readonly Bearer[],
  field: string,
): Refusal | null {
  // All were born on one day, so only their names are compared.
  const called = (each: Pick<Bearer, 'firstName' | 'lastName'>) => ({ ...each, personalCode: null })
  const one = called({ firstName, lastName })
  const alike = bornThen.find((each) => likeness(one, called(each)))
  if (!alike) return null
  return alike.row === undefined
    ? { code: 'import.likelyDouble', field, params: named(alike), subject: subjectOf(alike) }
    : { code: 'import.likelyDoubleOfRow', field, params: { row: alike.row } }
}

/**
 * Why a row can't say otherwise of a known person than the register: who somebody is changes on the person's own page
 * alone, with a reason. `known`: what the register has. Personal codes are masked.
 */
export const identityDiffers = (
  person: Pick<Bearer, 'of' | 'id' | 'firstName' | 'lastName'>,
  field: string,
  { known, file }: { known: string | null; file: string },
): Refusal => {
  const name = `${person.firstName} ${person.lastName}`
  const params = { known: maskCodesIn(known || '–'), file: maskCodesIn(file), name, of: person.of }
  return { code: 'import.identityDiffers', field, params, subject: subjectOf(person) }
}

const subjectOf = ({ of, id }: Pick<Bearer, 'of' | 'id'>) => ({ kind: of, id })
const named = (bearer: Bearer) => ({
  name: `${bearer.firstName} ${bearer.lastName}`,
  code: bearer.personalCode ? maskPersonalCode(bearer.personalCode) : (bearer.otherCode ?? ''),
})
