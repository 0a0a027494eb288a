import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { filtered, registrantsOf } from '@/lib/registrants/queries/registrants'
import { runSheet } from '@/lib/registrants/queries/runs'
import { RegistrantsFilter } from '@/lib/registrants/schema/runs'
import { readSettings } from '@/lib/settings/settings'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Contacts } from '../../../contacts'
import { runCrumbs } from '../../words'
import { RefreshButton } from './refreshes/refresh-button'
import { directiveForm } from './registrant-table'
import { Registrants } from './registrants'
import { RunFacts } from './run-facts'
import { RunTabs } from './run-tabs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.registrants') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** A run of a programme with its registrants. */
export default async function RunPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run) notFound()
  const asked = await searchParams
  const filter = RegistrantsFilter.parse(asked)
  const { registrants, counts } = filtered(await registrantsOf(db(), run.id), filter)
  const here = `/continuing-education/runs/${run.id}`
  const adds = run.may && !run.juhanId
  const refreshes = run.may && run.juhanId
  const add = (
    <LinkButton href={`${here}/registrants/new`} icon="plus" variant="main">
      {say('registrants.newRegistrant')}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run).slice(0, 2)}
        crumbsLabel={say('office.frame.here')}
        title={`${run.programme.name}, ${run.code}`}
        main={adds ? add : refreshes ? <RefreshButton say={say} run={run.id} main /> : null}
        acts={
          <>
            {adds ? (
              <LinkButton href={`${here}/import`} icon="import">
                {say('registrants.import.short')}
              </LinkButton>
            ) : null}
            {run.may ? (
              <LinkButton href={`${here}/change`} icon="pencil">
                {say('registrants.changeRun')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <RunFacts say={say} locale={person.locale} run={run} />
      <RunTabs say={say} run={run} on="" />
      <Section
        title={say('registrants.registrants')}
        aside={String(counts.all)}
        acts={
          run.may && registrants.length > 0 ? (
            <Button type="submit" form={directiveForm} name="kind" value="ADMISSION">
              {say('registrants.make.ADMISSION')}
            </Button>
          ) : undefined
        }
      >
        {counts.all === 0 ? (
          <EmptyState title={say('registrants.noRegistrants')} act={adds ? add : undefined}>
            {run.juhanId ? say('registrants.noneFromJuhan') : null}
          </EmptyState>
        ) : (
          <>
            {run.may && counts.unsettled > 0 ? (
              <Notice
                tone="warn"
                act={<LinkButton href={`${here}/identity`}>{say('registrants.identity.title')}</LinkButton>}
              >
                {counts.asked > 0 ? say('registrants.identity.waiting', { count: counts.asked }) : null}{' '}
                {counts.twins > 0 ? say('registrants.identity.twinsWaiting', { count: counts.twins }) : null}
              </Notice>
            ) : null}
            <Registrants
              say={say}
              at={showInstant(now(), person.locale)}
              run={run}
              filter={filter}
              registrants={registrants}
              counts={counts}
              boxes={'boxes' in asked}
            />
          </>
        )}
      </Section>
      <Contacts say={say} settings={await readSettings(db())} />
    </>
  )
}
