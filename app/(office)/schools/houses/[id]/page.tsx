import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { Badge } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseSheet } from '@/lib/schools/houses/queries/house'
import { HouseAsked } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { formTexts } from '../../pupils/words'
import { saveHouse } from '../actions'
import { ClassesSection } from './classes-section'
import { houseFields } from './fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.house.title') }
}

type Address = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** Kooli andmed: a house's facts and its classes; the municipality's official changes them, others read them. */
export default async function HousePage({ params, searchParams }: Address) {
  const person = await requirePerson('page /schools/houses/[id]')
  const say = sayIn(person.locale)
  const asked = HouseAsked.parse(await searchParams)
  const today = dayInTallinn(now())
  const house = await houseSheet(db(), person, (await params).id, asked.year, today)
  if (!house) notFound()
  const { others, closedOn } = house
  return (
    <>
      <PageHead
        crumbs={[{ text: say('office.area.schools'), href: '/schools' }]}
        crumbsLabel={say('office.frame.here')}
        title={house.name}
        badge={<Badge>{say(`pupils.schoolKind.${house.kind}`)}</Badge>}
      />
      <Section title={say('pupils.house.title')}>
        <DescriptionList
          across
          facts={[
            { term: say('pupils.house.municipality'), value: house.municipality },
            { term: say('pupils.field.ehisId'), value: house.ehisId },
            { term: say('pupils.field.branchCode'), value: house.branchCode || '–' },
            { term: say('pupils.field.registryCode'), value: house.registryCode },
            {
              term: say('pupils.house.state'),
              value: closedOn
                ? say('pupils.house.closed', { on: showDay(closedOn) })
                : say('pupils.house.open'),
            },
            {
              term: say('pupils.house.others'),
              value:
                others.length === 0
                  ? say('pupils.house.noOthers')
                  : others.map(({ id, name }) => (
                      <div key={id} className="py-1">
                        <Link href={`/schools/houses/${id}`}>{name}</Link>
                      </div>
                    )),
            },
          ]}
        />
        <p className="mt-3">
          <Link href={`/schools/groups?house=${house.id}`}>{say('pupils.house.toGroups')}</Link>
        </p>
      </Section>
      {house.kind === 'HOBBY_SCHOOL' ? (
        <p className="mb-4 text-ink-2">{say('pupils.house.hobby')}</p>
      ) : (
        <ClassesSection say={say} house={house} asked={asked.class} />
      )}
      {house.may ? (
        <Section title={say('pupils.house.change')}>
          <RecordForm
            label={say('pupils.house.change')}
            save={saveHouse}
            hidden={{ id: house.id, seen: house.changes[0]?.id ?? '' }}
            texts={formTexts(say)}
            fields={houseFields(say, house)}
          />
        </Section>
      ) : null}
      <Changes say={say} locale={person.locale} changes={house.changes} />
    </>
  )
}
