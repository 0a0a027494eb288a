import type { RecordField } from '@/components/record-form'
import type { Row } from '@/components/ui/list-column'
import { isMessageKey, type Say } from '@/lib/messages/say'
import type { Classifiers, Lists } from '@/lib/schools/houses/queries/classifiers'
import type { Field, Label } from '@/lib/schools/kept/fields'
import { codeTexts, isService } from '@/lib/schools/kept/texts'
import {
  keptKinds,
  keptThings,
  thingOf,
  type KeptKind,
  type KeptRow,
  type KeptRows,
} from '@/lib/schools/kept/things'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import { isDay, showDay, type Day } from '@/lib/shared/dates'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { calendarOf, yearText } from '../words'

/* How the page shows each sort of field, and how the form asks for it; the kind's thing lists its fields. */

export const keptParts = keptKinds
/** Whether a stay has at most one row of a kind. */
export const isOnce = (kind: KeptKind) => thingOf(kind).key.length === 0

type Values = Readonly<Record<string, unknown>>
type Words = { say: Say; lists: Classifiers; today: Day }

/** The fields of a kind's form; for a new row empty, with today as the day of the change. */
export function keptFields(words: Words, kind: KeptKind, rows: KeptRows, id: string): RecordField[] {
  const row: Values | undefined = rows[kind].find((one) => one.id === id)
  const fields = Object.entries(thingOf(kind).fields)
  // The day of the change comes first. It is today also for an existing row, because what the user types is a change of
  // today.
  const changedFirst = fields.toSorted(([a], [b]) => Number(b === 'changedOn') - Number(a === 'changedOn'))
  return changedFirst.flatMap(([name, field]) =>
    formFields(words, name, field, name === 'changedOn' ? words.today : row?.[name]),
  )
}

/** The parent's consent, which also the house of a copied decision can change. */
export function consentFields(words: Words, decision?: KeptRow<'decisions'>): RecordField[] {
  const { consent, consentOn, consentNote } = keptThings.decisions.fields
  return Object.entries({ consent, consentOn, consentNote }).flatMap(([name, field]) =>
    formFields(words, name, field, decision?.[name as 'consent']),
  )
}

/** A field in a form; a subject has two: one from the list, or the school's own. `value`: undefined in a new row. */
function formFields({ say, lists, today }: Words, name: string, field: Field, value: unknown): RecordField[] {
  const { required, codes: [list] = [], hint } = field
  const label = labelOf(say, name, field)
  const named = { name, label }
  const hinted = { ...named, hint: hint && say(`pupils.hint.${hint}`) }
  const text = value === undefined || value === null ? '' : String(value)
  const choice = (choices: readonly (readonly [string, string])[], chosen = text): RecordField => ({
    as: 'choice',
    ...named,
    value: chosen || choices[0]![0],
    choices: choices.map(([code, word]) => ({ value: code, text: word })),
  })
  const listed = (held: string): RecordField => ({
    as: 'choice',
    ...named,
    value: held,
    ...(field.as === 'code' && { required }),
    placeholder: say('pupils.notChosen'),
    choices: offered(lists, list!, [held]),
  })
  switch (field.as) {
    case 'day': {
      const shown = text || (field.today ? today : '')
      return [dayField(say, { ...hinted, value: isDay(shown) ? shown : '', required })]
    }
    case 'line':
      return [{ as: 'text', ...named, value: text, width: 'name', required }]
    case 'person':
      return [{ as: 'text', ...named, value: text, width: 'name', inputMode: 'numeric' }]
    case 'number':
      return [{ as: 'text', ...named, value: text, width: 'code', inputMode: 'numeric', required }]
    case 'lines':
      return [{ as: 'area', ...hinted, value: text, required }]
    case 'persons':
      return [{ as: 'area', ...hinted, value: partsOf(value).join('\n') }]
    case 'code':
      return [listed(text)]
    case 'codes':
      return [
        { as: 'ticks', ...named, values: partsOf(value), choices: offered(lists, list!, partsOf(value)) },
      ]
    case 'subject': {
      const known = lists.klOppeaine.some(({ code }) => code === text)
      const own = { name: 'ownSubject', label: say('pupils.field.ownSubject'), value: known ? '' : text }
      return [listed(known ? text : ''), { as: 'text', ...own, hint: say('pupils.hint.ownSubject') }]
    }
    case 'services':
      return [{ as: 'group', ...named, fields: serviceFields(say, lists, [value].flat().filter(isService)) }]
    case 'schoolYear':
      return [choice(yearsAround(Number(text), today), text || String(schoolYearOf(today)))]
    case 'quarter':
      return [choice([1, 2, 3, 4].map((quarter) => [String(quarter), say('pupils.quarter', { quarter })]))]
    case 'yesNo': {
      const answers = (['YES', 'NO'] as const).map(
        (answer) => [answer, say(`pupils.given.${answer}`)] as const,
      )
      return [choice(answers, value === false ? 'NO' : 'YES')]
    }
    case 'word':
      return [choice(Object.keys(field.words ?? {}).map((word) => [word, wordText(say, name, word)]))]
  }
}

