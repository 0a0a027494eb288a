import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoices } from '@/lib/schools/houses/queries/houses'
import { ArrivalsFilter, arrivalStates } from '@/lib/schools/houses/schema/lists'
import { arrivalList } from '@/lib/schools/transfers/queries/arrivals'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { fileQuery, listAddress } from '../address'
import { ListFile, Printed, SchoolPages, SchoolTabs } from '../parts'
import { ArrivalGroups } from './arrival-groups'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.arrivals.title') }
}

/** The receiving houses' inbox: who comes, from where, what comes along and what does not; ticked off on arrival. */
export default async function ArrivalsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/arrivals')
  const say = sayIn(person.locale)
  const filter = ArrivalsFilter.parse(await searchParams)
  const today = dayInTallinn(now())
  const [{ arrivals, count }, houses] = await Promise.all([
    arrivalList(db(), person, filter, today),
    houseChoices(db(), person),
  ])
  const address = (change: object) =>
    listAddress('/schools/arrivals', filter, change as never, { sort: 'day', state: 'EXPECTED' })
  return (
    <>
      <PageHead title={say('transfers.arrivals.title')} />
      <SchoolTabs say={say} on="arrivals" />
      <Printed say={say} at={now()} locale={person.locale} />
      <p className="text-ink-2">{say('transfers.arrivals.intro')}</p>
      <FilterBar
        label={say('schools.filters')}
        action="/schools/arrivals"
        submit={say('schools.submit')}
        clear={
          filter.house || filter.state !== 'EXPECTED'
            ? { href: '/schools/arrivals', text: say('schools.clear') }
            : undefined
        }
        end={
          <>
            {say('transfers.arrivals.count', { count })}{' '}
            <ListFile say={say} list="arrivals" query={fileQuery(address({}))} />
          </>
        }
      >
        <Select
          name="house"
          label={say('transfers.arrivals.house')}
          placeholder={say('schools.any')}
          choices={houses.map(({ id, name }) => ({ value: id, text: name }))}
          defaultValue={filter.house ?? ''}
        />
        <Select
          name="state"
          label={say('transfers.arrivals.state')}
          choices={arrivalStates.map((value) => ({ value, text: say(`transfers.arrivals.states.${value}`) }))}
          defaultValue={filter.state}
          width="code"
        />
        <Select
          name="sort"
          label={say('transfers.arrivals.sort')}
          choices={(['day', '-day', 'name'] as const).map((value) => ({
            value,
            text: say(`transfers.arrivals.sorts.${value}`),
          }))}
          defaultValue={filter.sort}
          style={{ width: 'auto' }}
        />
      </FilterBar>
      {arrivals.length > 0 ? (
        <>
          <ArrivalGroups say={say} arrivals={arrivals} />
          <SchoolPages
            say={say}
            page={filter.page}
            count={count}
            shown={arrivals.length}
            href={address({ page: '{page}' })}
          />
        </>
      ) : (
        <EmptyState title={say('transfers.arrivals.none')}>{say('transfers.arrivals.noneAdvice')}</EmptyState>
      )}
    </>
  )
}
