import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { LinkButton } from '@/components/ui/link-button'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoices } from '@/lib/schools/groups/queries'
import { classChoices, searchPupils, yearChoices } from '@/lib/schools/pupils/queries/pupils'
import { pupilsAPage } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfNotice } from '../../as-of'
import { find } from './actions'
import { askedFilter, listAddress, parameters, type Asked } from './address'
import { chosenFilters, filterFields } from './filters'
import { pupilColumns, pupilRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.title') }
}

/** Õpilased: who studies, studied or will study in the person's houses. */
export default async function PupilsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/pupils')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const asked = asOf(parameter.on, now())
  const filter = askedFilter(parameter)
  const { pupils, total } = await searchPupils(db(), person, filter, now())
  const choices = {
    houses: (await houseChoices(db(), person)).filter(({ kind }) => kind !== 'HOBBY_SCHOOL'),
    classes: await classChoices(db(), person, filter),
    years: await yearChoices(db(), person),
  }
  const chosen = chosenFilters(say, filter, choices)
  const from = (filter.page - 1) * pupilsAPage
  return (
    <>
      <PageHead title={say('pupils.title')} />
      <p className="print-only">
        {say('pupils.printed', { at: showInstant(now(), person.locale), on: showDay(asked.on) })}{' '}
        {chosen.map(({ text, value }) => `${text}: ${value}`).join('; ')}
      </p>
      <AsOfNotice say={say} asked={asked} today={listAddress(filter, { on: '' })} />
      <FindForm
        find={find}
        q={filter.q}
        texts={{
          region: say('pupils.searchRegion'),
          label: say('pupils.search'),
          submit: say('pupils.submit'),
          wrong: say('pupils.wrong'),
          titleMark: say('pupils.titleMark'),
        }}
      />
      <FilterBar
        label={say('pupils.filters')}
        action="/schools/pupils"
        submit={say('pupils.show')}
        clear={chosen.length > 0 ? { href: '/schools/pupils', text: say('pupils.clear') } : undefined}
      >
        {filterFields(say, filter, choices, asked)}
      </FilterBar>
      <Chips
        label={say('pupils.chosen')}
        chips={chosen}
        end={
          <>
            {say('pupils.count', { count: total })}{' '}
            <a href={`/api/exports/pupils${parameters(filter)}`} className="no-print">
              {say('pupils.file')}
            </a>
          </>
        }
      />
      {pupils.length > 0 ? (
        <>
          <ListTable
            caption={say('pupils.title')}
            columns={pupilColumns(say, filter.on)}
            rows={pupils.map((pupil) => pupilRow(say, pupil))}
          />
          <Pagination
            page={filter.page}
            pages={Math.max(1, Math.ceil(total / pupilsAPage))}
            href={listAddress(filter, { page: '{page}' }).replace('%7Bpage%7D', '{page}')}
            texts={{
              summary: say('pupils.summary', { from: from + 1, to: from + pupils.length, count: total }),
              label: say('pupils.pages'),
              previous: say('pupils.previous'),
              next: say('pupils.next'),
            }}
          />
        </>
      ) : chosen.length > 0 || total > 0 ? (
        <EmptyState
          title={say('pupils.none')}
          act={<LinkButton href="/schools/pupils">{say('pupils.clear')}</LinkButton>}
        >
          {say('pupils.noneFiltered')}
        </EmptyState>
      ) : (
        <EmptyState title={say('pupils.noneYet')}>{say('pupils.noneYetAdvice')}</EmptyState>
      )}
    </>
  )
}
