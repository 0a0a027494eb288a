import { ListTable } from '@/components/ui/list-table'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { dayInTallinn, showDay, showTime } from '@/lib/shared/dates'
import type { newsList } from '@/lib/telling/queries/news'
import { newsTitle } from './words'

type Line = Awaited<ReturnType<typeof newsList>>['lines'][number]

/** One page of news: what it reports about which document, and why it waits or how it ended. */
export function NewsTable({ say, lines, ended }: { say: Say; lines: readonly Line[]; ended: boolean }) {
  return (
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
          : news.reasons.map((reason) => refusalText(say, reason)).join(' ') || say('deliveries.news.fits'),
        `${showDay(dayInTallinn(news.receivedAt))} ${showTime(news.receivedAt)}`,
      ])}
    />
  )
}
