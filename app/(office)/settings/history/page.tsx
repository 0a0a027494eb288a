import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { changesAPage, readableAreas, settingsHistory } from '@/lib/access/queries/history'
import { HistoryFilter } from '@/lib/access/schema'
import { requirePerson, voice } from '@/lib/access/session'
import { grantTypeNames } from '@/lib/grants/queries/rules'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress } from '../../list-address'
import { SettingsHead } from '../parts'
import { HistoryTable } from './history-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.history.title') }
}

/** Muudatuste ajalugu: every change of the settings that the person may open, newest first. */
export default async function HistoryPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/history')
  const say = sayIn(person.locale)
  const filter = HistoryFilter.parse(await searchParams)
  const { lines, total, persons } = await settingsHistory(db(), person, filter)
  return (
    <ListPage
      say={say}
      head={<SettingsHead say={say} title={say('settings.history.title')} />}
      address={listAddress('/settings/history', filter)}
      asked={[
        {
          as: 'choice',
          name: 'area',
          label: say('settings.history.area'),
          value: filter.area,
          choices: readableAreas(person).map((value) => ({ value, text: say(`settings.${value}.title`) })),
        },
        {
          as: 'choice',
          name: 'person',
          label: say('settings.history.person'),
          value: filter.person,
          choices: persons.map(({ id, name }) => ({ value: id, text: name })),
        },
      ]}
      rows={{ page: filter.page, perPage: changesAPage, shown: lines.length, count: total }}
      counted={say('settings.history.count', { count: total })}
      printed={{ at: showInstant(now(), person.locale) }}
      none={{
        found: { title: say('settings.history.none') },
        yet: { title: say('settings.history.noneYet') },
      }}
    >
      <HistoryTable say={say} locale={person.locale} lines={lines} types={await grantTypeNames(db())} />
    </ListPage>
  )
}
