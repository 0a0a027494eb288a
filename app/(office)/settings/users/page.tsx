import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import { municipalityList, userList, userSheet } from '@/lib/access/queries/users'
import { UserFilter } from '@/lib/access/schema'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import type { Asked } from '../../list-address'
import { newUser, saveAccount, saveUser } from '../actions'
import { SettingsHead, Thing } from '../parts'
import { formTexts } from '../words'
import { userFields } from './fields'
import { UserTable } from './user-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.users.title') }
}

/** Kasutajad: who signs in with which roles; `?id=` opens one user for changing. */
export default async function UsersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /settings/users')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const unit = await unitChoice(db(), asked.unit)
  const filter = { ...UserFilter.parse(asked), unit: unit.id }
  const scopes = { units: unit.all, municipalities: await municipalityList(db()) }
  if (!filter.id)
    return (
      <>
        <SettingsHead say={say} title={say('settings.users.title')} />
        <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.users.lead')}</p>
        <UserTable
          say={say}
          at={showInstant(now(), person.locale)}
          filter={filter}
          unit={unit}
          {...await userList(db(), filter)}
        />
        <Section title={say('settings.users.add')}>
          <RecordForm
            label={say('settings.users.add')}
            save={newUser}
            hidden={{ seen: '' }}
            texts={formTexts(say, say('settings.users.add'))}
            icon="plus"
            fields={userFields(say, scopes)}
          />
        </Section>
      </>
    )
  const user = await userSheet(db(), filter.id)
  if (!user) notFound()
  const hidden = { id: user.id, seen: user.changes[0]?.id ?? '' }
  return (
    <Thing say={say} locale={person.locale} area="users" title={user.name} changes={user.changes}>
      <Section title={say('settings.about')}>
        <RecordForm
          label={say('settings.about')}
          save={saveUser}
          hidden={hidden}
          texts={formTexts(say)}
          fields={userFields(say, scopes, user)}
        />
      </Section>
      <Section title={say('settings.users.account')}>
        <p className="mb-3 max-w-[70ch]">
          {user.disabledAt
            ? say('settings.users.disabledSince', { at: showInstant(user.disabledAt, person.locale) })
            : `${say('settings.users.open')} ${say('settings.users.disableNote')}`}
        </p>
        <RecordForm
          label={say('settings.users.account')}
          save={saveAccount}
          hidden={{ ...hidden, account: user.disabledAt ? 'OPEN' : 'DISABLED' }}
          texts={formTexts(say, say(user.disabledAt ? 'settings.users.enable' : 'settings.users.disable'))}
          fields={[]}
        />
      </Section>
    </Thing>
  )
}
