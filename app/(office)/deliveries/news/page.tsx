import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { newsAPage, newsList, parkedCount } from '@/lib/telling/queries/news'
import { listAddress } from '../../list-address'
import { Parts } from '../parts'
import { NewsTable } from './news-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.news.title') }
}

type Asked = { ended?: string | string[]; page?: string | string[] }

/** News from DHIS that matched no open act: waiting for a person, or ended by one. */
export default async function NewsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /deliveries/news')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const ended = asked.ended === 'yes'
  const { lines, count, page } = await newsList(db(), { ended, page: Number(asked.page) || 1 }, now())
  const address = listAddress<{ ended?: string; page?: number }>('/deliveries/news', {
    ended: ended ? 'yes' : undefined,
  })
  const none = {
    title: say(ended ? 'deliveries.news.noneEnded' : 'deliveries.news.none'),
    advice: say(ended ? 'deliveries.news.noneEndedAdvice' : 'deliveries.news.noneAdvice'),
  }
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('deliveries.list.title')} />}
      above={<Parts say={say} now="news" waiting={ended ? await parkedCount(db()) : count} />}
      address={address}
      clear={address()}
      views={{
        label: say('deliveries.news.parts'),
        chips: [
          { href: address({ ended: '' }), text: say('deliveries.news.waiting'), on: !ended },
          { href: address({ ended: 'yes' }), text: say('deliveries.news.done'), on: ended },
        ],
      }}
      rows={{ page, perPage: newsAPage, shown: lines.length, count }}
      counted={say('deliveries.news.count', { count })}
      printed={{ at: showInstant(now(), person.locale) }}
      none={{ found: none, yet: none }}
    >
      <NewsTable say={say} lines={lines} ended={ended} />
    </ListPage>
  )
}
