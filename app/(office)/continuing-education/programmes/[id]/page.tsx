import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { programmeSheet } from '@/lib/registrants/queries'
import { sayIn } from '@/lib/messages/say'
import { requirePerson, voice } from '@/lib/office/session'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { openText, RunTable } from '../../tables'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.column.programme') }
}

/** A programme: what it is, what it asks of its registrants, its runs. */
export default async function ProgrammePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/programmes/[id]')
  const say = sayIn(person.locale)
  const programme = await programmeSheet(db(), person, (await params).id)
  if (!programme) notFound()
  return (
    <>
      <PageHead
        crumbs={[{ text: say('registrants.title'), href: '/continuing-education?view=programmes' }]}
        crumbsLabel={say('office.frame.here')}
        title={programme.name}
      />
      <DescriptionList
        across
        facts={[
          { term: say('registrants.column.code'), value: programme.code },
          { term: say('registrants.column.unit'), value: programme.unit.name },
          {
            term: say('registrants.column.hours'),
            value: say('registrants.hours', { hours: programme.hours }),
          },
          {
            term: say('registrants.column.state'),
            value: openText(say, programme.closedOn, dayInTallinn(now())),
          },
        ]}
      />
      <Section title={say('registrants.runs')}>
        {programme.runs.length > 0 ? (
          <RunTable say={say} runs={programme.runs} />
        ) : (
          <p className="text-ink-2">{say('registrants.noRuns')}</p>
        )}
      </Section>
    </>
  )
}
