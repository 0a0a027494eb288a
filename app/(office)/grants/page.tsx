import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { grantChoices, grantList, grantsAPage } from '@/lib/grants/queries/list'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { isCode } from '@/lib/shared/personal-code'
import { asOf, AsOfNotice } from '../as-of'
import { askedGrants, parameters, type Asked } from './address'
import { Filters, filterWords, States } from './filters'
import { Parts } from './parts'
import { grantColumns, grantRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('grants.title') }
}

/** Toetused: grants as they stand on a day, by state, type, unit and funding source. */
export default async function GrantsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /grants')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const filter = askedGrants(parameter)
  const asked = asOf(parameter.on, now())
  const { grants, counts, total, accounts } = await grantList(db(), person, filter, now())
  const choices = await grantChoices(db())
  const from = (filter.page - 1) * grantsAPage
  return (
    <>
      <PageHead title={say('grants.title')} />
      {mayOpen(person, 'page /grants/payments') ? <Parts say={say} now="grants" /> : null}
      <p className="print-only">
        {say('grants.printed', {
          at: showInstant(now(), person.locale),
          on: showDay(asked.on),
          filter: filterWords(say, filter, choices),
        })}
      </p>
      <AsOfNotice say={say} asked={asked} today={`/grants${parameters(filter, { on: '' })}`} />
      <Filters
        say={say}
        filter={filter}
        choices={choices}
        asked={asked}
        code={isCode(String(parameter.q ?? ''))}
      />
      <States
        say={say}
        filter={filter}
        counts={counts}
        end={
          <>
            {say('grants.count', { count: total })}{' '}
            <a href={`/api/exports/grants${parameters(filter)}`} className="no-print">
              {say('grants.file')}
            </a>
          </>
        }
      />
      {grants.length > 0 ? (
        <>
          <ListTable
            caption={say('grants.title')}
            columns={grantColumns(say, filter, accounts)}
            rows={grants.map((grant) => grantRow(say, filter, accounts, grant))}
          />
          <Pagination
            page={filter.page}
            pages={Math.ceil(total / grantsAPage)}
            href={`/grants${parameters(filter, { page: '{page}' }).replace('%7Bpage%7D', '{page}')}`}
            texts={{
              summary: say('grants.summary', { from: from + 1, to: from + grants.length, count: total }),
              label: say('grants.pages'),
              previous: say('grants.previous'),
              next: say('grants.next'),
            }}
          />
        </>
      ) : (
        <EmptyState
          title={say('grants.none')}
          act={<LinkButton href="/grants">{say('grants.clear')}</LinkButton>}
        >
          {say('grants.noneAdvice')}
        </EmptyState>
      )}
    </>
  )
}
