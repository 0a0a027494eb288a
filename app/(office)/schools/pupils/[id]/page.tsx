import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Chips } from '@/components/ui/chips'
import { FilterBar } from '@/components/ui/filter-bar'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { classifiersOf } from '@/lib/schools/houses/queries/classifiers'
import { pupilSheet } from '@/lib/schools/pupils/queries/pupil'
import { PupilAsked } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfField, AsOfNotice } from '../../../as-of'
import { Changes } from '../../changes'
import { pupilAddress } from '../address'
import { CardsPart } from './cards-part'
import { GroupsSection } from './groups-section'
import { KeptParts } from './kept-parts'
import { LeavingSection } from './leaving-section'
import { partChips, stayChips } from './page-chips'
import { formAddress } from './part'
import { PersonSection } from './person-section'
import { PlacementSection } from './placement-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.title') }
}

type Address = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[]>> }

/** A pupil: the placements and, part by part, the data that the chosen house keeps. */
export default async function PupilPage({ params, searchParams }: Address) {
  const person = await requirePerson('page /schools/pupils/[id]')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const day = asOf(parameter.on, now())
  const asked = PupilAsked.parse(parameter)
  const { stay: stayAsked } = asked
  const pupil = await pupilSheet(db(), person, (await params).id, { on: day.on, stay: stayAsked }, now())
  if (!pupil) notFound()
  const today = dayInTallinn(now())
  const lists = await classifiersOf(db(), today)
  const of = { say, pupil, asked }
  const { stay, kept } = pupil
  return (
    <>
      <PageHead
        crumbs={[{ text: say('pupils.title'), href: '/schools/pupils' }]}
        crumbsLabel={say('office.frame.here')}
        title={
          <>
            {pupil.name}{' '}
            <span className="text-small font-normal tabular-nums text-ink-3">{pupil.personalCode}</span>
          </>
        }
        acts={
          pupil.mending && asked.edit !== 'person' ? (
            <LinkButton href={formAddress(of, 'person', 'person')}>{say('pupils.mending.act')}</LinkButton>
          ) : undefined
        }
      />
      <PersonSection of={of} />
      <AsOfNotice say={say} asked={day} today={pupilAddress(pupil.id, { stay: stayAsked })} />
      <FilterBar
        label={say('learners.asOf.form')}
        action={pupilAddress(pupil.id)}
        submit={say('learners.asOf.show')}
      >
        {stayAsked ? <input type="hidden" name="stay" value={stayAsked} /> : null}
        <AsOfField say={say} asked={day} />
      </FilterBar>
      <Chips label={say('pupils.parts')} chips={partChips(of)} />
      <PlacementSection of={of} lists={lists} locale={person.locale} />
      <LeavingSection of={of} lists={lists} today={today} />
      {pupil.stays.length > 1 ? <Chips label={say('pupils.stays')} chips={stayChips(of)} /> : null}
      {stay?.waits ? <Notice>{say('pupils.waits', { from: showDay(stay.from) })}</Notice> : null}
      {stay?.gone ? <Notice>{say('pupils.leftNote')}</Notice> : null}
      <KeptParts of={of} lists={lists} today={today} />
      {kept ? <CardsPart of={of} today={today} /> : null}
      <GroupsSection of={of} />
      <Changes say={say} locale={person.locale} changes={pupil.changes} />
    </>
  )
}
