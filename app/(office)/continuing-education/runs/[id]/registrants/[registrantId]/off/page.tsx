import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { offDirective } from '@/lib/documents/sending/queries/off'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { takeOff } from '../../../../../actions'
import { formTexts, runCrumbs } from '../../../../../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.off.title') }
}

type Props = { params: Promise<{ id: string; registrantId: string }> }

/** `Eemalda korralduselt ja uuenda nimekirja`: what will happen, or who has to do it, or what to do instead. */
export default async function OffDirectivePage({ params }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/registrants/[registrantId]/off')
  const { id, registrantId } = await params
  const off = await offDirective(db(), person, id, registrantId)
  if (!off) notFound()
  const say = sayIn(person.locale)
  const { document, way, name, run } = off
  const words = {
    name,
    document: document.number ?? say('documents.list.noNumber'),
    drafter: document.drafterName,
  }
  const goes = way === 'TAKE_OFF' || way === 'REOPEN'
  const page = `/documents/${document.id}`
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('registrants.off.title')}
      />
      <div className="mt-2">
        <DescriptionList
          facts={[
            { term: say('documents.field.person'), value: name },
            {
              term: say('registrants.off.directive'),
              value: way === 'BY_DRAFTER' ? words.document : <Link href={page}>{words.document}</Link>,
            },
            { term: say('documents.list.persons'), value: String(document.rows) },
            { term: say('documents.list.drafter'), value: document.drafterName },
          ]}
        />
      </div>
      {goes ? (
        <>
          <p className="mt-4 mb-4 max-w-[70ch]">{say(`registrants.off.way.${way}`, words)}</p>
          <RecordForm
            label={say('registrants.off.title')}
            save={takeOff}
            hidden={{ run: run.id, registrant: registrantId }}
            texts={formTexts(say, say('registrants.off.submit'))}
            fields={[]}
          />
        </>
      ) : (
        <Notice
          tone="warn"
          act={
            way === 'BY_DRAFTER' ? undefined : (
              <LinkButton href={page}>{say('registrants.directive.open')}</LinkButton>
            )
          }
        >
          {say(`registrants.off.way.${way}`, words)}
        </Notice>
      )}
    </>
  )
}
