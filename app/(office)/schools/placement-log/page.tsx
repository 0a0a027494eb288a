import type { Metadata } from 'next'
import { dayAsked } from '@/components/day-asked'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { aPage, logActs, LogFilter } from '@/lib/schools/houses/schema/lists'
import { logList } from '@/lib/schools/pupils/queries/log'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { counted } from '../../counted'
import { listAddress, type Asked } from '../../list-address'
import { houseAsked } from '../house-asked'
import { LogTable } from './log-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.log.title') }
}

/**
 * Paigutuslogi: every placement made, moved, taken back, copied and ended in the person's houses; its lines never
 * change.
 */
export default async function PlacementLogPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/placement-log')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const house = await houseChoice(db(), person, asked.house)
  const filter = { ...LogFilter.parse(asked), house: house.id }
  const { lines, count, more } = await logList(db(), person, filter)
  const address = listAddress('/schools/placement-log', filter, { sort: '-at' })
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('transfers.log.title')} />}
      address={address}
      asked={[
        { as: 'text', name: 'q', label: say('transfers.log.search'), value: filter.q },
        houseAsked(say, say('transfers.log.house'), house),
        {
          as: 'choice',
          name: 'act',
          label: say('transfers.log.act'),
          value: filter.act,
          choices: logActs.map((value) => ({ value, text: say(`transfers.log.acts.${value}`) })),
        },
        ...(['from', 'to'] as const).map((name) =>
          dayAsked(say, {
            name,
            label: say(`transfers.log.${name}`),
            value: filter[name] && showDay(filter[name]),
          }),
        ),
        {
          as: 'elsewhere',
          name: 'transfer',
          label: say('transfers.log.ofTransfer'),
          value: filter.transfer,
          told: '',
        },
      ]}
      rows={rowsShown({ page: filter.page, perPage: aPage, count }, lines, more)}
      counted={counted(say, 'transfers.log', count)}
      file="/api/exports/schools?list=log"
      printed={{ at: showInstant(now(), person.locale) }}
      none={{
        found: { title: say('transfers.log.none') },
        yet: { title: say('transfers.log.noneYet'), advice: say('transfers.log.noneYetAdvice') },
      }}
    >
      <LogTable say={say} locale={person.locale} lines={lines} filter={filter} address={address} />
    </ListPage>
  )
}
