import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { ListTable } from '@/components/ui/list-table'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { fundingSources, grantsAPage } from '@/lib/grants/queries/list'
import { paymentPage } from '@/lib/grants/queries/payments'
import { PaymentFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { showAmount, showCount } from '@/lib/shared/money'
import { mostCounted } from '@/lib/shared/paging'
import { counted } from '../../counted'
import { firstOf, listAddress, type Asked } from '../../list-address'
import { Parts } from '../parts'
import { grantLinks } from '../rows'
import { monthViews, paymentsAsked } from './filters'
import { monthText, paymentColumns, paymentRow, sourceText } from './rows'
import { Totals } from './totals'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('grants.payments.title') }
}

const shortMonth = (month: string) => month.split('-').toReversed().join('.')

/** Maksenimekiri: who is paid how much for a month, by unit and funding source, for the finance office. */
export default async function PaymentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /grants/payments')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const asked = PaymentFilter.parse(firstOf(parameter))
  const unit = await unitChoice(db(), asked.unit)
  const filter = { ...asked, unit: unit.id }
  const typed = String(parameter.month ?? '').trim()
  const wrong = typed !== '' && filter.month === undefined ? say('grants.payments.monthWrong') : undefined
  const list = await paymentPage(db(), filter, now())
  const { lines, month, total, sums } = list
  const address = listAddress('/grants/payments', filter)
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('grants.payments.heading', { month: monthText(say, month) })} />}
      above={
        <>
          <Parts say={say} now="payments" />
          {wrong ? (
            <ErrorSummary
              title={say('grants.wrong')}
              titleMark={say('learners.titleMark')}
              errors={[{ text: wrong, field: 'month' }]}
            />
          ) : null}
        </>
      }
      address={address}
      asked={paymentsAsked(
        say,
        filter,
        { sources: await fundingSources(db()), unit },
        {
          month: wrong ? typed : shortMonth(month),
          wrong,
        },
      )}
      views={monthViews(say, list, address)}
      rows={rowsShown({ page: filter.page, perPage: grantsAPage, count: total }, lines, list.more)}
      counted={counted(say, 'grants.payments', total)}
      file={`/api/exports/payments?month=${month}`}
      printed={{ at: showInstant(now(), person.locale) }}
      none={{ found: { title: say('grants.payments.none'), advice: say('grants.payments.noneAdvice') } }}
    >
      {sums && sums.withoutAccount > 0 ? (
        <Notice tone="warn" title={say('grants.payments.withoutAccount', { count: sums.withoutAccount })}>
          {say('grants.payments.withoutAccountAdvice')}
        </Notice>
      ) : null}
      {sums ? (
        <Totals
          caption={say('grants.payments.totals')}
          heads={[
            say('grants.column.fundingSource'),
            say('grants.column.count'),
            say('grants.column.monthAmount'),
          ]}
          sums={sums.bySource.map(({ fundingSource, count, amount }) => [
            sourceText(say, fundingSource),
            showCount(count),
            showAmount(amount),
          ])}
          all={[say('grants.payments.all'), showCount(total), showAmount(sums.all)]}
        />
      ) : (
        <Notice>
          {say('grants.payments.unsummed', { count: mostCounted })}{' '}
          <Link href={address({ count: 'all' })}>{say('grants.payments.sum')}</Link>
        </Notice>
      )}
      <Section
        title={say('grants.payments.table')}
        aside={say(`grants.payments.partMonth.${list.partMonth}`)}
      >
        <ListTable
          caption={say('grants.payments.table')}
          columns={paymentColumns(say, grantLinks(lines))}
          rows={lines.map((line) => paymentRow(say, line))}
        />
      </Section>
    </ListPage>
  )
}
