import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { comparisonSheet } from '@/lib/registrants/queries/comparison'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { runCrumbs } from '../../../words'
import { RefreshButton } from '../refreshes/refresh-button'
import { RunTabs } from '../run-tabs'
import { DifferenceTable } from './difference-table'
import { TwinTable } from './twin-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('refreshes.comparison') }
}

/** Whether Olek and Juhan have the same number of registrants, and which registrants make the difference. */
export default async function ComparisonPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/runs/[id]/comparison')
  const say = sayIn(person.locale)
  const sheet = await comparisonSheet(db(), person, (await params).id, now())
  if (!sheet) notFound()
  const { run, may, told, refreshedAt, fresh, minutes, ours, juhan, differences, twins } = sheet
  const at = refreshedAt ? showInstant(refreshedAt, person.locale) : ''
  const alike = ours === juhan
  const settled = differences.length === 0 && twins.length === 0
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('refreshes.comparison')}
        main={may ? <RefreshButton say={say} run={run.id} main={!fresh} /> : null}
      />
      <RunTabs say={say} run={run} on="comparison" />
      {told ? (
        <>
          <p className="mb-3 text-ink-2">
            {fresh ? say('refreshes.fresh', { at }) : say('refreshes.old', { at, minutes })}
          </p>
          <Notice tone={alike && settled ? 'done' : 'warn'} title={say('refreshes.counts', { ours, juhan })}>
            {alike
              ? say(settled ? 'refreshes.countsSame' : 'refreshes.countsPaired')
              : say('refreshes.countsDiffer')}
          </Notice>
          {differences.length > 0 ? (
            <DifferenceTable say={say} run={run.id} may={may} differences={differences} />
          ) : null}
        </>
      ) : (
        <Notice tone="warn">{say('refreshes.never')}</Notice>
      )}
      {twins.length > 0 ? <TwinTable say={say} run={run.id} twins={twins} /> : null}
    </>
  )
}
