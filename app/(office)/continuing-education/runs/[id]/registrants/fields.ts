import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { RegistrantSheet } from '@/lib/registrants/queries/registrants'
import type { RunSheet } from '@/lib/registrants/queries/runs'
import type { Answers } from '@/lib/registrants/rules/answers'
import type { Odd } from '@/lib/registrants/rules/told'
import { payers } from '@/lib/registrants/schema/runs'
import { showDay } from '@/lib/shared/dates'
import { calendarOf } from '../../../words'

type Registrant = RegistrantSheet['registrant']
const told = ['firstName', 'lastName', 'personalCode', 'email', 'phone'] as const
const ticks = ['wantsPaper', 'wantsNews', 'wantsRecognition'] as const

/** The registrant's own data; if they came from Juhan, they belong to Juhan and can't be typed here. */
export function toldFields(say: Say, registrant?: Registrant): RecordField[] {
  const registeredOn = say('registrants.field.registeredOn')
  return [
    ...told.map((name): RecordField => ({
      as: 'text',
      name,
      label: say(`registrants.field.${name}`),
      value: registrant?.[name] ?? '',
      ...(name === 'personalCode' && { hint: say('registrants.codeHint') }),
      required: name === 'firstName' || name === 'lastName',
      ...(name === 'email' && { inputMode: 'email' as const }),
    })),
    {
      as: 'choice',
      name: 'payer',
      label: say('registrants.field.payer'),
      value: registrant?.payer ?? '',
      placeholder: say('registrants.choose'),
      choices: payers.map((value) => ({ value, text: say(`registrants.payer.${value}`) })),
    },
    {
      as: 'day',
      name: 'registeredOn',
      label: registeredOn,
      calendar: calendarOf(say, registeredOn),
      value: registrant?.registeredOn ? showDay(registrant.registeredOn) : '',
    },
    {
      as: 'text',
      name: 'workplace',
      label: say('registrants.field.workplace'),
      value: registrant?.workplace ?? '',
      width: 'full',
    },
    { as: 'tick', name: 'another', value: 'ON', on: false, asked: true, label: say('registrants.another') },
  ]
}

/** The fields that only Olek has: the three questions of the seed, and the programme's own. */
export function ownFields(say: Say, run: RunSheet, registrant?: Registrant): RecordField[] {
  const answers: Answers = registrant?.answers ?? {}
  return [
    ...ticks.map((name): RecordField => ({
      as: 'tick',
      name,
      value: 'ON',
      on: registrant?.[name] ?? false,
      label: say(`registrants.field.${name}`),
    })),
    ...run.programme.questions
      .filter(({ retiredOn }) => !retiredOn)
      .map(({ id, text, sort, choices }): RecordField => {
        const name = `answers.${id}`
        const value = answers[id] ?? ''
        if (sort === 'TEXT') return { as: 'text', name, label: text, value, width: 'full' }
        const offered =
          sort === 'CHOICE'
            ? choices.map((choice) => ({ value: choice, text: choice }))
            : (['YES', 'NO'] as const).map((each) => ({
                value: each,
                text: say(`registrants.answer.${each}`),
              }))
        return {
          as: 'choice',
          name,
          label: text,
          value,
          choices: offered,
          placeholder: say('registrants.choose'),
        }
      }),
  ]
}

/** The registrant's own data as text, where they can't be typed. */
export const toldFacts = (say: Say, registrant: Registrant) => [
  ...told.map((name) => factOf(say, registrant, name, registrant[name])),
  factOf(say, registrant, 'payer', registrant.payer && say(`registrants.payer.${registrant.payer}`)),
  factOf(say, registrant, 'registeredOn', registrant.registeredOn && showDay(registrant.registeredOn)),
  factOf(say, registrant, 'workplace', registrant.workplace),
  ...(registrant.juhanId
    ? [{ term: say('registrants.field.registrationId'), value: registrant.juhanId }]
    : []),
]

/** A field with the value in Olek, and beside it the value from Juhan that can't be accepted. */
function factOf(say: Say, { odd }: Registrant, field: keyof Odd, value: string | null) {
  const told = odd[field]
  const note = told ? say('registrants.odd.told', { told }) : say('registrants.odd.missing')
  const term = say(`registrants.field.${field}`)
  return { term, value: told === undefined ? value || '–' : value ? `${value} (${note})` : note }
}

/** Our own answers for a user who may only read. */
export const ownFacts = (say: Say, run: RunSheet, registrant: Registrant) => [
  ...ticks.map((name) => ({
    term: say(`registrants.field.${name}`),
    value: say(`registrants.answer.${registrant[name] ? 'YES' : 'NO'}`),
  })),
  ...run.programme.questions
    .filter(({ id, retiredOn }) => !retiredOn || registrant.answers[id])
    .map(({ id, text, sort }) => {
      const answer = registrant.answers[id]
      const said = answer && sort === 'YES_NO' ? say(`registrants.answer.${answer as 'YES'}`) : answer
      return { term: text, value: said || '–' }
    }),
]
