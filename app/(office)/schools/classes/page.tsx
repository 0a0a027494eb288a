import type { Metadata } from 'next'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { Selection } from '@/components/ui/selection'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { classList, yearChoices } from '@/lib/schools/houses/queries/classes'
import { houseChoices } from '@/lib/schools/houses/queries/houses'
import { ClassesFilter } from '@/lib/schools/houses/schema/lists'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { fileQuery, listAddress } from '../address'
import { ListFile, Printed, SchoolPages, SchoolTabs } from '../parts'
import { classColumns, classRow } from './class-rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('schools.classes.title') }
}

/** Klassid of a school year; ticked ones go to the planner together (`Tõsta mitu klassi`). */
export default async function ClassesPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/classes')
  const say = sayIn(person.locale)
  const filter = ClassesFilter.parse(await searchParams)
  const today = dayInTallinn(now())
  const [{ classes, count, year }, houses, years] = await Promise.all([
    classList(db(), person, filter, today),
    houseChoices(db(), person),
    yearChoices(db(), person, today),
  ])
  const address = (change: object) =>
    listAddress('/schools/classes', filter, change as never, { sort: 'name' })
  return (
    <>
      <PageHead title={say('schools.classes.title')} />
      <SchoolTabs say={say} on="classes" />
      <Printed say={say} at={now()} locale={person.locale} />
      <FilterBar
        label={say('schools.filters')}
        action="/schools/classes"
        submit={say('schools.submit')}
        clear={
          filter.house || filter.number || filter.year
            ? { href: '/schools/classes', text: say('schools.clear') }
            : undefined
        }
        end={
          <>
            {say('schools.classes.count', { count })}{' '}
            <ListFile say={say} list="classes" query={fileQuery(address({}))} />
          </>
        }
      >
        <Select
          name="house"
          label={say('schools.classes.house')}
          placeholder={say('schools.any')}
          choices={houses.map(({ id, name }) => ({ value: id, text: name }))}
          defaultValue={filter.house ?? ''}
        />
        <Select
          name="year"
          label={say('schools.classes.year')}
          choices={years.map(({ year: value, label }) => ({ value: String(value), text: label }))}
          defaultValue={String(year)}
          style={{ width: 'auto' }}
        />
        <Select
          name="number"
          label={say('schools.classes.number')}
          placeholder={say('schools.any')}
          choices={numbers.map((value) => ({ value, text: value }))}
          defaultValue={String(filter.number ?? '')}
          width="code"
        />
      </FilterBar>
      {classes.length > 0 ? (
        <form action="/schools/transfers/new">
          <Selection
            texts={{
              chosen: say('schools.classes.chosen', { count: '{count}' }),
              clear: say('schools.classes.clearChosen'),
            }}
            acts={
              <Button type="submit" size="small">
                {say('schools.classes.move')}
              </Button>
            }
          >
            <ListTable
              caption={say('schools.classes.title')}
              columns={classColumns(say, filter, address)}
              rows={classes.map((each) => classRow(say, each))}
              pick={{
                name: 'class',
                all: say('schools.classes.pickAll'),
                sent: true,
                one: say('schools.classes.pick', { name: '{name}' }),
              }}
            />
          </Selection>
          <SchoolPages
            say={say}
            page={filter.page}
            count={count}
            shown={classes.length}
            href={address({ page: '{page}' })}
          />
        </form>
      ) : (
        <EmptyState title={say('schools.classes.none')}>{say('schools.noneAdvice')}</EmptyState>
      )}
    </>
  )
}

const numbers = Array.from({ length: 12 }, (_, at) => String(at + 1))
