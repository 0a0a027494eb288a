import type { Metadata } from 'next'
import { PageHead } from '@/components/ui/page-head'
import { TodoList } from '@/components/ui/todo-list'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('office.area.settings') }
}

const pages = [
  'users',
  'units',
  'signers',
  'bases',
  'footers',
  'series',
  'grants',
  'clashes',
  'office',
  'letters',
  'years',
  'collisions',
  'technical',
  'history',
  'municipality',
] as const

/** Seaded: the list of settings. */
export default async function SettingsPage() {
  const person = await requirePerson('page /settings')
  const say = sayIn(person.locale)
  return (
    <>
      <PageHead title={say('office.area.settings')} />
      <p className="mb-4 max-w-[70ch] text-ink-2">{say('settings.lead')}</p>
      <TodoList
        icons={false}
        items={pages
          .filter((page) => mayOpen(person, `page /settings/${page}`))
          .map((page) => ({
            href: `/settings/${page}`,
            title: say(`settings.${page}.title`),
            note: say(`settings.${page}.lead`),
          }))}
      />
    </>
  )
}
