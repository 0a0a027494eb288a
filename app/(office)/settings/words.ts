import { isMessageKey, type Say } from '@/lib/messages/say'
import { isDay, showDay, type Day } from '@/lib/shared/dates'
import { documentTypeCodes } from '@/lib/documents/schema'
import type { RecordField } from '@/components/record-form'
import type { FormTexts } from '@/components/saving-form'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { choiceField, unitsFrom } from '../choice-asked'

/** The texts that every form of settings shares. */
export const formTexts = (say: Say, submit = say('settings.save')): FormTexts => ({
  submit,
  refused: say('settings.refused'),
  refusedMark: say('settings.refusedMark'),
})

/** The notices after saving. */
export const changed = (count: number, say: Say) => ({ notice: say('settings.done', { count }) })
/** The record is no longer on the page, so the page without its form shows the notice. */
export const parted = () => ({ go: '/settings/collisions?done=1' })
export const added = (code: string, say: Say) => ({ notice: say('settings.grants.added', { code }) })
export const switched = ({ count, from }: { count: number; from: Day }, say: Say) => ({
  notice: say('settings.clashes.done', { count, from: showDay(from) }),
})
export const rulesSwitched = ({ count, from }: { count: number; from: Day }, say: Say) => ({
  notice: say('settings.grants.rulesDone', { count, from: showDay(from) }),
})

/** The days on which a type is valid. */
export const validity = (say: Say, { validFrom, validTo }: { validFrom: Day; validTo: Day | null }) =>
  validTo
    ? say('settings.grants.period', { from: showDay(validFrom), to: showDay(validTo) })
    : say('settings.grants.since', { from: showDay(validFrom) })

/** Pages of settings that list things and open one at a time. */
export type OwnArea = 'units' | 'users' | 'bases' | 'signers'

/** Codes among the values of a change, with the place of their words. */
const codeWords = ['documents.type', 'documents.kind', 'office.role', 'settings.office'] as const

/** A value of a change in readable form; several values are separated by commas. */
export function shownValue(say: Say, value: string) {
  if (value === '') return say('settings.changes.nothing')
  if (value === 'ON') return say('settings.changes.on')
  if (value === 'OFF') return say('settings.changes.off')
  return isDay(value)
    ? showDay(value)
    : value
        .split(', ')
        .map((part) => codeOr(say, part))
        .join(', ')
}

function codeOr(say: Say, text: string) {
  if (!/^[A-Z_]+$/.test(text)) return text
  const key = codeWords.map((words) => `${words}.${text}`).find(isMessageKey)
  return key ? say(key) : text
}

/** The changed thing: its name, or its codes in words. */
export const aboutWords = (say: Say, about: readonly string[]) =>
  about.map((part) => codeOr(say, part)).join(', ')

/** The changed part, named as on its page: `name` of units, `role.ADMIN` of users, `given.text` of letters. */
export function changeName(say: Say, area: string, what: string) {
  const [of, code = ''] = what.split('.') as [string, string?]
  if (area === 'letters') return letterName(say, of, code)
  if (area === 'collisions') return wordOr(say, `settings.collisions.place.${what}`, what)
  if (of === 'ends') return `${say('settings.grants.ends')}: ${wordOr(say, `learners.cause.${code}`, code)}`
  if (of === 'warning') return wordOr(say, `settings.warning.${code}`, code)
  if (of === 'role') return wordOr(say, `office.role.${code}`, code)
  if (area === 'years' && code)
    return say('settings.years.neighbour', { year: code, what: wordOr(say, `settings.years.${of}`, of) })
  return wordOr(say, `settings.${area}.${what}`, what)
}

/** A cell of the clash matrix, `GIVEN:EXISTING`, by the names of the types. */
export function cellName(say: Say, cell: string, names: ReadonlyMap<string, string>) {
  const [given, existing] = cell.split(':').map((code) => names.get(code) ?? code)
  return say('settings.clashes.change', { given: given!, existing: existing! })
}

/** `given.text` → "Määrati muu toetus, tekst" */
const letterName = (say: Say, name: string, part: string) =>
  `${wordOr(say, `settings.letters.letter.${name}`, name)}, ${wordOr(say, `settings.letters.${part}`, part).toLowerCase()}`

const wordOr = (say: Say, key: string, otherwise: string) => (isMessageKey(key) ? say(key) : otherwise)

/** The label of a day's calendar. */
export const calendarOf = (say: Say, label: string) => say('settings.calendar', { label })

/** A unit to choose, or nothing for every unit. */
export const unitField = (say: Say, unit: AskedChoice, hint?: string) =>
  choiceField(
    {
      name: 'unitId',
      label: say('settings.series.unit'),
      from: unitsFrom,
      hint,
      placeholder: say('settings.everyUnit'),
    },
    unit,
  )

export const typeAndUnit = (
  say: Say,
  { type, unit }: { type?: string; unit: AskedChoice },
  { placeholder, hint }: { placeholder: string; hint?: string },
): RecordField[] => [
  {
    as: 'choice',
    name: 'type',
    label: say('settings.series.type'),
    value: type ?? '',
    placeholder,
    choices: documentTypeCodes.map((value) => ({ value, text: say(`documents.type.${value}`) })),
  },
  unitField(say, unit, hint),
]

/** The list's address with a type and unit filled into its form. */
export const placeAddress = (page: 'series' | 'footers', type?: string | null, unit?: string) =>
  `/settings/${page}?${new URLSearchParams({ ...(type && { type }), ...(unit && { unit }) })}#set`
