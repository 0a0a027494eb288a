import type { RecordField } from '@/components/record-form'
import type { signingList } from '@/lib/documents/drafting/queries/office-choices'
import type { Say } from '@/lib/messages/say'
import { showDay, type Day } from '@/lib/shared/dates'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { choiceField } from '../../choice-asked'
import { calendarOf, typeAndUnit } from '../words'

/** Whether a signer is offered, and if not, why. */
export function standingOf(
  say: Say,
  { standing, validFrom, validTo }: Awaited<ReturnType<typeof signingList>>['signings'][number],
) {
  if (standing === 'later') return say('settings.signers.later', { on: showDay(validFrom) })
  if (standing === 'ended') return say('settings.signers.ended', { on: showDay(validTo!) })
  return say(`settings.signers.${standing}`)
}

/** The fields of a new signer; `signer`: who could become one. */
export const newSigningFields = (
  say: Say,
  { signer, unit }: { signer: AskedChoice; unit: AskedChoice },
  today: Day,
): RecordField[] => [
  choiceField(
    {
      name: 'userId',
      label: say('settings.signers.signer'),
      from: '/api/choices/signers',
      required: true,
      placeholder: say('settings.signers.pick'),
    },
    signer,
  ),
  ...typeAndUnit(
    say,
    { unit },
    { placeholder: say('settings.signers.pickType'), hint: say('settings.signers.unitHint') },
  ),
  ...signingFields(say, { title: '', validFrom: today, validTo: null }),
]

/** The title and the days of a signer. */
export function signingFields(
  say: Say,
  { title, validFrom, validTo }: { title: string; validFrom: Day; validTo: Day | null },
): RecordField[] {
  const [from, to] = [say('settings.signers.validFrom'), say('settings.signers.validTo')]
  return [
    {
      as: 'text',
      name: 'title',
      label: say('settings.signers.titleOf'),
      value: title,
      width: 'name',
      required: true,
    },
    {
      as: 'day',
      name: 'validFrom',
      label: from,
      value: showDay(validFrom),
      required: true,
      calendar: calendarOf(say, from),
    },
    {
      as: 'day',
      name: 'validTo',
      label: to,
      value: validTo ? showDay(validTo) : '',
      hint: say('settings.signers.validToHint'),
      calendar: calendarOf(say, to),
    },
  ]
}
