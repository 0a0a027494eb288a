import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { Classifiers, ClassifierSort } from '@/lib/schools/houses/queries/classifiers'
import type { DecisionRow, KeptRows } from '@/lib/schools/kept/queries'
import type { KeptKind } from '@/lib/schools/kept/rules/kept'
import { consentStates, issuers } from '@/lib/schools/kept/schema'
import { schoolYearOf, yearLabel } from '@/lib/schools/rules/school-year'
import { showDay, type Day } from '@/lib/shared/dates'
import { calendarOf } from '../words'

/** A word that a field or a column is called by. */
export type Label = Parameters<Say>[0] extends infer K
  ? K extends `pupils.field.${infer F}`
    ? F
    : never
  : never
type Row<K extends KeptKind> = KeptRows[K][number] | undefined

/** The fields of each kind's form; of a new row empty, with today as the day of the change. */
export function keptFields(
  say: Say,
  lists: Classifiers,
  kind: KeptKind,
  rows: KeptRows,
  id: string,
  today: Day,
): RecordField[] {
  const row = <K extends KeptKind>(of: K) => rows[of].find((one) => one.id === id) as Row<K>
  const { text, area, day, choice, listed } = fieldMakers(say, lists)
  // Also of a row that is there: what is typed is a change of today.
  const changed = day('changedOn', 'changedOn', today, say('pupils.hint.changedOn'), true)
  switch (kind) {
    case 'needs':
      return needsFields(say, lists, row('needs'), changed)
    case 'decisions':
      return decisionFields(say, row('decisions'))
    case 'languages':
      return [
        changed,
        listed('language', 'language', 'klKeel', row('languages')?.language, true),
        listed('level', 'level', 'klOskustase', row('languages')?.level, true),
      ]
    case 'swimming': {
      const own = row('swimming')
      return [
        changed,
        text('plannedHours', 'plannedHours', own?.plannedHours ?? '', {
          width: 'code',
          inputMode: 'numeric',
        }),
        text('doneHours', 'doneHours', own?.doneHours ?? '', { width: 'code', inputMode: 'numeric' }),
        listed('groupSize', 'groupSize', 'klGrupiSuurus', own?.groupSize),
        listed('level', 'swimmingLevel', 'klUjumisoskuseTase', own?.level),
        text('trainerCode', 'trainerCode', own?.trainerCode ?? '', { width: 'name', inputMode: 'numeric' }),
        area(
          'assistantCodes',
          'assistantCodes',
          own?.assistantCodes.join('\n') ?? '',
          say('pupils.hint.assistantCodes'),
        ),
      ]
    }
    case 'consents': {
      const own = row('consents')
      return [
        text('number', 'consentNumber', own?.number ?? '', { width: 'name', required: true }),
        day('decidedOn', 'consentDecidedOn', own?.decidedOn ?? today, undefined, true),
        choice(
          'given',
          'given',
          own && !own.given ? 'NO' : 'YES',
          (['YES', 'NO'] as const).map((value) => [value, say(`pupils.given.${value}`)]),
        ),
        area('note', 'note', own?.note ?? ''),
      ]
    }
    case 'absences': {
      const own = row('absences')
      const number = { width: 'code', inputMode: 'numeric', required: true } as const
      return [
        choice('year', 'year', String(own?.year ?? schoolYearOf(today)), yearsAround(own?.year, today)),
        choice(
          'quarter',
          'quarter',
          String(own?.quarter ?? 1),
          [1, 2, 3, 4].map((quarter) => [String(quarter), say('pupils.quarter', { quarter })]),
        ),
        text('hours', 'hours', own?.hours ?? '', number),
        text('times', 'times', own?.times ?? '', number),
      ]
    }
    case 'grades': {
      const own = row('grades')
      const listedSubject =
        own && lists.klOppeaine.some(({ code }) => code === own.subject) ? own.subject : ''
      return [
        changed,
        choice('year', 'year', String(own?.year ?? schoolYearOf(today)), yearsAround(own?.year, today)),
        listed('subject', 'subject', 'klOppeaine', listedSubject),
        text('ownSubject', 'ownSubject', own && !listedSubject ? own.subject : '', {
          hint: say('pupils.hint.ownSubject'),
        }),
      ]
    }
  }
}

/** The parent's consent, which the house of a copied decision changes too. */
export function consentFields(say: Say, decision?: DecisionRow): RecordField[] {
  const { area, day, choice } = fieldMakers(say)
  return [
    choice(
      'consent',
      'consent',
      decision?.consent ?? 'PENDING',
      consentStates.map((value) => [value, say(`pupils.consent.${value}`)]),
    ),
    day('consentOn', 'consentOn', decision?.consentOn ?? ''),
    area('consentNote', 'consentNote', decision?.consentNote ?? ''),
  ]
}

