import type { Metadata } from 'next'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'
import { TodoList } from '@/components/ui/todo-list'
import { mayOpen, schoolsAlone } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { isCode } from '@/lib/shared/personal-code'
import { written } from '@/lib/shared/written'
import { findEverything } from './found'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('office.search.title') }
}

const most = 20

/** The page of the frame's search, also without script: all results, group by group. */
export default async function SearchPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string | string[] }>
}) {
  const person = await requirePerson('page /search')
  const say = sayIn(person.locale)
  const schools = schoolsAlone(person)
  const asked = (await searchParams).q
  const typed = typeof asked === 'string' ? written(asked).slice(0, 100) : ''
  const code = isCode(typed)
  const q = code ? '' : typed
  const groups = q ? await findEverything(say, person, q, { most }) : []
  const more = { learners: 'office.search.moreLearners', documents: 'office.search.moreDocuments' } as const
  return (
    <>
      <PageHead title={say('office.search.title')} />
      <form
        action="/search"
        role="search"
        aria-label={say('office.search.everywhere')}
        className="fields mt-3"
      >
        <TextField
          name="q"
          label={say('office.search.title')}
          hint={say(schools ? 'office.search.hintSchools' : 'office.search.hint')}
          defaultValue={q}
          maxLength={100}
        />
        <div className="pt-[22px]">
          <Button>{say('office.search.submit')}</Button>
        </div>
      </form>
      {code ? (
        <EmptyState
          title={say(schools ? 'office.search.codeSchools' : 'office.search.code')}
          act={
            mayOpen(person, 'page /learners') ? (
              <LinkButton href="/learners">{say('office.search.codeAct')}</LinkButton>
            ) : null
          }
        >
          {say(schools ? 'office.search.codeAdviceSchools' : 'office.search.codeAdvice')}
        </EmptyState>
      ) : null}
      {!code && q === '' ? (
        <EmptyState title={say('office.search.begin')}>{say('office.search.beginAdvice')}</EmptyState>
      ) : null}
      {q && groups.length === 0 ? (
        <EmptyState title={say('office.search.none', { q })}>{say('office.search.noneAdvice')}</EmptyState>
      ) : null}
      {groups.map(({ kind, items, count, limit, all }) => (
        <Section
          key={kind}
          title={say(`office.search.${kind}`)}
          aside={count === limit ? say('lists.over', { count: count - 1 }) : count}
        >
          <TodoList
            icons={false}
            items={items.map(({ href, label, detail }) => ({
              href,
              title: label,
              note: detail,
            }))}
          />
          {all && count > items.length && (kind === 'learners' || kind === 'documents') ? (
            <p className="mt-2">
              <Link href={all}>{say(more[kind])}</Link>
            </p>
          ) : null}
        </Section>
      ))}
    </>
  )
}
