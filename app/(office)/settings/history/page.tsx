import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { changesAPage, readableAreas, settingsHistory } from '@/lib/access/queries/history'
import { HistoryFilter } from '@/lib/access/schema'
import { requirePerson, voice } from '@/lib/access/session'
import { grantTypeNames } from '@/lib/grants/queries/rules'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
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
  const { area = '', person: by = '', page } = filter
  const { lines, total, persons } = await settingsHistory(db(), person, filter)
  const types = await grantTypeNames(db())
  const first = (page - 1) * changesAPage
  return (
    <>
      <SettingsHead say={say} title={say('settings.history.title')} />
      <FilterBar
        label={say('settings.history.filters')}
        action="/settings/history"
        submit={say('settings.history.submit')}
        clear={area || by ? { href: '/settings/history', text: say('settings.history.clear') } : undefined}
        end={say('settings.history.count', { count: total })}
      >
        <Select
          name="area"
          label={say('settings.history.area')}
          defaultValue={area}
          placeholder={say('settings.history.anyArea')}
          choices={readableAreas(person).map((value) => ({ value, text: say(`settings.${value}.title`) }))}
        />
        <Select
          name="person"
          label={say('settings.history.person')}
          defaultValue={by}
          placeholder={say('settings.history.anyone')}
          choices={persons.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </FilterBar>
      {lines.length === 0 ? (
        <EmptyState title={say('settings.history.none')} />
      ) : (
        <HistoryTable say={say} locale={person.locale} lines={lines} types={types} />
      )}
      {total > 0 ? (
        <Pagination
          page={page}
          pages={Math.ceil(total / changesAPage)}
          href={`/settings/history?${new URLSearchParams({ area, person: by })}&page={page}`}
          texts={{
            summary: say('settings.summary', {
              from: Math.min(first + 1, total),
              to: first + lines.length,
              count: total,
            }),
            label: say('settings.pages'),
            previous: say('settings.previous'),
            next: say('settings.next'),
          }}
        />
      ) : null}
    </>
  )
}
