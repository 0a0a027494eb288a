import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { HouseSheet } from '@/lib/schools/houses/queries/house'
import { schoolKinds } from '@/lib/schools/houses/schema/houses'
import { showDay } from '@/lib/shared/dates'
import { calendarOf } from '../../pupils/words'

/** `Kooli andmed`: the fields that the official can change. */
export function houseFields(say: Say, house: HouseSheet): RecordField[] {
  const closed = say('pupils.field.closedOn')
  const code = (name: 'ehisId' | 'branchCode' | 'registryCode', required = true): RecordField => ({
    as: 'text',
    name,
    label: say(`pupils.field.${name}`),
    value: house[name],
    hint: say(`pupils.hint.${name}`),
    width: 'code',
    inputMode: 'numeric',
    required,
  })
  return [
    {
      as: 'text',
      name: 'name',
      label: say('pupils.field.name'),
      value: house.name,
      width: 'full',
      required: true,
    },
    {
      as: 'choice',
      name: 'kind',
      label: say('pupils.field.kind'),
      value: house.kind,
      choices: schoolKinds.map((kind) => ({ value: kind, text: say(`pupils.schoolKind.${kind}`) })),
    },
    code('ehisId'),
    code('branchCode', false),
    code('registryCode'),
    {
      as: 'day',
      name: 'closedOn',
      label: closed,
      value: house.closedOn ? showDay(house.closedOn) : '',
      hint: say('pupils.hint.closedOn'),
      calendar: calendarOf(say, closed),
    },
  ]
}

/** A class of the shown year. */
export const classFields = (say: Say, own?: HouseSheet['classes'][number]): RecordField[] => [
  {
    as: 'text',
    name: 'number',
    label: say('pupils.house.number'),
    value: own ? String(own.number) : '',
    width: 'code',
    inputMode: 'numeric',
    required: true,
  },
  {
    as: 'text',
    name: 'parallel',
    label: say('pupils.house.parallel'),
    value: own?.parallel ?? '',
    hint: say('pupils.hint.parallel'),
    width: 'code',
    required: true,
  },
  {
    as: 'text',
    name: 'curriculum',
    label: say('pupils.field.curriculum'),
    value: own?.curriculum ?? '',
    hint: say('pupils.hint.curriculum'),
    width: 'name',
  },
]
