import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Badge } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { deliverySheet } from '@/lib/telling/queries/exchanges'
import { Exchanges } from './exchanges'
import { GrantToTell } from './grant'
import { Acts, Problem } from './problem'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.sheet.name') }
}

/** One delivery: its standing, what went wrong, and every attempt as sent over the wire. */
export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /deliveries/[id]')
  const { id } = await params
  const sheet = z.uuid().safeParse(id).success ? await deliverySheet(db(), person, id) : null
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const { document, run, learner, letter, waitsFor } = sheet
  const at = (instant: Date) => showInstant(instant, person.locale)
  const topic = say(`deliveries.topic.${sheet.topic}`)
  const aboutText =
    document &&
    `${document.number ?? say('deliveries.sheet.noNumber')} · ${say(`documents.kind.${document.kind}`)}`
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('deliveries.list.title'), href: '/deliveries' },
          {
            text: say(`deliveries.neighbour.${sheet.neighbour}`),
            href: `/deliveries?neighbour=${sheet.neighbour}`,
          },
        ]}
        crumbsLabel={say('deliveries.sheet.here')}
        title={
          document?.number ? say('deliveries.sheet.numbered', { topic, number: document.number }) : topic
        }
        badge={
          <Badge tone={sheet.state === 'NEEDS_PERSON' ? 'stop' : 'plain'}>
            {say(`deliveries.state.${sheet.state}`)}
          </Badge>
        }
        main={sheet.ways.length > 0 ? <Acts say={say} sheet={sheet} /> : undefined}
      />
      <Problem say={say} sheet={sheet} at={at} />
      <Section title={say('deliveries.sheet.facts')}>
        <DescriptionList
          facts={[
            ...(document
              ? [
                  {
                    term: say('deliveries.sheet.about'),
                    value: document.open ? (
                      <Link href={`/documents/${document.id}`}>{aboutText}</Link>
                    ) : (
                      aboutText
                    ),
                  },
                ]
              : []),
            ...(run
              ? [
                  {
                    term: say('deliveries.sheet.run'),
                    value: mayOpen(person, 'page /continuing-education/runs/[id]') ? (
                      <Link href={`/continuing-education/runs/${run.id}`}>{run.name}</Link>
                    ) : (
                      run.name
                    ),
                  },
                ]
              : []),
            ...(learner
              ? [
                  {
                    term: say('deliveries.sheet.learner'),
                    value: mayOpen(person, 'page /learners/[id]') ? (
                      <Link href={`/learners/${learner.id}`}>{learner.name}</Link>
                    ) : (
                      learner.name
                    ),
                  },
                ]
              : []),
            { term: say('deliveries.sheet.created'), value: at(sheet.createdAt) },
            ...(sheet.state === 'WAITING'
              ? [{ term: say('deliveries.sheet.due'), value: at(sheet.dueAt) }]
              : []),
            ...(sheet.settledAt
              ? [{ term: say('deliveries.sheet.settled'), value: at(sheet.settledAt) }]
              : []),
            { term: say('deliveries.sheet.attempts'), value: sheet.attempts },
            ...(waitsFor
              ? [
                  {
                    term: say('deliveries.sheet.waitsFor'),
                    value: (
                      <Link href={`/deliveries/${waitsFor}`}>{say('deliveries.sheet.waitsForText')}</Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {sheet.grant ? <GrantToTell say={say} grant={sheet.grant} /> : null}
      {letter ? (
        <Section title={say('deliveries.sheet.letter')}>
          <DescriptionList
            facts={[
              { term: say('deliveries.sheet.to'), value: letter.to || say('deliveries.sheet.noAddress') },
              { term: say('deliveries.sheet.subject'), value: letter.subject },
            ]}
          />
          <p className="mt-3 max-w-[75ch] whitespace-pre-wrap">{letter.text}</p>
        </Section>
      ) : null}
      <Exchanges say={say} locale={person.locale} exchanges={sheet.exchanges} content={sheet.content} />
    </>
  )
}
