import type { Metadata } from 'next'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorSummary } from '@/components/ui/error-summary'
import { ListTable } from '@/components/ui/list-table'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { grantChoices, grantsAPage, paymentList } from '@/lib/grants/queries/list'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { askedPayments, parameters, type Asked } from '../address'
import { Parts } from '../parts'
import { Filters } from './filters'
import { monthText, paymentColumns, paymentRow } from './rows'
import { Totals } from './totals'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('grants.payments.title') }
}

const shortMonth = (month: string) => month.split('-').toReversed().join('.')

/** Maksenimekiri: whom what is paid for a month, by unit and funding source, for the finance office. */
export default async function PaymentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /grants/payments')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const filter = askedPayments(parameter)
  const typed = String(parameter.month ?? '').trim()
  const wrong = typed !== '' && filter.month === undefined
  const list = await paymentList(db(), filter, now())
  const { lines, month } = list
  const from = (filter.page - 1) * grantsAPage
  const shown = lines.slice(from, from + grantsAPage)
  const of = (other: string) => `/grants/payments${parameters(filter, { month: other })}`
  return (
    <>
      <PageHead title={say('grants.payments.heading', { month: monthText(say, month) })} />
      <Parts say={say} now="payments" />
      <p className="print-only">
        {say('grants.payments.printed', {
          at: showInstant(now(), person.locale),
          filter: [filter.unit, filter.source].filter(Boolean).join('; ') || say('grants.any'),
        })}
      </p>
      {wrong ? (
        <ErrorSummary
          title={say('grants.wrong')}
          titleMark={say('learners.titleMark')}
          errors={[{ text: say('grants.payments.monthWrong'), field: 'month' }]}
        />
      ) : null}
      <Filters
        say={say}
        filter={filter}
        choices={await grantChoices(db())}
        month={wrong ? typed.slice(0, 7) : shortMonth(month)}
        wrong={wrong}
      />
      <Chips
        label={say('grants.payments.months')}
        chips={list.around.map((each) => ({
          href: of(each),
          text: monthText(say, each),
          on: each === month,
        }))}
        end={
          <>
            {say('grants.payments.count', { count: lines.length })}{' '}
            <a href={`/api/exports/payments${parameters({ ...filter, month })}`} className="no-print">
              {say('grants.file')}
            </a>
          </>
        }
      />
      {lines.length === 0 ? (
        <EmptyState title={say('grants.payments.none')}>{say('grants.payments.noneAdvice')}</EmptyState>
      ) : (
        <>
          <Problems say={say} count={list.withoutAccount} />
          <Totals say={say} list={list} />
          <Section
            title={say('grants.payments.table')}
            aside={say(`grants.payments.partMonth.${list.partMonth}`)}
          >
            <ListTable
              caption={say('grants.payments.table')}
              columns={paymentColumns(say)}
              rows={shown.map((line) => paymentRow(say, line))}
            />
            <Pagination
              page={filter.page}
              pages={Math.ceil(lines.length / grantsAPage)}
              href={`/grants/payments${parameters({ ...filter, month }, { page: '{page}' }).replace('%7Bpage%7D', '{page}')}`}
              texts={{
                summary: say('grants.payments.summary', {
                  from: from + 1,
                  to: from + shown.length,
                  count: lines.length,
                }),
                label: say('grants.pages'),
                previous: say('grants.previous'),
                next: say('grants.next'),
              }}
            />
          </Section>
        </>
      )}
    </>
  )
}

/** Payments that can't be made as the list stands. */
function Problems({ say, count }: { say: Say; count: number }) {
  if (count === 0) return null
  return (
    <Notice tone="warn" title={say('grants.payments.withoutAccount', { count })}>
      {say('grants.payments.withoutAccountAdvice')}
    </Notice>
  )
}
