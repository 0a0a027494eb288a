import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { EmptyState } from '@/components/ui/empty-state'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { sayIn } from '@/lib/messages/say'
import { collided, PartAsked, wayToPart } from '@/lib/office/collisions'
import { requirePerson, voice } from '@/lib/office/session'
import { db } from '@/lib/shared/db'
import { part } from '../actions'
import { SettingsHead } from '../parts'
import { formTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.collisions.title') }
}

/** Kokkulangevad koodid: records that are of one code; `?id=` leads to the form that parts one from the others. */
export default async function CollisionsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/collisions')
  const say = sayIn(person.locale)
  const { id } = PartAsked.parse(await searchParams)
  const records = await collided(db(), person)
  const chosen = records.find((record) => record.id === id)
  if (id && !chosen) notFound()
  const way = chosen && wayToPart(chosen.place)
  const submit = say(way === 'TAKE_BACK' ? 'settings.collisions.takeBack' : 'settings.collisions.part')
  return (
    <>
      <SettingsHead say={say} title={say('settings.collisions.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.collisions.note')}</p>
      {chosen ? (
        <Section title={`${chosen.writing}, ${chosen.label}`}>
          <p className="mb-3">{say(`settings.collisions.way.${way ?? 'NONE'}`)}</p>
          {chosen.path ? (
            <p className="mb-3">
              <a href={chosen.path}>{say('settings.collisions.open')}</a>
            </p>
          ) : null}
          {way ? (
            <RecordForm
              label={submit}
              save={part}
              hidden={{ place: chosen.place, id: chosen.id }}
              texts={formTexts(say, submit)}
              fields={
                way === 'CODE'
                  ? [
                      {
                        as: 'text',
                        name: 'code',
                        label: say('settings.collisions.code'),
                        value: '',
                        required: true,
                      },
                    ]
                  : []
              }
            />
          ) : null}
        </Section>
      ) : null}
      {records.length === 0 ? (
        <EmptyState title={say('settings.collisions.none')} />
      ) : (
        <ListTable
          caption={say('settings.collisions.title')}
          columns={[
            { head: say('settings.collisions.writing'), kind: 'name', href: '/settings/collisions?id={id}' },
            { head: say('settings.collisions.what'), labelled: true },
            { head: say('settings.collisions.of'), labelled: true },
          ]}
          rows={records.map(({ id: key, place, writing, label }) => [
            key,
            writing,
            say(`settings.collisions.place.${place}`),
            label,
          ])}
        />
      )}
    </>
  )
}
