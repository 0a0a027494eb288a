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
import { groupSheet } from '@/lib/schools/groups/queries'
import { GroupAsked } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { formTexts } from '../../pupils/words'
import { newPlace, saveGroup } from '../actions'
import { placeFields } from './place-fields'
import { PlacesSection } from './places-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.groups.title') }
}

type Address = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** A group: who has a place in it and when; the page gives and ends places. */
export default async function GroupPage({ params, searchParams }: Address) {
  const person = await requirePerson('page /schools/groups/[id]')
  const say = sayIn(person.locale)
  const today = dayInTallinn(now())
  const group = await groupSheet(db(), person, (await params).id, today)
  if (!group) notFound()
  const { end } = GroupAsked.parse(await searchParams)
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('office.area.schools'), href: '/schools' },
          { text: say('pupils.groups.title'), href: '/schools/groups' },
        ]}
        crumbsLabel={say('office.frame.here')}
        title={group.name}
        badge={<Badge>{say(`pupils.groups.kind.${group.kind}`)}</Badge>}
      />
      <DescriptionList
        across
        facts={[
          {
            term: say('pupils.field.house'),
            value: <Link href={`/schools/houses/${group.house.id}`}>{group.house.name}</Link>,
          },
        ]}
      />
      <PlacesSection say={say} group={group} today={today} ending={end} />
      <Section title={say('pupils.groups.addPlace')}>
        {group.kind === 'DAY' ? <p className="mb-3 text-ink-2">{say('pupils.groups.toldNote')}</p> : null}
        <RecordForm
          key={group.places.length}
          label={say('pupils.groups.addPlace')}
          save={newPlace}
          hidden={{ groupId: group.id }}
          texts={formTexts(say, say('pupils.groups.addPlace'))}
          icon="plus"
          fields={placeFields(say, group, today)}
        />
      </Section>
      <Section title={say('pupils.groups.rename')}>
        <RecordForm
          label={say('pupils.groups.rename')}
          save={saveGroup}
          hidden={{ id: group.id, seen: group.changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={[
            {
              as: 'text',
              name: 'name',
              label: say('pupils.groups.name'),
              value: group.name,
              width: 'name',
              required: true,
            },
          ]}
        />
      </Section>
      <Changes say={say} locale={person.locale} changes={group.changes} />
    </>
  )
}
