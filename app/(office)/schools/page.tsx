import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseList } from '@/lib/schools/houses/queries/houses'
import { aPage, HousesFilter, schoolKinds } from '@/lib/schools/houses/schema/lists'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress } from '../list-address'
import { houseColumns, houseRow } from './house-rows'
import { SchoolTabs } from './parts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('schools.houses.title') }
}

/** Koolid: the houses that the person works with, each with links to its data, its classes and its pupils. */
export default async function SchoolsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools')
  const say = sayIn(person.locale)
  const filter = HousesFilter.parse(await searchParams)
  const today = dayInTallinn(now())
  const { houses, count } = await houseList(db(), person, filter, today)
  const address = listAddress('/schools', filter, { sort: 'name' })
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('schools.houses.title')} />}
      above={<SchoolTabs say={say} on="houses" />}
      address={address}
      asked={[
        { as: 'text', name: 'q', label: say('schools.houses.search'), value: filter.q },
        {
          as: 'choice',
          name: 'kind',
          label: say('schools.houses.kind'),
          value: filter.kind,
          choices: schoolKinds.map((value) => ({ value, text: say(`schools.kind.${value}`) })),
          width: 'code',
        },
      ]}
      rows={{ page: filter.page, perPage: aPage, shown: houses.length, count }}
      counted={say('schools.houses.count', { count })}
      file="/api/exports/schools?list=houses"
      printed={{ at: showInstant(now(), person.locale) }}
      none={{
        found: { title: say('schools.houses.none') },
        yet: { title: say('schools.houses.noneYet'), advice: say('schools.houses.noneYetAdvice') },
      }}
    >
      <ListTable
        caption={say('schools.houses.title')}
        columns={houseColumns(say, filter, address)}
        rows={houses.map((house) => houseRow(say, house, today))}
      />
    </ListPage>
  )
}
