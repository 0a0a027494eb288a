import type { Metadata } from 'next'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { requirePerson, voice } from '@/lib/access/session'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay, showTime } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { newsList, parkedCount } from '@/lib/telling/queries/news'
import { Parts } from '../parts'
import { pageTexts } from '../words'
import { newsTitle } from './words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.news.title') }
}

type Asked = { ended?: string | string[]; page?: string | string[] }

/** News from DHIS that fitted no open act: waiting for a person, or ended by one. */
export default async function NewsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /deliveries/news')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const ended = asked.ended === 'yes'
  const { lines, count, page, pages } = await newsList(db(), { ended, page: Number(asked.page) || 1 }, now())
  return (
    <>
      <PageHead title={say('deliveries.list.title')} />
      <Parts say={say} now="news" waiting={ended ? await parkedCount(db()) : count} />
      <Chips
        label={say('deliveries.news.parts')}
        chips={[
          { href: '/deliveries/news', text: say('deliveries.news.waiting'), on: !ended },
          { href: '/deliveries/news?ended=yes', text: say('deliveries.news.done'), on: ended },
        ]}
        end={say('deliveries.news.count', { count })}
      />
      {count > 0 ? (
        <>
          <ListTable
            caption={say(ended ? 'deliveries.news.ended' : 'deliveries.news.title')}
            columns={[
              { head: say('deliveries.news.what'), kind: 'name', href: '/deliveries/news/{id}' },
              { head: say('deliveries.news.document'), labelled: true },
              { head: say(ended ? 'deliveries.list.state' : 'deliveries.news.reason') },
              { head: say('deliveries.news.received'), kind: 'date', labelled: true },
            ]}
            rows={lines.map((news) => [
              news.id,
              newsTitle(say, news),
              news.document
                ? [news.document.number ?? '', say(`documents.kind.${news.document.kind}`)]
                : say('deliveries.news.noDocument'),
              ended
                ? say(`deliveries.news.state.${news.state}`)
                : news.reasons.map((reason) => refusalText(say, reason)).join(' ') ||
                  say('deliveries.news.fits'),
              `${showDay(dayInTallinn(news.receivedAt))} ${showTime(news.receivedAt)}`,
            ])}
          />
          <Pagination
            page={page}
            pages={pages}
            href={`/deliveries/news?${ended ? 'ended=yes&' : ''}page={page}`}
            texts={pageTexts(say, 'deliveries.news', page, lines.length, count)}
          />
        </>
      ) : (
        <EmptyState title={say(ended ? 'deliveries.news.noneEnded' : 'deliveries.news.none')}>
          {say(ended ? 'deliveries.news.noneEndedAdvice' : 'deliveries.news.noneAdvice')}
        </EmptyState>
      )}
    </>
  )
}
