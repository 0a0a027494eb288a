import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { unitSheet } from '@/lib/settings/queries/units'
import { showDay } from '@/lib/shared/dates'
import { calendarOf } from '../words'

type Unit = NonNullable<Awaited<ReturnType<typeof unitSheet>>>

/** The fields of a unit; a new one has its code too. */
export function unitFields(say: Say, unit?: Unit): RecordField[] {
  const code: RecordField = {
    as: 'text',
    name: 'code',
    label: say('settings.units.code'),
    hint: say('settings.units.codeHint'),
    value: '',
    width: 'name',
    required: true,
  }
  const closedOn = say('settings.units.closedOn')
  return [
    ...(unit ? [] : [code]),
    {
      as: 'text',
      name: 'name',
      label: say('settings.units.name'),
      value: unit?.name ?? '',
      width: 'full',
      required: true,
    },
    {
      as: 'area',
      name: 'contact',
      label: say('settings.units.contact'),
      hint: say('settings.units.contactHint'),
      value: unit?.contact ?? '',
    },
    {
      as: 'area',
      name: 'financeRecipients',
      label: say('settings.units.financeRecipients'),
      hint: say('settings.units.financeHint'),
      value: unit?.financeRecipients.join('\n') ?? '',
    },
    {
      as: 'tick',
      name: 'dhisNotified',
      label: say('settings.units.dhisNotified'),
      value: 'ON',
      hint: say('settings.units.dhisHint'),
      on: unit?.dhisNotified ?? true,
    },
    {
      as: 'day',
      name: 'closedOn',
      label: closedOn,
      hint: say('settings.units.closedHint'),
      value: unit?.closedOn ? showDay(unit.closedOn) : '',
      calendar: calendarOf(say, closedOn),
    },
  ]
}
