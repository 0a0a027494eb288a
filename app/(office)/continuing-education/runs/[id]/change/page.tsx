import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { PageHead } from '@/components/ui/page-head'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { runSheet } from '@/lib/registrants/queries/runs'
import { db } from '@/lib/shared/db'
import { saveRun } from '../../../actions'
import { Changes } from '../../../changes'
import { runFields } from '../../../fields'
import { formTexts, runCrumbs } from '../../../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.changeRun') }
}

/** A run's days, place and link to Juhan. */
export default async function ChangeRunPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/runs/[id]/change')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may) notFound()
  const changes = await changesOf(db(), `registrants.run.${run.id}`)
  const title = say('registrants.changeRun')
  return (
    <>
      <PageHead crumbs={runCrumbs(say, run)} crumbsLabel={say('office.frame.here')} title={title} />
      <RecordForm
        label={title}
        save={saveRun}
        hidden={{ id: run.id, seen: changes[0]?.id ?? '' }}
        texts={formTexts(say)}
        fields={runFields(say, run)}
      />
      <Changes say={say} locale={person.locale} changes={changes} />
    </>
  )
}
