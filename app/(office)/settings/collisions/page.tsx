import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requirePerson, voice } from '@/lib/access/session'
import { collided } from '@/lib/desk/collisions/queries'
import { PartAsked, wayToPart } from '@/lib/desk/collisions/schema'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { SettingsHead } from '../parts'
import { OneCode } from './one-code'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.collisions.title') }
}

/**
 * Kokkulangevad koodid: each code with the records that have it; `?id=` opens the form that separates one record from
 * the others.
 */
export default async function CollisionsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/collisions')
  const say = sayIn(person.locale)
  const { id, done } = PartAsked.parse(await searchParams)
  const records = await collided(db(), person)
  if (id && !records.some((record) => record.id === id)) notFound()
  return (
    <>
      <SettingsHead say={say} title={say('settings.collisions.title')} />
      {done && !id ? <Notice tone="done">{say('settings.collisions.done')}</Notice> : null}
      {records.length === 0 ? (
        <EmptyState title={say('settings.collisions.none')} />
      ) : (
        <>
          <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.collisions.note')}</p>
          {[...Map.groupBy(records, ({ place, form }) => `${place} ${form}`)].map(([key, together]) => (
            <OneCode key={key} say={say} records={together} way={wayToPart(together[0]!.place)} chosen={id} />
          ))}
        </>
      )}
    </>
  )
}
