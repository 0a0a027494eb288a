import type { Metadata } from 'next'
import { DateField } from '@/components/ui/date-field'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoices } from '@/lib/schools/houses/queries/houses'
import { logActs, LogFilter } from '@/lib/schools/houses/schema/lists'
import { logList } from '@/lib/schools/pupils/queries/log'
import { now } from '@/lib/shared/clock'
import { showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { fileQuery, listAddress } from '../address'
import { ListFile, Printed, SchoolPages } from '../parts'
import { LogTable } from './log-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.log.title') }
}

/** Paigutuslogi: every placement made, moved, taken back, copied and ended in the person's houses; it is never changed. */
export default async function PlacementLogPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/placement-log')
  const say = sayIn(person.locale)
  const filter = LogFilter.parse(await searchParams)
  const [{ lines, count }, houses] = await Promise.all([
    logList(db(), person, filter),
    houseChoices(db(), person),
  ])
  const address = (change: object) =>
    listAddress('/schools/placement-log', filter, change as never, { sort: '-at' })
  const filtered = [filter.q, filter.house, filter.act, filter.from, filter.to, filter.transfer].some(Boolean)
  return (
    <>
      <PageHead title={say('transfers.log.title')} />
      <Printed say={say} at={now()} locale={person.locale} />
      <FilterBar
        label={say('schools.filters')}
        action="/schools/placement-log"
        submit={say('schools.submit')}
        clear={filtered ? { href: '/schools/placement-log', text: say('schools.clear') } : undefined}
        end={
          <>
            {say('transfers.log.count', { count })}{' '}
            <ListFile say={say} list="log" query={fileQuery(address({}))} />
          </>
        }
      >
        <TextField
          name="q"
          label={say('transfers.log.search')}
          width="account"
          type="search"
          defaultValue={filter.q}
        />
        <Select
          name="house"
          label={say('transfers.log.house')}
          placeholder={say('schools.any')}
          choices={houses.map(({ id, name }) => ({ value: id, text: name }))}
          defaultValue={filter.house ?? ''}
        />
        <Select
          name="act"
          label={say('transfers.log.act')}
          placeholder={say('schools.any')}
          choices={logActs.map((value) => ({ value, text: say(`transfers.log.acts.${value}`) }))}
          defaultValue={filter.act ?? ''}
        />
        {(['from', 'to'] as const).map((name) => (
          <DateField
            key={name}
            name={name}
            label={say(`transfers.log.${name}`)}
            calendar={say('transfers.log.calendar')}
            defaultValue={filter[name] ? showDay(filter[name]) : ''}
          />
        ))}
      </FilterBar>
      {filter.transfer ? (
        <Notice>
          {say('transfers.log.ofTransfer')}{' '}
          <Link href={address({ transfer: '' })}>{say('transfers.log.allLines')}</Link>
        </Notice>
      ) : null}
      {lines.length > 0 ? (
        <>
          <LogTable say={say} locale={person.locale} lines={lines} filter={filter} address={address} />
          <SchoolPages
            say={say}
            page={filter.page}
            count={count}
            shown={lines.length}
            href={address({ page: '{page}' })}
          />
        </>
      ) : (
        <EmptyState title={say('transfers.log.none')}>
          {filtered ? say('schools.noneAdvice') : null}
        </EmptyState>
      )}
    </>
  )
}
