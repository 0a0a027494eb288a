import { ListPage } from '@/components/list-page'
import type { Say } from '@/lib/messages/say'
import type { filtered } from '@/lib/registrants/queries/registrants'
import type { RunSheet } from '@/lib/registrants/queries/runs'
import { registrantsAPage, type RegistrantsFilter } from '@/lib/registrants/schema/runs'
import { listAddress } from '../../../list-address'
import { countChips } from './count-chips'
import { RegistrantTable } from './registrant-table'

/**
 * The registrants of a run that match the filter, with the counts by standing. `at`: the present instant, for the
 * printed page.
 */
export function Registrants({
  say,
  at,
  run,
  filter,
  registrants,
  counts,
  boxes,
}: ReturnType<typeof filtered> & {
  say: Say
  at: string
  run: RunSheet
  filter: RegistrantsFilter
  boxes: boolean
}) {
  const address = listAddress<RegistrantsFilter & { boxes?: string }>(
    `/continuing-education/runs/${run.id}`,
    filter,
  )
  const count = registrants.length
  const page = Math.min(filter.page, Math.max(1, Math.ceil(count / registrantsAPage)))
  const first = (page - 1) * registrantsAPage
  const shown = registrants.slice(first, first + registrantsAPage)
  return (
    <ListPage
      say={say}
      address={address}
      asked={[{ as: 'text', name: 'q', label: say('registrants.searchName'), value: filter.q }]}
      views={{ label: say('registrants.sides'), chips: countChips(say, filter, counts, address) }}
      rows={{ page, perPage: registrantsAPage, shown: shown.length, count }}
      counted={say('registrants.counted.registrants', { count })}
      file={`/api/exports/registrants?run=${run.id}`}
      printed={{ at }}
      none={{ found: { title: say('registrants.noneFound') } }}
    >
      <RegistrantTable
        key={address()}
        say={say}
        run={run}
        filter={filter}
        shown={shown}
        count={count}
        address={address}
        boxes={boxes}
      />
    </ListPage>
  )
}
