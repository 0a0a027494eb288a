import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { LinkButton } from '@/components/ui/link-button'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { filterChoices, learnersAPage, searchLearners } from '@/lib/register/queries/list'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfNotice } from '../as-of'
import { find } from './actions'
import { askedFilter, listAddress, parameters, type Asked } from './address'
import { chosenFilters, filterFields } from './filters'
import { learnerColumns, learnerRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.title') }
}

/** Õppijad: the register, as far as the person may see it. */
export default async function LearnersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /learners')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const asked = asOf(parameter.on, now())
  const filter = askedFilter(parameter)
  const { learners, total, grantsOnly } = await searchLearners(db(), person, filter, now())
  const choices = await filterChoices(db())
  const chosen = chosenFilters(say, filter, choices)
  const pages = Math.max(1, Math.ceil(total / learnersAPage))
  const from = (filter.page - 1) * learnersAPage
  const told = chosen.map(({ text, value }) => `${text}: ${value}`).join('; ')
  const toImport = mayOpen(person, 'page /import') ? (
    <LinkButton href="/import">{say('learners.toImport')}</LinkButton>
  ) : null
  return (
    <>
      <PageHead title={say('learners.title')} acts={toImport} />
      <p className="print-only">
        {say('learners.printed', {
          at: showInstant(now(), person.locale),
          filter: told ? say('learners.by', { filter: told }) : say('learners.allShown'),
        })}{' '}
        {say('learners.printedOn', { on: showDay(asked.on) })}
      </p>
      <AsOfNotice say={say} asked={asked} today={listAddress(filter, { on: '' })} />
      <FindForm
        find={find}
        q={filter.q}
        texts={{
          region: say('learners.searchRegion'),
          label: say('learners.search'),
          submit: say('learners.submit'),
          wrong: say('learners.wrong'),
          titleMark: say('learners.titleMark'),
        }}
      />
      {grantsOnly ? null : (
        <FilterBar
          label={say('learners.filters')}
          action="/learners"
          submit={say('learners.show')}
          clear={chosen.length > 0 ? { href: '/learners', text: say('learners.clear') } : undefined}
        >
          {filterFields(say, filter, choices, asked)}
        </FilterBar>
      )}
      <Chips
        label={say('learners.chosen')}
        chips={chosen}
        end={
          <>
            {say('learners.count', { count: total })}{' '}
            <a href={`/api/exports/learners${parameters(filter)}`} className="no-print">
              {say('learners.file')}
            </a>
          </>
        }
      />
      {learners.length > 0 ? (
        <>
          <ListTable
            caption={say('learners.title')}
            columns={learnerColumns(say, filter, grantsOnly)}
            rows={learners.map((learner) => learnerRow(say, learner, grantsOnly))}
          />
          <Pagination
            page={filter.page}
            pages={pages}
            href={listAddress(filter, { page: '{page}' }).replace('%7Bpage%7D', '{page}')}
            texts={{
              summary: say('learners.summary', { from: from + 1, to: from + learners.length, count: total }),
              label: say('learners.pages'),
              previous: say('learners.previous'),
              next: say('learners.next'),
            }}
          />
        </>
      ) : chosen.length > 0 || total > 0 ? (
        <EmptyState
          title={say('learners.none')}
          act={<LinkButton href="/learners">{say('learners.clear')}</LinkButton>}
        >
          {say('learners.noneFiltered')}
        </EmptyState>
      ) : (
        <EmptyState title={say('learners.noneYet')} act={toImport}>
          {toImport ? say('learners.noneYetAct') : null}
        </EmptyState>
      )}
    </>
  )
}
