import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { filterFields, readFilter } from '@/lib/telling/queries/filter'
import { deliveriesAPage, deliveryList, heldDeliveries, neighbourStandings } from '@/lib/telling/queries/list'
import { parkedCount } from '@/lib/telling/queries/news'
import { counted } from '../counted'
import { listAddress } from '../list-address'
import { deliveriesAsked } from './filters'
import { DeliveryTable } from './list'
import { Parts } from './parts'
import { Release } from './release'
import { Systems } from './systems'
import { releaseTexts } from './words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('deliveries.list.title') }
}

/** Everything that was sent, or waits to be sent, to other systems. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /deliveries')
  const say = sayIn(person.locale)
  const filter = readFilter(await searchParams)
  const at = now()
  const { lines, count, more } = await deliveryList(db(), person, filter, at)
  const held = mayOpen(person, 'act deliveries.release')
    ? await heldDeliveries(db(), person, filter, at)
    : null
  const standings = await neighbourStandings(db())
  const address = listAddress('/deliveries', filter, { sort: 'newest' })
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('deliveries.list.title')} />}
      above={
        <>
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
        </>
      }
      address={address}
      asked={deliveriesAsked(say, filter)}
      over={
        held ? (
          <Release
            count={held.count}
            fields={[...filterFields(filter), { name: 'until', value: held.until }]}
            texts={releaseTexts(say, held.count)}
          />
        ) : null
      }
      rows={rowsShown({ page: filter.page, perPage: deliveriesAPage, count }, lines, more)}
      counted={counted(say, 'deliveries.list', count)}
      file="/api/exports/deliveries"
      alsoAs="xlsx"
      printed={{ at: showInstant(at, person.locale) }}
      none={{
        found: { title: say('deliveries.list.noMatch') },
        yet: { title: say('deliveries.list.none'), advice: say('deliveries.list.noneAdvice') },
      }}
    >
      <DeliveryTable say={say} lines={lines} sort={filter.sort} sorted={(sort) => address({ sort })} />
    </ListPage>
  )
}
