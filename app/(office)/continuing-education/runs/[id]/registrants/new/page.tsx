import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { runSheet } from '@/lib/registrants/queries/runs'
import { db } from '@/lib/shared/db'
import { newRegistrant } from '../../../../actions'
import { formTexts, runCrumbs } from '../../../../words'
import { ownFields, toldFields } from '../fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.newRegistrant') }
}

/** The registration form for a new person; a run that is linked to Juhan has none. */
export default async function NewRegistrantPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/runs/[id]/registrants/new')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may || run.juhanId) notFound()
  const title = say('registrants.newRegistrant')
  return (
    <>
      <PageHead crumbs={runCrumbs(say, run)} crumbsLabel={say('office.frame.here')} title={title} />
      <RecordForm
        label={title}
        save={newRegistrant}
        hidden={{ runId: run.id }}
        texts={formTexts(say, say('registrants.addRegistrant'))}
        icon="plus"
        fields={[...toldFields(say), ...ownFields(say, run)]}
      />
    </>
  )
}
