import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { filterFields, filterQuery, readFilter } from '@/lib/telling/queries/filter'
import { deliveryList, heldDeliveries, neighbourStandings } from '@/lib/telling/queries/list'
import { parkedCount } from '@/lib/telling/queries/news'
import { Filters } from './filters'
import { DeliveryTable } from './list'
import { Parts } from './parts'
import { Release } from './release'
import { Systems } from './systems'
import { filterWords, pageTexts, releaseTexts } from './words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.list.title') }
}

/** Everything that left or waits to leave to other systems. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /deliveries')
  const say = sayIn(person.locale)
  const filter = readFilter(await searchParams)
  const at = now()
  const { lines, count, page, pages } = await deliveryList(db(), person, filter, at)
  const held = mayOpen(person, 'act deliveries.release')
    ? await heldDeliveries(db(), person, filter, at)
    : null
  const standings = await neighbourStandings(db())
  const query = filterQuery(filter)
  const here = (changed: Parameters<typeof filterQuery>[1]) => `/deliveries?${filterQuery(filter, changed)}`
  const file = count > 0 ? `/api/exports/deliveries${query && `?${query}`}` : undefined
  return (
    <>
      <PageHead title={say('deliveries.list.title')} />
      {mayOpen(person, 'page /deliveries/news') ? (
        <Parts say={say} now="sent" waiting={await parkedCount(db())} />
      ) : null}
      {standings.map(({ neighbour, pausedAt }) =>
        pausedAt ? (
          <Notice key={neighbour} tone="warn">
            {say('deliveries.systems.pausedNotice', {
              neighbour: say(`deliveries.neighbour.${neighbour}`),
              at: showInstant(pausedAt, person.locale),
            })}
          </Notice>
        ) : null,
      )}
      {mayOpen(person, 'act deliveries.pause') ? (
        <Systems say={say} locale={person.locale} standings={standings} />
      ) : null}
      <Filters say={say} filter={filter} filtered={query !== ''} count={count} file={file} />
      {held ? (
        <Release
          count={held.count}
          fields={[...filterFields(filter), { name: 'until', value: held.until }]}
          texts={releaseTexts(say, held.count)}
        />
      ) : null}
      {count > 0 ? (
        <>
          <DeliveryTable say={say} lines={lines} sort={filter.sort} sorted={(sort) => here({ sort })} />
          <Pagination
            page={page}
            pages={pages}
            href={here({ page: '{page}' }).replace('%7Bpage%7D', '{page}')}
            texts={pageTexts(say, 'deliveries.list', page, lines.length, count)}
          />
          <p className="print-only">
            {say('deliveries.list.printed', {
              at: showInstant(at, person.locale),
              filter: filterWords(say, filter),
            })}
          </p>
        </>
      ) : (
        <EmptyState title={say(query ? 'deliveries.list.noMatch' : 'deliveries.list.none')}>
          {say(query ? 'deliveries.list.noMatchAdvice' : 'deliveries.list.noneAdvice')}
        </EmptyState>
      )}
    </>
  )
}
