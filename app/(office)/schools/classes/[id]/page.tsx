import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { classPupils, classSheet, dayWithin } from '@/lib/schools/houses/queries/classes'
import { ClassAsked } from '@/lib/schools/houses/schema/lists'
import { transferTargets } from '@/lib/schools/transfers/queries/transfers'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf } from '../../../as-of'
import { classAddress } from '../../address'
import { ClassChips } from './class-chips'
import { answerPlace, dialogTexts, pupilForm } from './dialog-texts'
import { PupilTable } from './pupil-table'
import { TransferDialog } from './transfer-dialog'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('schools.classes.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ on?: string | string[] }> }

/** Klassid > ühe klassi rida > [Õpilased]: a class as of any day, and the acts on the ticked pupils. */
export default async function ClassPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /schools/classes/[id]')
  const sheet = await classSheet(db(), person, (await params).id)
  if (!sheet) notFound()
  const say = sayIn(person.locale)
  const parameters = await searchParams
  const asked = ClassAsked.parse(parameters)
  const at = now()
  const today = dayInTallinn(at)
  const usual = dayWithin(sheet.year, today)
  const on = asked.on ?? usual
  const [pupils, targets] = await Promise.all([
    classPupils(db(), person, sheet.id, { ...asked, on }, at),
    transferTargets(db(), person, sheet.id),
  ])
  const address = classAddress(sheet.id, asked, usual)
  const [, query] = address({}).split('?')
  return (
    <>
      <PageHead
        crumbs={[
          {
            text: say('schools.classes.title'),
            href: `/schools/classes?house=${sheet.house.id}&year=${sheet.year}`,
          },
          { text: sheet.house.name },
          { text: sheet.yearLabel },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={say('schools.class.title', { class: sheet.label })}
        acts={
          <Button type="submit" form={pupilForm} formAction={`/schools/classes/${sheet.id}/next-year`}>
            {say('schools.class.copy')}
          </Button>
        }
        main={
          targets ? (
            <TransferDialog
              from={{
                classId: sheet.id,
                told: `${sheet.house.name}, ${sheet.label}`,
                year: sheet.year,
                number: sheet.number,
              }}
              targets={targets}
              everyone={pupils.flatMap(({ id, pickable }) => (pickable ? [id] : []))}
              repeaters={pupils.flatMap(({ id, repeats }) => (repeats ? [id] : []))}
              texts={dialogTexts(say)}
            />
          ) : null
        }
      />
      <div id={answerPlace} />
      <ClassChips
        say={say}
        asked={asOf(parameters.on, now())}
        on={on}
        usual={usual}
        state={asked.state}
        address={address}
        file={`/api/exports/schools?list=pupils&class=${sheet.id}${query ? `&${query}` : ''}`}
        end={say('schools.class.count', { count: pupils.length })}
      />
      <p className="print-only">
        {say('schools.class.printed', { at: showInstant(now(), person.locale), on: showDay(on) })}
      </p>
      {pupils.length > 0 ? (
        <PupilTable say={say} sheet={sheet} asked={asked} pupils={pupils} address={address} />
      ) : (
        <EmptyState
          title={say(asked.state === 'STUDYING' ? 'schools.class.none' : 'schools.class.noneState')}
          act={<LinkButton href={address({ state: 'ALL' })}>{say('schools.class.showAll')}</LinkButton>}
        >
          {say('schools.class.noneAdvice')}
        </EmptyState>
      )}
    </>
  )
}
