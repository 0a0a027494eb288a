import { isDay, type Day } from '@/lib/shared/dates'
import { parseEmail } from '@/lib/shared/email'
import { readPersonalCode } from '@/lib/shared/personal-code'
import type { Payer } from '@/lib/shared/generated/enums'
import { sameName, written, writtenName } from '@/lib/shared/written'
import { canHaveRegistered, longest } from '../schema/runs'

/** Who a person is: as Juhan (or whoever filled the form) wrote it, and as our register has it. */
export type Named = { firstName: string; lastName: string; personalCode: string | null }

/** What Juhan tells of a registration besides its status; these fields follow Juhan. */
export type JuhanFields = Named & {
  email: string
  phone: string
  payer: Payer | null
  registeredOn: Day | null
  workplace: string
}

type Field = keyof JuhanFields
/** What was said of a person as it came; null: nothing is known, undefined: it wasn't spoken of. */
export type Said = { readonly [F in Field]: string | null | undefined }
/** Fields that couldn't be taken as they were told, each with what was told; '' where nothing was. */
export type Odd = { readonly [F in Field]?: string }

/**
 * What Juhan says of a person, cleaned (spec 6, "Answers are parsed strictly"; a person's own field stops nobody else):
 * one written form, the bounds of our own form. What can't be taken stands as told in `odd`, and its value is empty; a
 * name is kept as told, for the person has to be called something. Only a living person's Estonian code is a code.
 */
export function readSaid(said: Said, today: Day): JuhanFields & { odd: Odd } {
  const odd: { -readonly [F in Field]?: string } = {}
  /** `take` gives undefined for what it can't take. */
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

/** A name that can't be taken, so that it still can't be taken when it is looked at again; '–' where nobody told one. */
function asTold(said: string) {
  const text = writtenName(said)
  return text.length > longest.lastName ? start(text, longest.lastName - 1) + hole : text || '–'
}

/** Where a letter could not be read. */
const hole = '\uFFFD'
/** So much of what couldn't be taken is kept. */
const longestKept = 300

/** Whether this can be somebody's name: it has letters, and each of them could be read. */
export const isName = (text: string) =>
  /\p{L}/u.test(text) && !text.includes(hole) && text.length <= Math.max(longest.firstName, longest.lastName)

const isNameField = (field: Field) => field === 'firstName' || field === 'lastName'

const payers = [
  ['ise', 'SELF'],
  ['juriidiline isik', 'LEGAL_PERSON'],
  ['füüsiline isik', 'NATURAL_PERSON'],
] as const

/** At most so many letters from the start, in their written form: no half of a pair and no blank at the end. */
const start = (text: string, most: number) => text.slice(0, most).replace(/[ \ud800-\udbff]+$/, '')
