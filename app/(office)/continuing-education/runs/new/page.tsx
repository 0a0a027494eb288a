import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { programmeSheet } from '@/lib/registrants/queries/runs'
import { ProgrammeAsked } from '@/lib/registrants/schema/runs'
import { db } from '@/lib/shared/db'
import { newRun } from '../../actions'
import { runFields } from '../../fields'
import { formTexts } from '../../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.newRun') }
}

/** A new run of the programme in the address. */
export default async function NewRunPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /continuing-education/runs/new')
  const say = sayIn(person.locale)
  const { programme: asked } = ProgrammeAsked.parse(await searchParams)
  const programme = asked ? await programmeSheet(db(), person, asked) : null
  if (!programme?.may) notFound()
  const title = say('registrants.newRun')
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('registrants.title'), href: '/continuing-education' },
          { text: programme.name, href: `/continuing-education/programmes/${programme.id}` },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={title}
      />
      <RecordForm
        label={title}
        save={newRun}
        hidden={{ programmeId: programme.id }}
        texts={formTexts(say, say('registrants.addRun'))}
        icon="plus"
        fields={runFields(say)}
      />
    </>
  )
}
