import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import type { Classifiers } from '@/lib/schools/houses/queries/classifiers'
import { showDay, type Day } from '@/lib/shared/dates'
import { leave } from '../actions'
import { pupilAddress } from '../address'
import { calendarOf, formTexts } from '../words'
import type { PartOf } from './part'

/** Lahkumine: its last day and reason, and what ends with it. */
export function LeavingSection({ of, lists, today }: { of: PartOf; lists: Classifiers; today: Day }) {
  const { say, pupil, asked } = of
  if (asked.edit !== 'leaving' || !pupil.leavingId) return null
  const ending = pupil.groups.filter(({ kind }) => kind !== 'HOBBY_SCHOOL').map(({ name }) => name)
  const label = say('pupils.leaving.lastOn')
  return (
    <Section
      id="leaving"
      title={say('pupils.leaving.title')}
      acts={
        <a href={pupilAddress(pupil.id, { stay: pupil.stay?.placementId }, 'placements')}>
          {say('pupils.closeForm')}
        </a>
      }
    >
      <p className="mb-3 max-w-[80ch]">{say('pupils.leaving.lead')}</p>
      {ending.length > 0 ? (
        <p className="mb-3">{say('pupils.leaving.groups', { groups: ending.join(', ') })}</p>
      ) : null}
      <RecordForm
        label={say('pupils.leaving.title')}
        save={leave}
        hidden={{ placementId: pupil.leavingId }}
        texts={formTexts(say, say('pupils.leaving.act'))}
        fields={[
          {
            as: 'day',
            name: 'lastOn',
            label,
            value: showDay(today),
            required: true,
            calendar: calendarOf(say, label),
          },
          {
            as: 'choice',
            name: 'reason',
            label: say('pupils.leaving.reason'),
            value: '',
            required: true,
            placeholder: say('pupils.notChosen'),
            choices: lists.klLahkumisePohjus
              .filter(({ retired }) => !retired)
              .map(({ code, name }) => ({ value: code, text: name })),
          },
        ]}
      />
    </Section>
  )
}
