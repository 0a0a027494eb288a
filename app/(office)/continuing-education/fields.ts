import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { ProgrammeSheet, RunSheet } from '@/lib/registrants/queries/runs'
import { questionSorts } from '@/lib/registrants/schema/runs'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { showDay } from '@/lib/shared/dates'
import { choiceField, unitsFrom } from '../choice-asked'
import { calendarOf } from './words'

/** The fields of a programme; a new one has its unit and code too. */
export function programmeFields(
  say: Say,
  about: { programme: ProgrammeSheet } | { unit: AskedChoice },
): RecordField[] {
  const programme = 'programme' in about ? about.programme : null
  const closedOn = say('registrants.field.closedOn')
  return [
    ...('unit' in about
      ? [
          choiceField(
            {
              name: 'unitId',
              label: say('registrants.field.unit'),
              from: unitsFrom,
              required: true,
              placeholder: say('registrants.choose'),
            },
            about.unit,
          ),
          codeField(say, say('registrants.programmeCodeHint')),
        ]
      : []),
    {
      as: 'text',
      name: 'name',
      label: say('registrants.field.name'),
      required: true,
      value: programme?.name ?? '',
      width: 'full',
    },
    {
      as: 'text',
      name: 'hours',
      label: say('registrants.field.hours'),
      required: true,
      value: programme ? String(programme.hours) : '',
      width: 'code',
      inputMode: 'numeric',
    },
    ...(programme
      ? [
          {
            as: 'day' as const,
            name: 'closedOn',
            label: closedOn,
            hint: say('registrants.closedHint'),
            value: programme.closedOn ? showDay(programme.closedOn) : '',
            calendar: calendarOf(say, closedOn),
          },
        ]
      : []),
  ]
}

const codeField = (say: Say, hint: string): RecordField => ({
  as: 'text',
  name: 'code',
  label: say('registrants.field.code'),
  hint,
  value: '',
  width: 'name',
  required: true,
})

/** A programme's own question; its kind of answer can't change later. */
export function questionFields(say: Say, question?: ProgrammeSheet['questions'][number]): RecordField[] {
  const choices: RecordField = {
    as: 'area',
    name: 'choices',
    label: say('registrants.field.choices'),
    hint: say('registrants.choicesHint'),
    value: question?.choices.join('\n') ?? '',
  }
  return [
    {
      as: 'text',
      name: 'text',
      label: say('registrants.field.question'),
      required: true,
      value: question?.text ?? '',
      width: 'full',
    },
    ...(question
      ? []
      : [
          {
            as: 'choice' as const,
            name: 'sort',
            label: say('registrants.field.sort'),
            value: 'TEXT',
            choices: questionSorts.map((value) => ({ value, text: say(`registrants.sort.${value}`) })),
          },
        ]),
    ...(!question || question.sort === 'CHOICE' ? [choices] : []),
    ...(question
      ? [
          {
            as: 'tick' as const,
            name: 'retired',
            value: 'ON',
            on: question.retiredOn !== null,
            label: say('registrants.retire'),
            hint: say('registrants.retireHint'),
          },
        ]
      : []),
  ]
}

/** The fields of a run; a new one has its code too. */
export function runFields(say: Say, run?: RunSheet): RecordField[] {
  const day = (name: 'startsOn' | 'endsOn'): RecordField => ({
    as: 'day',
    name,
    label: say(`registrants.field.${name}`),
    required: true,
    value: run ? showDay(run[name]) : '',
    calendar: calendarOf(say, say(`registrants.field.${name}`)),
  })
  return [
    ...(run ? [] : [codeField(say, say('registrants.runCodeHint'))]),
    day('startsOn'),
    day('endsOn'),
    {
      as: 'text',
      name: 'place',
      label: say('registrants.place'),
      value: run?.place ?? '',
      width: 'full',
    },
    {
      as: 'text',
      name: 'juhanId',
      label: say('registrants.field.juhanId'),
      value: run?.juhanId ?? '',
      hint: say('registrants.juhanIdHint'),
      width: 'code',
    },
  ]
}
