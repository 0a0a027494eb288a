import type { Metadata } from 'next'
import { Columns } from '@/components/ui/columns'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { TodoList } from '@/components/ui/todo-list'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { deskCounts, deskTodos, mostWaiting } from '@/lib/desk/queries/desk'
import { comingEvents, lastDecided, registeredGrants, waitingDocuments } from '@/lib/desk/queries/lists'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { comingLines, decidedLines } from './desk-lines'
import { RegisteredTable, WaitingTable } from './desk-tables'
import { Todos } from './desk-todo'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('office.area.desk') }
}

/** Töölaud: what waits for this person today, what waits for others, coming events and the latest acts. */
export default async function DeskPage() {
  const person = await requirePerson('page /')
  const say = sayIn(person.locale)
  const at = now()
  const { desk: count } = await deskCounts(db(), person)
  const [over, shownCount] = [count > mostWaiting, Math.min(count, mostWaiting)]
  const todos = await deskTodos(db(), person)
  const waiting = await waitingDocuments(db(), person)
  const coming = comingLines(say, await comingEvents(db(), person, at))
  const decided = decidedLines(say, await lastDecided(db(), person), at)
  const registered = await registeredGrants(db(), person)
  const drafts = mayOpen(person, 'act documents.begin')
  return (
    <>
      <PageHead
        title={say(over ? 'office.desk.titleOver' : 'office.desk.title', {
          count: shownCount,
          name: person.firstName,
        })}
      />
      <Columns
        side={
          <>
            {coming.length > 0 ? (
              <Section title={say('office.desk.coming')}>
                <TodoList icons={false} items={coming} />
              </Section>
            ) : null}
            {decided.length > 0 ? (
              <Section title={say('office.desk.done')}>
                <TodoList items={decided} />
              </Section>
            ) : null}
          </>
        }
      >
        <Section title={say('office.desk.todo')}>
          {todos.length > 0 ? (
            <Todos say={say} locale={person.locale} todos={todos} now={at} />
          ) : (
            <EmptyState
              title={say('office.desk.nothing')}
              act={drafts ? <LinkButton href="/documents">{say('office.desk.documents')}</LinkButton> : null}
            >
              {say(drafts ? 'office.desk.nothingDrafter' : 'office.desk.nothingOther')}
            </EmptyState>
          )}
          {count > todos.length ? (
            <p className="mt-2 text-ink-3">
              {say(over ? 'office.desk.moreOver' : 'office.desk.more', {
                shown: todos.length,
                count: shownCount,
              })}
            </p>
          ) : null}
        </Section>
        {waiting.count > 0 ? <WaitingTable say={say} waiting={waiting} now={at} /> : null}
        {registered.length > 0 ? <RegisteredTable say={say} registered={registered} /> : null}
      </Columns>
    </>
  )
}
