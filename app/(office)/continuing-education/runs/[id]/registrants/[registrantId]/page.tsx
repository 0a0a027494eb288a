import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { DescriptionList } from '@/components/ui/description-list'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { registrantSheet } from '@/lib/registrants/queries/registrants'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { cancel, saveAnswers, saveRegistrant } from '../../../../actions'
import { Changes } from '../../../../changes'
import { formTexts, runCrumbs } from '../../../../words'
import { placeText } from '../../standing-words'
import { ownFacts, ownFields, toldFacts, toldFields } from '../fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.form') }
}

type Props = { params: Promise<{ id: string; registrantId: string }> }

/** Registreerumise vorm: fields from Juhan are read-only, our own can be changed. */
export default async function RegistrantPage({ params }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/registrants/[registrantId]')
  const say = sayIn(person.locale)
  const { id: runId, registrantId } = await params
  const sheet = await registrantSheet(db(), person, runId, registrantId)
  if (!sheet) notFound()
  const { run, registrant, standing, changes } = sheet
  const hidden = { id: registrant.id, seen: changes[0]?.id ?? '' }
  const may = run.may && !registrant.removedAt
  const typed = may && !registrant.juhanId
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={`${registrant.firstName} ${registrant.lastName}`}
        acts={
          standing.document ? (
            <LinkButton href={`/documents/${standing.document.id}`}>
              {say('registrants.toDirective')}
            </LinkButton>
          ) : undefined
        }
      />
      {registrant.removedAt ? (
        <Notice>
          {say('registrants.removed', { at: showInstant(registrant.removedAt, person.locale) })}
        </Notice>
      ) : null}
      <DescriptionList
        across
        facts={[
          {
            term: say('registrants.column.juhan'),
            value: registrant.juhanStatus
              ? say(`registrants.status.${registrant.juhanStatus}`)
              : say('registrants.notInJuhan'),
          },
          { term: say('registrants.column.ours'), value: placeText(say, standing).join(', ') },
        ]}
      />
      {typed ? (
        <Section title={say('registrants.form')}>
          <RecordForm
            label={say('registrants.form')}
            save={saveRegistrant}
            hidden={hidden}
            texts={formTexts(say)}
            fields={[...toldFields(say, registrant), ...ownFields(say, run, registrant)]}
          />
        </Section>
      ) : (
        <>
          <Section title={say(registrant.juhanId ? 'registrants.fromJuhan' : 'registrants.form')}>
            <DescriptionList facts={toldFacts(say, registrant)} />
          </Section>
          <Section title={say('registrants.ours')}>
            {may ? (
              <RecordForm
                label={say('registrants.ours')}
                save={saveAnswers}
                hidden={hidden}
                texts={formTexts(say)}
                fields={ownFields(say, run, registrant)}
              />
            ) : (
              <DescriptionList facts={ownFacts(say, run, registrant)} />
            )}
          </Section>
        </>
      )}
      {registrant.juhanId && may ? (
        <p className="mt-5 text-ink-2">{say('registrants.cancelledInJuhan')}</p>
      ) : null}
      {typed && standing.place === 'NOWHERE' ? (
        <Section title={say('registrants.cancelTitle')}>
          <p className="mb-3 max-w-[70ch] text-ink-2">{say('registrants.cancelNote')}</p>
          <RecordForm
            label={say('registrants.cancelTitle')}
            save={cancel}
            hidden={hidden}
            texts={formTexts(say, say('registrants.cancel'))}
            fields={[]}
          />
        </Section>
      ) : null}
      <Changes say={say} locale={person.locale} changes={changes} />
    </>
  )
}
