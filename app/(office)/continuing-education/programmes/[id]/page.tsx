import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { DescriptionList } from '@/components/ui/description-list'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { programmeSheet } from '@/lib/registrants/queries/runs'
import { QuestionAsked } from '@/lib/registrants/schema/runs'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { saveProgramme } from '../../actions'
import { Changes } from '../../changes'
import { programmeFields } from '../../fields'
import { openText, RunTable } from '../../tables'
import { formTexts } from '../../words'
import { Questions } from './questions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.column.programme') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** A programme: its facts, its runs, and the questions it asks its registrants. */
export default async function ProgrammePage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/programmes/[id]')
  const say = sayIn(person.locale)
  const programme = await programmeSheet(db(), person, (await params).id)
  if (!programme) notFound()
  const { question } = QuestionAsked.parse(await searchParams)
  const changes = await changesOf(db(), `registrants.programme.${programme.id}`)
  const seen = changes[0]?.id ?? ''
  const today = dayInTallinn(now())
  const open = !programme.closedOn || programme.closedOn > today
  return (
    <>
      <PageHead
        crumbs={[{ text: say('registrants.title'), href: '/continuing-education?view=programmes' }]}
        crumbsLabel={say('office.frame.here')}
        title={programme.name}
        main={
          programme.may && open ? (
            <LinkButton
              href={`/continuing-education/runs/new?programme=${programme.id}`}
              variant="main"
              icon="plus"
            >
              {say('registrants.newRun')}
            </LinkButton>
          ) : null
        }
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
          { term: say('registrants.column.state'), value: openText(say, programme.closedOn, today) },
        ]}
      />
      <Section title={say('registrants.runs')}>
        {programme.runs.length > 0 ? (
          <RunTable say={say} runs={programme.runs} />
        ) : (
          <p className="text-ink-2">{say('registrants.noRuns')}</p>
        )}
      </Section>
      <Questions say={say} programme={programme} seen={seen} asked={question} />
      {programme.may ? (
        <Section title={say('settings.about')}>
          <RecordForm
            label={say('settings.about')}
            save={saveProgramme}
            hidden={{ id: programme.id, seen }}
            texts={formTexts(say)}
            fields={programmeFields(say, { programme })}
          />
        </Section>
      ) : null}
      <Changes say={say} locale={person.locale} changes={changes} />
    </>
  )
}
