import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { openUnits } from '@/lib/registrants/queries/runs'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { newProgramme } from '../../actions'
import { programmeFields } from '../../fields'
import { formTexts } from '../../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.newProgramme') }
}

/** A new programme, in one of the person's own units. */
export default async function NewProgrammePage() {
  const person = await requirePerson('page /continuing-education/programmes/new')
  const say = sayIn(person.locale)
  const at = now()
  const unit = await unitChoice(db(), undefined, (most) => openUnits(db(), person, at, most))
  const title = say('registrants.newProgramme')
  return (
    <>
      <PageHead
        crumbs={[{ text: say('registrants.title'), href: '/continuing-education?view=programmes' }]}
        crumbsLabel={say('office.frame.here')}
        title={title}
      />
      <RecordForm
        label={title}
        save={newProgramme}
        hidden={{}}
        texts={formTexts(say, say('registrants.addProgramme'))}
        icon="plus"
        fields={programmeFields(say, { unit })}
      />
    </>
  )
}
