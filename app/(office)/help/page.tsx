import type { Metadata } from 'next'
import { PageHead } from '@/components/ui/page-head'
import { TodoList } from '@/components/ui/todo-list'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { helpTopics } from './topics'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('office.area.help') }
}

/** The user's guide: one page per task. */
export default async function HelpPage() {
  const person = await requirePerson('page /help')
  const say = sayIn(person.locale)
  return (
    <>
      <PageHead title={say('office.area.help')} />
      <p className="mb-4 max-w-[70ch] text-ink-2">{say('office.help.lead')}</p>
      <TodoList
        icons={false}
        items={helpTopics(person.locale).map(({ slug, title, lead }) => ({
          href: `/help/${slug}`,
          title,
          note: lead,
        }))}
      />
    </>
  )
}