/** A day in a form, with its calendar. */
export const dayField = (
  say: Say,
  field: { name: string; label: string; value: Day | ''; hint?: string; required?: boolean },
): RecordField => ({
  as: 'day',
  ...field,
  value: field.value && showDay(field.value),
  calendar: calendarOf(say, field.label),
})

const labelOf = (say: Say, name: string, { label }: Field) => say(`pupils.field.${label ?? (name as Label)}`)
const partsOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

/** A word of an enum, whose name comes from its field. */
function wordText(say: Say, name: string, word: string) {
  const key = `pupils.${name}.${word}`
  return isMessageKey(key) ? say(key) : word
}

type Service = { service: string; subjects: readonly string[] }

/** A tick for each service, and under each the subjects in which it is given. */
function serviceFields(say: Say, lists: Classifiers, held: readonly Service[]): RecordField[] {
  const services = lists.klTugiteenus.filter(
    ({ code, retired }) => !retired || held.some(({ service }) => service === code),
  )
  return services.map(({ code, name }, at) => {
    const given = held.find(({ service }) => service === code)
    const subjects: RecordField = {
      as: 'ticks',
      name: `subjects.${at}`,
      label: say('pupils.field.subjects'),
      hint: say('pupils.hint.subjects'),
      values: given?.subjects ?? [],
      choices: offered(lists, 'klOppeaine', given?.subjects ?? []),
    }
    const on = given !== undefined
    return { as: 'tick', name: `services.${at}`, label: name, value: code, on, opens: [subjects] }
  })
}

/** The words that a list offers: those not retired, and those that the row already has. */
const offered = (lists: Lists, list: `kl${string}`, held: readonly string[]) =>
  (lists[list] ?? [])
    .filter(({ code, retired }) => !retired || held.includes(code))
    .map(({ code, name }) => ({ value: code, text: name }))

/** The school years usually offered here, and the one that the row has. */
const yearsAround = (held: number, today: Day) => {
  const now = schoolYearOf(today)
  const years = [...new Set([now, now - 1, now - 2, ...(held ? [held] : [])])].toSorted((a, b) => b - a)
  return years.map((year): [string, string] => [String(year), yearText(year)])
}

/**
 * A value as the page shows it; `may`: the user may change the data, and so sees personal codes in full; others see
 * only that a person is named.
 */
function shownText({ say, lists }: Words, name: string, field: Field, value: unknown, may: boolean): string {
  const text = value === null || value === undefined ? '' : String(value)
  switch (field.as) {
    case 'day':
      return isDay(text) ? showDay(text) : ''
    case 'person':
    case 'persons':
      return [value]
        .flat()
        .map((code) => (may ? String(code) : maskPersonalCode(String(code))))
        .join(', ')
    case 'code':
    case 'codes':
    case 'services':
    case 'subject':
      return text === '' ? '' : codeTexts(lists, field.codes ?? [], value)
    case 'schoolYear':
      return yearText(Number(text))
    case 'quarter':
      return say('pupils.quarter', { quarter: Number(text) })
    case 'yesNo':
      return say(`pupils.given.${value ? 'YES' : 'NO'}`)
    case 'word':
      return wordText(say, name, text)
    case 'line':
    case 'lines':
    case 'number':
      return text
  }
}

/**
 * The facts of a row: its label, its value, and whether the value has lines. An empty value is left out; an empty
 * choice of several is shown as not chosen.
 */
export function factsOf(words: Words, kind: KeptKind, row: Values, may: boolean) {
  const fields = Object.entries(thingOf(kind).fields)
  const changedLast = fields.toSorted(([a], [b]) => Number(a === 'changedOn') - Number(b === 'changedOn'))
  return changedLast.flatMap(([name, field]) => {
    const { as } = field
    const text = shownText(words, name, field, row[name], may)
    const several = as === 'codes' || as === 'services'
    if (!text && !several) return []
    return [
      {
        term: labelOf(words.say, name, field),
        text: text || words.say('pupils.notChosen'),
        ofLines: as === 'lines',
      },
    ]
  })
}

/** The heads of a kind's list, and the cells of its rows, each row after its id. */
export function listOf(words: Words, kind: KeptKind, rows: KeptRows, may: boolean) {
  const { fields, shows = [] } = thingOf(kind)
  const columns = shows.map((column) =>
    typeof column === 'string'
      ? { head: labelOf(words.say, column, fields[column]!), of: [column] }
      : { head: words.say(`pupils.field.${column.head}`), of: column.of },
  )
  return {
    columns: columns.map(({ head, of }) => ({
      head,
      number: of.every((name) => fields[name]!.as === 'number'),
    })),
    rows: rows[kind].map((row): Row => {
      const values: Values = row
      const cells = columns.map(({ of }) =>
        of.map((name) => shownText(words, name, fields[name]!, values[name], may)).join(', '),
      )
      return [row.id, ...cells]
    }),
  }
}
