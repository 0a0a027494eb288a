import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Badge } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { refusalText } from '@/lib/messages/refusal-text'
import { isMessageKey, sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { newsSheet } from '@/lib/telling/queries/news'
import { newsTitle } from '../words'
import { EndForm } from './end-form'
import { endTexts } from './texts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.news.what') }
}

/** One piece of parked news and its three ends. */
export default async function OneNewsPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /deliveries/news/[id]')
  const { id } = await params
  const news = z.uuid().safeParse(id).success ? await newsSheet(db(), id, now()) : null
  if (!news) notFound()
  const say = sayIn(person.locale)
  const { document, ended } = news
  const at = (instant: Date) => showInstant(instant, person.locale)
  const reasonKey = `deliveries.news.endReason.${ended?.reason}`
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('deliveries.list.title'), href: '/deliveries' },
          { text: say('deliveries.news.title'), href: '/deliveries/news' },
        ]}
        crumbsLabel={say('deliveries.sheet.here')}
        title={newsTitle(say, news)}
        badge={
          <Badge tone={news.state === 'PARKED' ? 'warn' : 'plain'}>
            {say(`deliveries.news.state.${news.state}`)}
          </Badge>
        }
      />
      {ended ? (
        <Notice>
          {say('deliveries.news.endedBy', {
            state: say(`deliveries.news.state.${news.state}`),
            at: at(ended.at),
            by: ended.by,
            reason: isMessageKey(reasonKey) ? say(reasonKey) : ended.reason,
          })}
        </Notice>
      ) : (
        <Notice tone="warn" title={`${say('deliveries.news.reason')}:`}>
          {news.reasons.map((reason) => refusalText(say, reason)).join(' ') || say('deliveries.news.fits')}
        </Notice>
      )}
      <Section title={say('deliveries.news.facts')}>
        <DescriptionList
          facts={[
            {
              term: say('deliveries.news.document'),
              value: document ? (
                <Link href={`/documents/${document.id}`}>
                  {say('deliveries.news.openDocument', {
                    number: document.number ?? '',
                    kind: say(`documents.kind.${document.kind}`),
                  })}
                </Link>
              ) : (
                say('deliveries.news.noDocument')
              ),
            },
            { term: say('deliveries.news.received'), value: at(news.receivedAt) },
            ...(news.happenedAt && !Number.isNaN(Date.parse(news.happenedAt))
              ? [{ term: say('deliveries.news.at'), value: at(new Date(news.happenedAt)) }]
              : []),
            ...(news.comment ? [{ term: say('deliveries.news.comment'), value: news.comment }] : []),
          ]}
        />
        <details className="mt-3">
          <summary className="text-act">{say('deliveries.news.body')}</summary>
          <pre className="mt-1 rounded-md border border-line bg-paper p-3 text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
            {JSON.stringify(news.body, null, 2).slice(0, 20_000)}
          </pre>
        </details>
      </Section>
      {news.state === 'PARKED' ? (
        <Section title={say('deliveries.news.settle')}>
          {news.awaits ? (
            <Notice>{say('deliveries.news.ending')}</Notice>
          ) : (
            <EndForm id={news.id} texts={endTexts(say, news.now)} />
          )}
        </Section>
      ) : null}
    </>
  )
}
