import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Chips } from '@/components/ui/chips'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { refreshRowsAPage, refreshSheet } from '@/lib/registrants/queries/refresh'
import { RefreshAsked, rowGroups } from '@/lib/registrants/schema/refresh'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { runCrumbs } from '../../../../words'
import { RefreshButton } from '../refresh-button'
import { LogTable } from './log-table'
import { PlanForm, planForm } from './plan-form'
import { GiveUp, Standing } from './standing'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('refreshes.act') }
}

type Props = {
  params: Promise<{ id: string; refreshId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One refresh: its progress, then the plan with its decision, and afterwards what was done. */
export default async function RefreshPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/refreshes/[refreshId]')
  const say = sayIn(person.locale)
  const { id, refreshId } = await params
  const asked = RefreshAsked.parse(await searchParams)
  const sheet = await refreshSheet(db(), person, { run: id, refresh: refreshId }, asked)
  if (!sheet) notFound()
  const { refresh, run, counts, all, total, rows, from, may, plan, over } = sheet
  const history = `/continuing-education/runs/${run.id}/refreshes`
  const here = `${history}/${refresh.id}`
  const address = (group: string | undefined) => (group ? `${here}?group=${group}` : here)
  const words = plan ? 'refreshes.group' : 'refreshes.groupDone'
  const groups = rowGroups.filter((group) => counts[group] > 0)
  const acts = counts.added + counts.changed + counts.removed
  return (
    <>
      <PageHead
        crumbs={[...runCrumbs(say, run), { text: say('refreshes.history'), href: history }]}
        crumbsLabel={say('office.frame.here')}
        title={say('refreshes.act')}
        main={
          may && plan && !plan.stale && acts > 0 ? (
            <Button variant="main" type="submit" form={planForm} name="all" value="1">
              {say(counts.open > 0 ? 'refreshes.applyAll' : 'refreshes.apply', { count: acts })}
            </Button>
          ) : null
        }
        acts={
          <>
            {may && !over ? <GiveUp say={say} refresh={refresh.id} /> : null}
            <LinkButton href={history}>{say('refreshes.history')}</LinkButton>
            {may && plan && all > 0 ? (
              <Button type="submit" form={planForm} name="anew" value="1">
                {say('refreshes.act')}
              </Button>
            ) : may && run.juhanId && refresh.state !== 'FETCHING' ? (
              <RefreshButton say={say} run={run.id} main={plan !== null} />
            ) : null}
          </>
        }
      />
      <Standing say={say} locale={person.locale} sheet={sheet} here={here} />
      {all > 0 && refresh.state !== 'DISCARDED' ? (
        <>
          <Chips
            label={say('refreshes.groups')}
            chips={[
              { href: here, text: say('refreshes.group.all'), value: all, on: !asked.group },
              ...groups.map((group) => ({
                href: address(group),
                text: group === 'open' ? say('refreshes.group.open') : say(`${words}.${group}`),
                value: counts[group],
                on: asked.group === group,
              })),
            ]}
            end={say('refreshes.dataOf', { at: showInstant(refresh.startedAt, person.locale) })}
          />
          {plan ? (
            <PlanForm
              say={say}
              sheet={sheet}
              ticks={asked.group === 'open' || (!asked.group && all <= refreshRowsAPage)}
            />
          ) : (
            <LogTable say={say} run={run.id} may={may} rows={rows} />
          )}
          <Pagination
            page={asked.page}
            pages={asked.group === 'open' ? 1 : Math.max(1, Math.ceil(total / refreshRowsAPage))}
            href={`${address(asked.group)}${asked.group ? '&' : '?'}page={page}`}
            texts={{
              summary: say('refreshes.summary', {
                from: rows.length > 0 ? from + 1 : 0,
                to: from + rows.length,
                count: total,
              }),
              label: say('refreshes.pages'),
              previous: say('refreshes.previous'),
              next: say('refreshes.next'),
            }}
          />
        </>
      ) : null}
    </>
  )
}
