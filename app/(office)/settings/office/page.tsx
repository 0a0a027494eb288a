import type { Metadata } from 'next'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { mostRecallMinutes, partMonths, readSettings } from '@/lib/settings/settings'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveOffice } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts } from '../words'
import { OfficeForm } from './office-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.office.title') }
}

const contacts = ['contentContact', 'programContact', 'juhanContact'] as const

/**
 * The contacts that warnings and the page of registrants name, how a part month is paid, and for how long a sending can
 * be called back.
 */
export default async function OfficePage() {
  const person = await requirePerson('page /settings/office')
  const say = sayIn(person.locale)
  const settings = await readSettings(db())
  const changes = await changesOf(db(), 'settings.office')
  return (
    <>
      <SettingsHead say={say} title={say('settings.office.title')} />
      <OfficeForm
        save={saveOffice}
        seen={changes[0]?.id ?? ''}
        settings={settings}
        contacts={contacts.map((name) => ({
          name,
          label: say(`settings.office.${name}`),
          hint: say(`settings.office.${name}Hint`),
        }))}
        choices={partMonths.map((value) => ({ value, text: say(`settings.office.${value}`) }))}
        texts={{
          ...formTexts(say),
          form: say('settings.office.title'),
          visaContact: say('settings.office.visaContact'),
          visaHint: say('settings.office.visaHint'),
          partMonth: say('settings.office.partMonth'),
          partMonthHint: say('settings.office.partMonthHint'),
          recallMinutes: say('settings.office.recallMinutes'),
          recallHint: say('settings.office.recallHint', { most: mostRecallMinutes }),
          juhanFreshMinutes: say('settings.office.juhanFreshMinutes'),
          juhanFreshHint: say('settings.office.juhanFreshHint'),
        }}
      />
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        nameOf={(what) => changeName(say, 'office', what)}
      />
    </>
  )
}
