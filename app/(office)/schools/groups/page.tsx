import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { groupList, groupsAPage, houseChoices } from '@/lib/schools/groups/queries'
import { groupKinds } from '@/lib/schools/houses/schema/houses'
import { GroupFilter } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { SchoolTabs } from '../parts'
import { formTexts } from '../pupils/words'
import { newGroup } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.groups.title') }
}

/** Rühmad: day and hobby groups of the person's houses, and those of hobby schools. */
export default async function GroupsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/groups')
  const say = sayIn(person.locale)
  const filter = GroupFilter.parse(await searchParams)
  const { groups, total } = await groupList(db(), person, filter, dayInTallinn(now()))
  const houses = await houseChoices(db(), person)
  const choices = houses.map(({ id, name }) => ({ value: id, text: name }))
  const kinds = groupKinds.filter((kind) =>
    houses.some((house) => (house.kind === 'HOBBY_SCHOOL') === (kind === 'HOBBY_SCHOOL')),
  )
  const from = (filter.page - 1) * groupsAPage
  const address = (page: string) =>
    `/schools/groups?${filter.house ? `house=${filter.house}&` : ''}page=${page}`
  return (
    <>
      <PageHead title={say('pupils.groups.title')} />
      <SchoolTabs say={say} on="groups" />
      {houses.length > 1 ? (
        <FilterBar label={say('pupils.filters')} action="/schools/groups" submit={say('pupils.show')}>
          <Select
            name="house"
            label={say('pupils.field.house')}
            placeholder={say('pupils.any')}
            choices={choices}
            defaultValue={filter.house ?? ''}
          />
        </FilterBar>
      ) : null}
      {groups.length > 0 ? (
        <>
          <ListTable
            caption={say('pupils.groups.title')}
            columns={[
              { head: say('pupils.groups.name'), kind: 'name', href: '/schools/groups/{id}' },
              { head: say('pupils.field.kind') },
              { head: say('pupils.field.house') },
              { head: say('pupils.groups.places'), kind: 'number' },
            ]}
            rows={groups.map(({ id, name, kind, house, places }) => [
              id,
              name,
              say(`pupils.groups.kind.${kind}`),
              house,
              places,
            ])}
          />
          <Pagination
            page={filter.page}
            pages={Math.max(1, Math.ceil(total / groupsAPage))}
            href={address('{page}')}
            texts={{
              summary: say('pupils.summary', { from: from + 1, to: from + groups.length, count: total }),
              label: say('pupils.pages'),
              previous: say('pupils.previous'),
              next: say('pupils.next'),
            }}
          />
        </>
      ) : (
        <EmptyState title={say('pupils.groups.none')}>{say('pupils.groups.noneAdvice')}</EmptyState>
      )}
      <Section title={say('pupils.groups.add')}>
        <RecordForm
          label={say('pupils.groups.add')}
          save={newGroup}
          hidden={{}}
          texts={formTexts(say, say('pupils.groups.add'))}
          icon="plus"
          fields={[
            {
              as: 'choice',
              name: 'houseId',
              label: say('pupils.field.house'),
              choices,
              required: true,
              value: filter.house ?? (houses.length === 1 ? houses[0]!.id : ''),
              placeholder: say('pupils.notChosen'),
            },
            {
              as: 'choice',
              name: 'kind',
              label: say('pupils.field.kind'),
              value: kinds[0] ?? 'DAY',
              choices: kinds.map((kind) => ({ value: kind, text: say(`pupils.groups.kind.${kind}`) })),
            },
            {
              as: 'text',
              name: 'name',
              label: say('pupils.groups.name'),
              value: '',
              width: 'name',
              required: true,
            },
          ]}
        />
      </Section>
    </>
  )
}
