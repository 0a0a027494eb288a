import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseList } from '@/lib/schools/houses/queries/houses'
import { HousesFilter, schoolKinds } from '@/lib/schools/houses/schema/lists'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { fileQuery, listAddress } from './address'
import { houseColumns, houseRow } from './house-rows'
import { ListFile, Printed, SchoolPages, SchoolTabs } from './parts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('schools.houses.title') }
}

/** Koolid: the houses that the person works with, each leading to its data, its classes and its pupils. */
export default async function SchoolsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools')
  const say = sayIn(person.locale)
  const filter = HousesFilter.parse(await searchParams)
  const today = dayInTallinn(now())
  const { houses, count } = await houseList(db(), person, filter, today)
  const address = (change: object) => listAddress('/schools', filter, change as never, { sort: 'name' })
  return (
    <>
      <PageHead title={say('schools.houses.title')} />
      <SchoolTabs say={say} on="houses" />
      <Printed say={say} at={now()} locale={person.locale} />
      <FilterBar
        label={say('schools.filters')}
        action="/schools"
        submit={say('schools.submit')}
        clear={filter.q || filter.kind ? { href: '/schools', text: say('schools.clear') } : undefined}
        end={
          <>
            {say('schools.houses.count', { count })}{' '}
            <ListFile say={say} list="houses" query={fileQuery(address({}))} />
          </>
        }
      >
        <TextField
          name="q"
          label={say('schools.houses.search')}
          width="account"
          type="search"
          defaultValue={filter.q}
        />
        <Select
          name="kind"
          label={say('schools.houses.kind')}
          placeholder={say('schools.any')}
          choices={schoolKinds.map((value) => ({ value, text: say(`schools.kind.${value}`) }))}
          defaultValue={filter.kind ?? ''}
          width="code"
        />
      </FilterBar>
      {houses.length > 0 ? (
        <>
          <ListTable
            caption={say('schools.houses.title')}
            columns={houseColumns(say, filter, address)}
            rows={houses.map((house) => houseRow(say, house, today))}
          />
          <SchoolPages
            say={say}
            page={filter.page}
            count={count}
            shown={houses.length}
            href={address({ page: '{page}' })}
          />
        </>
      ) : (
        <EmptyState title={say('schools.houses.none')}>{say('schools.noneAdvice')}</EmptyState>
      )}
    </>
  )
}
