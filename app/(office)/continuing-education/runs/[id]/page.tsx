import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { runSheet } from '@/lib/registrants/queries'
import { sayIn } from '@/lib/messages/say'
import { requirePerson, voice } from '@/lib/office/session'
import { db } from '@/lib/shared/db'
import { RunFacts } from './run-facts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.column.run') }
}

/** A run of a programme with its registrants. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/runs/[id]')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run) notFound()
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('registrants.title'), href: '/continuing-education' },
          { text: run.programme.name, href: `/continuing-education/programmes/${run.programme.id}` },
          { text: run.code },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={run.programme.name}
      />
      <RunFacts say={say} locale={person.locale} run={run} />
      <Section title={say('registrants.registrants')}>
        <p className="text-ink-2">{say('registrants.noRegistrants')}</p>
      </Section>
    </>
  )
}