function decisionFields(say: Say, own: DecisionRow | undefined): RecordField[] {
  const { text, area, day, choice } = fieldMakers(say)
  return [
    choice(
      'issuer',
      'issuer',
      own?.issuer ?? 'HARNO',
      issuers.map((value) => [value, say(`pupils.issuer.${value}`)]),
    ),
    text('number', 'number', own?.number ?? '', { width: 'name', required: true }),
    day('decidedOn', 'decidedOn', own?.decidedOn ?? '', undefined, true),
    day('validFrom', 'validFrom', own?.validFrom ?? '', undefined, true),
    day('validTo', 'validTo', own?.validTo ?? '', say('pupils.hint.validTo')),
    { ...area('content', 'content', own?.content ?? ''), required: true },
    ...consentFields(say, own),
  ]
}

function needsFields(say: Say, lists: Classifiers, own: Row<'needs'>, changed: RecordField): RecordField[] {
  const { area } = fieldMakers(say)
  const held = own?.services ?? []
  const services = lists.klTugiteenus.filter(
    ({ code, retired }) => !retired || held.some(({ service }) => service === code),
  )
  return [
    changed,
    {
      as: 'ticks',
      name: 'needs',
      label: say('pupils.field.needs'),
      values: own?.needs ?? [],
      choices: offered(lists, 'klErivajadus', own?.needs ?? []),
    },
    {
      as: 'group',
      name: 'services',
      label: say('pupils.field.services'),
      fields: services.map(({ code, name }, at): RecordField => {
        const given = held.find(({ service }) => service === code)
        return {
          as: 'tick',
          name: `services.${at}`,
          label: name,
          value: code,
          on: given !== undefined,
          opens: [
            {
              as: 'ticks',
              name: `subjects.${at}`,
              label: say('pupils.field.subjects'),
              hint: say('pupils.hint.subjects'),
              values: given?.subjects ?? [],
              choices: offered(lists, 'klOppeaine', given?.subjects ?? []),
            },
          ],
        }
      }),
    },
    area('specialistText', 'specialistText', own?.specialistText ?? ''),
    area('measuresText', 'measuresText', own?.measuresText ?? ''),
    area('otherText', 'otherText', own?.otherText ?? ''),
  ]
}

/** What a list offers: its words that aren't retired, and those that are held. */
const offered = (lists: Classifiers, sort: ClassifierSort, held: readonly string[]) =>
  lists[sort]
    .filter(({ code, retired }) => !retired || held.includes(code))
    .map(({ code, name }) => ({ value: code, text: name }))

/** The school years that are usual here, and the one that the row has. */
const yearsAround = (held: number | undefined, today: Day) => {
  const now = schoolYearOf(today)
  const years = [...new Set([now, now - 1, now - 2, ...(held ? [held] : [])])].toSorted((a, b) => b - a)
  return years.map((year): [string, string] => [String(year), yearLabel(year)])
}

type TextField = {
  width?: 'code' | 'name' | 'full'
  inputMode?: 'numeric'
  required?: boolean
  hint?: string
}

/** Fields by their names and the words of their labels. */
export function fieldMakers(say: Say, lists?: Classifiers) {
  const labelled = (name: string, label: Label) => ({ name, label: say(`pupils.field.${label}`) })
  return {
    text: (name: string, label: Label, value: string | number, more: TextField = {}): RecordField => ({
      as: 'text',
      ...labelled(name, label),
      value: String(value),
      ...more,
    }),
    area: (name: string, label: Label, value: string, hint?: string) => ({
      as: 'area' as const,
      ...labelled(name, label),
      value,
      hint,
    }),
    day: (name: string, label: Label, value: Day | '', hint?: string, required?: boolean): RecordField => ({
      as: 'day',
      ...labelled(name, label),
      value: value && showDay(value),
      hint,
      required,
      calendar: calendarOf(say, say(`pupils.field.${label}`)),
    }),
    choice: (
      name: string,
      label: Label,
      value: string,
      choices: readonly (readonly [string, string])[],
    ): RecordField => ({
      as: 'choice',
      ...labelled(name, label),
      value,
      choices: choices.map(([code, text]) => ({ value: code, text })),
    }),
    listed: (
      name: string,
      label: Label,
      sort: ClassifierSort,
      value = '',
      required?: boolean,
    ): RecordField => ({
      as: 'choice',
      ...labelled(name, label),
      value,
      required,
      placeholder: say('pupils.notChosen'),
      choices: offered(lists!, sort, [value]),
    }),
  }
}
