import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { readSettings } from '@/lib/settings/settings'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveTechnical } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.technical.title') }
}

/** Tehnilised väärtused: for how many hours Olek tries a delivery, and when it asks DHIS about an issued document. */
export default async function TechnicalPage() {
  const person = await requirePerson('page /settings/technical')
  const say = sayIn(person.locale)
  const { deliveryHours, lookAfterMinutes } = await readSettings(db())
  const changes = await changesOf(db(), 'settings.technical')
  return (
    <>
      <SettingsHead say={say} title={say('settings.technical.title')} />
      <RecordForm
        label={say('settings.technical.title')}
        save={saveTechnical}
        hidden={{ seen: changes[0]?.id ?? '' }}
        texts={formTexts(say)}
        fields={[
          {
            as: 'text',
            name: 'deliveryHours',
            label: say('settings.technical.deliveryHours'),
            hint: say('settings.technical.deliveryHint'),
            value: String(deliveryHours),
            width: 'code',
            inputMode: 'numeric',
            required: true,
          },
          {
            as: 'text',
            name: 'lookAfterMinutes',
            label: say('settings.technical.lookAfterMinutes'),
            hint: say('settings.technical.lookHint'),
            value: String(lookAfterMinutes),
            width: 'code',
            inputMode: 'numeric',
            required: true,
          },
        ]}
      />
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        nameOf={(what) => changeName(say, 'technical', what)}
      />
    </>
  )
}
