import { isDay, type Day } from '@/lib/shared/dates'
import { parseEmail } from '@/lib/shared/email'
import { readPersonalCode } from '@/lib/shared/personal-code'
import type { Payer } from '@/lib/shared/generated/enums'
import { sameName, written, writtenName } from '@/lib/shared/written'
import { canHaveRegistered, longest } from '../schema/runs'

/** A person's name and code: as Juhan (or the form's author) wrote them, or as our register has them. */
export type Named = { firstName: string; lastName: string; personalCode: string | null }

/** Juhan's fields of a registration besides its status; ours follow them. */
export type JuhanFields = Named & {
  email: string
  phone: string
  payer: Payer | null
  registeredOn: Day | null
  workplace: string
}

type Field = keyof JuhanFields
/** A person's fields as they came; null: empty, undefined: not mentioned. */
export type Said = { readonly [F in Field]: string | null | undefined }
/** Fields that couldn't be taken, each as told; '' for an empty one. */
export type Odd = { readonly [F in Field]?: string }

/**
 * Juhan's fields of a person, cleaned (spec 6, "Answers are parsed strictly"; one person's bad field stops nobody
 * else): in the written form, within the bounds of our own form. A value that can't be taken is kept in `odd` as Juhan
 * gave it, and the field is empty; a name is kept as told, because the person needs one. Only a living person's
 * Estonian code counts as a code.
 */
export function readSaid(said: Said, today: Day): JuhanFields & { odd: Odd } {
  const odd: { -readonly [F in Field]?: string } = {}
  /** `take` returns undefined for values that it can't take. */
  const read = <F extends Field, Value>(
    field: F,
    take: (text: string) => Value | undefined,
    empty: Value,
  ) => {
    const text = written(said[field] ?? '')
    const value = text === '' ? empty : take(text)
    const missing = said[field] === undefined || (text === '' && isNameField(field))
    if (value === undefined || missing) odd[field] = start(text, longestKept)
    return value === undefined || missing ? empty : value
  }
  const bounded = (field: 'phone' | 'workplace') => (text: string) =>
    text.includes(hole) || text.length > longest[field] ? undefined : text
  const name = (field: 'firstName' | 'lastName') =>
    read(field, (text) => (isName(text) ? writtenName(text) : undefined), '') || asTold(said[field] ?? '')
  return {
    firstName: name('firstName'),
    lastName: name('lastName'),
    personalCode: read('personalCode', (text) => readPersonalCode(text, today) ?? undefined, null),
    email: read('email', (text) => parseEmail(text) ?? undefined, ''),
    phone: read('phone', bounded('phone'), ''),
    payer: read('payer', (text) => payers.find(([word]) => word === sameName(text))?.[1], null),
    registeredOn: read(
      'registeredOn',
      (text) => (isDay(text) && canHaveRegistered(text, today) ? text : undefined),
      null,
    ),
    workplace: read('workplace', bounded('workplace'), ''),
    odd,
  }
}

/** A name that can't be taken, cut so that it still can't be taken later; '–' for a missing one. */
function asTold(said: string) {
  const text = writtenName(said)
  return text.length > longest.lastName ? start(text, longest.lastName - 1) + hole : text || '–'
}

/** Marks a letter that could not be read. */
const hole = '\uFFFD'
/** The most letters kept of a value that couldn't be taken. */
const longestKept = 300

/** Whether this can be somebody's name: it has letters, all of them readable. */
export const isName = (text: string) =>
  /\p{L}/u.test(text) && !text.includes(hole) && text.length <= Math.max(longest.firstName, longest.lastName)

const isNameField = (field: Field) => field === 'firstName' || field === 'lastName'

const payers = [
  ['ise', 'SELF'],
  ['juriidiline isik', 'LEGAL_PERSON'],
  ['füüsiline isik', 'NATURAL_PERSON'],
] as const

/** The first `most` letters in the written form: no half of a surrogate pair and no space at the end. */
const start = (text: string, most: number) => text.slice(0, most).replace(/[ \ud800-\udbff]+$/, '')
