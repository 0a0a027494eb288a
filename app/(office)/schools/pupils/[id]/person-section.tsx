import { RecordForm } from '@/components/record-form'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { mend } from '../actions'
import { pupilAddress } from '../address'
import { formTexts } from '../words'
import type { PartOf } from './part'

/** Isikuandmete parandamine: the correct code and names, and why; after saving, the result. */
export function PersonSection({ of: { say, pupil, asked } }: { of: PartOf }) {
  const { mending } = pupil
  if (asked.done === 'person') return <Notice tone="done">{say('pupils.mending.done')}</Notice>
  if (asked.edit !== 'person' || !mending) return null
  return (
    <Section
      id="person"
      title={say('pupils.mending.title')}
      acts={<a href={pupilAddress(pupil.id, { stay: pupil.stay?.placementId })}>{say('pupils.closeForm')}</a>}
    >
      <p className="mb-3 max-w-[80ch] text-ink-2">{say('pupils.mending.lead')}</p>
      <RecordForm
        label={say('pupils.mending.title')}
        save={mend}
        hidden={{ pupilId: pupil.id, seen: mending.seen }}
        texts={formTexts(say)}
        fields={[
          {
            as: 'text',
            name: 'personalCode',
            label: say('pupils.field.personalCode'),
            value: pupil.personalCode,
            width: 'code',
            inputMode: 'numeric',
            required: true,
          },
          {
            as: 'text',
            name: 'firstName',
            label: say('pupils.field.firstName'),
            value: pupil.firstName,
            width: 'name',
            required: true,
          },
          {
            as: 'text',
            name: 'lastName',
            label: say('pupils.field.lastName'),
            value: pupil.lastName,
            width: 'name',
            required: true,
          },
          {
            as: 'area',
            name: 'reason',
            label: say('pupils.field.reason'),
            value: '',
            required: true,
          },
          {
            as: 'tick',
            name: 'merge',
            label: say('pupils.mending.merge'),
            hint: say('pupils.mending.mergeHint'),
            value: 'yes',
            on: false,
          },
        ]}
      />
    </Section>
  )
}
