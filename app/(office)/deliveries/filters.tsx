import { FilterBar } from '@/components/ui/filter-bar'
import { Mark } from '@/components/ui/mark'
import { Select } from '@/components/ui/select'
import type { Topic } from '@/lib/deliveries/topics'
import type { Say } from '@/lib/messages/say'
import { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { DeliveryFilter } from '@/lib/telling/queries/filter'

const topics: readonly Topic[] = [
  'dhis.register',
  'dhis.lock',
  'dhis.cancel',
  'dhis.callOff',
  'dhis.look',
  'juhan.refresh',
  'juhan.status',
  'mail.letter',
  'mail.finance',
  'ehis.grant',
  'ehis.person',
]

/** The list's filters as a plain form, how many match, and the same list as a file. */
export function Filters({
  say,
  filter,
  filtered,
  count,
  file,
}: {
  say: Say
  filter: DeliveryFilter
  filtered: boolean
  count: number
  file?: string
}) {
  const all = { value: '', text: say('deliveries.list.all') }
  return (
    <FilterBar
      label={say('deliveries.list.filter')}
      action="/deliveries"
      submit={say('deliveries.list.submit')}
      clear={filtered ? { href: '/deliveries', text: say('deliveries.list.clear') } : undefined}
      end={
        <>
          {say('deliveries.list.count', { count })}
          {file ? (
            <>
              {' · '}
              <a href={file} download>
                <Mark name="download" /> {say('deliveries.list.file')}
              </a>
            </>
          ) : null}
        </>
      }
    >
      <Select
        name="neighbour"
        label={say('deliveries.list.neighbour')}
        defaultValue={filter.neighbour ?? ''}
        width="code"
        choices={[
          all,
          ...Object.values(Neighbour).map((value) => ({ value, text: say(`deliveries.neighbour.${value}`) })),
        ]}
      />
      <Select
        name="state"
        label={say('deliveries.list.state')}
        defaultValue={filter.state ?? ''}
        choices={[
          all,
          ...Object.values(DeliveryState).map((value) => ({ value, text: say(`deliveries.state.${value}`) })),
        ]}
      />
      <Select
        name="topic"
        label={say('deliveries.list.topic')}
        defaultValue={filter.topic ?? ''}
        choices={[all, ...topics.map((value) => ({ value, text: say(`deliveries.topic.${value}`) }))]}
      />
      <Select
        name="due"
        label={say('deliveries.list.due')}
        defaultValue={filter.due ?? ''}
        choices={[
          all,
          { value: 'now', text: say('deliveries.list.dueNow') },
          { value: 'later', text: say('deliveries.list.dueLater') },
        ]}
      />
      {filter.document ? <input type="hidden" name="document" value={filter.document} /> : null}
      {filter.sort === 'newest' ? null : <input type="hidden" name="sort" value={filter.sort} />}
    </FilterBar>
  )
}
