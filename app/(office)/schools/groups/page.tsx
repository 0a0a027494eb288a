import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { groupList, groupsAPage } from '@/lib/schools/groups/queries'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { GroupFilter } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress, type Asked } from '../../list-address'
import { houseAsked } from '../house-asked'
import { SchoolTabs } from '../parts'
import { NewGroup } from './new-group'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.groups.title') }
}

/** Rühmad: day and hobby groups of the person's houses, and the groups of hobby schools. */
export default async function GroupsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/groups')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const house = await houseChoice(db(), person, asked.house)
  const filter = { ...GroupFilter.parse(asked), house: house.id }
  const { groups, total } = await groupList(db(), person, filter, dayInTallinn(now()))
  return (
    <>
      <ListPage
        say={say}
        head={<PageHead title={say('pupils.groups.title')} />}
        above={<SchoolTabs say={say} on="groups" />}
        address={listAddress('/schools/groups', filter)}
        asked={house.all?.length === 1 ? [] : [houseAsked(say, say('pupils.field.house'), house)]}
        rows={{ page: filter.page, perPage: groupsAPage, shown: groups.length, count: total }}
        counted={say('pupils.groups.count', { count: total })}
        printed={{ at: showInstant(now(), person.locale) }}
        none={{
          found: { title: say('pupils.groups.none') },
          yet: { title: say('pupils.groups.noneYet'), advice: say('pupils.groups.noneAdvice') },
        }}
      >
        <ListTable
          caption={say('pupils.groups.title')}
          columns={[
            { head: say('pupils.groups.name'), kind: 'name', href: '/schools/groups/{id}' },
            { head: say('pupils.field.kind') },
            { head: say('pupils.field.house') },
            { head: say('pupils.groups.places'), kind: 'number' },
          ]}
          rows={groups.map(({ id, name, kind, house: of, places }) => [
            id,
            name,
            say(`pupils.groups.kind.${kind}`),
            of,
            places,
          ])}
        />
      </ListPage>
      <NewGroup say={say} house={house} />
    </>
  )
}
