import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { aPage, ArrivalsFilter } from '@/lib/schools/houses/schema/lists'
import { arrivalList } from '@/lib/schools/transfers/queries/arrivals'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress, type Asked } from '../../list-address'
import { SchoolTabs } from '../parts'
import { ArrivalGroups } from './arrival-groups'
import { arrivalsAsked } from './filters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.arrivals.title') }
}

/**
 * The receiving houses' inbox: who comes, from which house, what is moved with each pupil and what is not; ticked off
 * on arrival.
 */
export default async function ArrivalsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/arrivals')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const house = await houseChoice(db(), person, asked.house)
  const filter = { ...ArrivalsFilter.parse(asked), house: house.id }
  const today = dayInTallinn(now())
  const { arrivals, count } = await arrivalList(db(), person, filter, today)
  const none = {
    title: say('transfers.arrivals.none'),
    advice: say('transfers.arrivals.noneAdvice'),
  }
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('transfers.arrivals.title')} />}
      above={
        <>
          <SchoolTabs say={say} on="arrivals" />
          <p className="text-ink-2">{say('transfers.arrivals.intro')}</p>
        </>
      }
      address={listAddress('/schools/arrivals', filter, { sort: 'day', state: 'EXPECTED' })}
      asked={arrivalsAsked(say, filter, house)}
      rows={{ page: filter.page, perPage: aPage, shown: arrivals.length, count }}
      counted={say('transfers.arrivals.count', { count })}
      file="/api/exports/schools?list=arrivals"
      printed={{ at: showInstant(now(), person.locale) }}
      none={{ found: none, yet: none }}
    >
      <ArrivalGroups say={say} arrivals={arrivals} />
    </ListPage>
  )
}
