import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { comparedRefreshes, refreshHistory, refreshRowsAPage } from '@/lib/registrants/queries/refresh'
import { HistoryAsked } from '@/lib/registrants/schema/refresh'
import { db } from '@/lib/shared/db'
import { runCrumbs } from '../../../words'
import { RunTabs } from '../run-tabs'
import { Compared } from './compared'
import { HistoryTable } from './history-table'
import { RefreshButton } from './refresh-button'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('refreshes.history') }
}

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Every refresh of a run, and two of them side by side. */
export default async function RefreshesPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/refreshes')
  const say = sayIn(person.locale)
  const { a, b, page } = HistoryAsked.parse(await searchParams)
  const history = await refreshHistory(db(), person, (await params).id, page)
  if (!history) notFound()
  const { run, refreshes, count, may } = history
  const here = `/continuing-education/runs/${run.id}/refreshes`
  const compared = a && b ? await comparedRefreshes(db(), run.id, [a, b]) : null
  const from = (page - 1) * refreshRowsAPage
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('refreshes.history')}
        main={may && run.juhanId ? <RefreshButton say={say} run={run.id} main /> : null}
      />
      <RunTabs say={say} run={run} on="refreshes" />
      {compared ? <Compared say={say} locale={person.locale} compared={compared} /> : null}
      {count === 0 ? (
        <EmptyState title={say('refreshes.noHistory')}>{say('refreshes.noHistoryAdvice')}</EmptyState>
      ) : (
        <Section title={say('refreshes.allOf')} aside={String(count)}>
          <HistoryTable say={say} locale={person.locale} here={here} refreshes={refreshes} chosen={[a, b]} />
          <Pagination
            page={page}
            pages={Math.max(1, Math.ceil(count / refreshRowsAPage))}
            href={`${here}?page={page}`}
            texts={{
              summary: say('refreshes.summary', {
                from: refreshes.length > 0 ? from + 1 : 0,
                to: from + refreshes.length,
                count,
              }),
              label: say('refreshes.pages'),
              previous: say('refreshes.previous'),
              next: say('refreshes.next'),
            }}
          />
        </Section>
      )}
    </>
  )
}
