import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { mayOpen, type Door } from '@/lib/access/rights'
import { currentPerson, requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { readSettings } from '@/lib/settings/settings'
import { db } from '@/lib/shared/db'
import { Contacts } from '../../contacts'
import { helpTopic } from '../topics'
import { Pieces } from './pieces'

type Params = { params: Promise<{ topic: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const person = await currentPerson()
  return { title: helpTopic(person?.locale ?? 'et', (await params).topic)?.title }
}

/** One task of the guide. */
export default async function HelpTopicPage({ params }: Params) {
  const person = await requirePerson('page /help/[topic]')
  const topic = helpTopic(person.locale, (await params).topic)
  if (!topic) notFound()
  const say = sayIn(person.locale)
  const { page } = topic
  const opens = page && mayOpen(person, `page ${page.href}` as Door)
  const next = topic.next.flatMap((slug) => helpTopic(person.locale, slug) ?? [])
  return (
    <>
      <PageHead
        crumbs={[{ text: say('office.area.help'), href: '/help' }]}
        crumbsLabel={say('office.frame.here')}
        title={topic.title}
        acts={opens ? <LinkButton href={page.href}>{page.text}</LinkButton> : undefined}
      />
      <div className="max-w-[70ch]">
        <p className="mt-3 text-section text-ink-2">{topic.lead}</p>
        <Pieces pieces={topic.pieces} />
        {topic.contacts ? <Contacts say={say} settings={await readSettings(db())} /> : null}
        <h2 className="mt-7">{say('office.help.next')}</h2>
        <ul className="mt-2">
          {next.map(({ slug, title }) => (
            <li key={slug} className="py-1">
              <Link href={`/help/${slug}`}>{title}</Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
