import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { GroupSheet } from '@/lib/schools/groups/queries'
import { showDay, type Day } from '@/lib/shared/dates'
import { calendarOf } from '../../pupils/words'

/** The fields of a new place: the pupil, chosen from the house's pupils or by personal code, and the days. */
export function placeFields(say: Say, { kind, pupils }: GroupSheet, today: Day): RecordField[] {
  const day = (name: 'fromOn' | 'toOn', value: string, hint?: string): RecordField => {
    const label = say(name === 'fromOn' ? 'pupils.groups.from' : 'pupils.groups.to')
    return {
      as: 'day',
      name,
      label,
      value,
      hint,
      calendar: calendarOf(say, label),
      required: name === 'fromOn',
    }
  }
  return [
    kind === 'HOBBY_SCHOOL'
      ? {
          as: 'text',
          name: 'personalCode',
          label: say('pupils.groups.personalCode'),
          value: '',
          hint: say('pupils.hint.personalCode'),
          width: 'name',
          inputMode: 'numeric',
          required: true,
        }
      : {
          as: 'choice',
          name: 'pupilId',
          label: say('pupils.groups.pupil'),
          value: '',
          required: true,
          placeholder: say('pupils.notChosen'),
          choices: pupils.map(({ id, name }) => ({ value: id, text: name })),
        },
    day('fromOn', showDay(today)),
    day('toOn', '', say('pupils.groups.toHint')),
    {
      as: 'tick',
      name: 'another',
      value: 'ON',
      on: false,
      asked: true,
      label: say('transfers.anotherChild'),
    },
  ]
}
