import { DateField } from '@/components/ui/date-field'
import { FilterBar } from '@/components/ui/filter-bar'
import { Mark } from '@/components/ui/mark'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Say } from '@/lib/messages/say'
import { showDay, type Day } from '@/lib/shared/dates'
import { DeliveryState } from '@/lib/shared/generated/enums'
import type { PupilFilter } from '@/lib/telling/queries/pupil-filter'
import { kinds } from './words'

/** The log's filters as a plain form, how many messages match, and the same log as a file. */
export function Filters({
  say,
  filter,
  filtered,
  houses,
  count,
  file,
}: {
  say: Say
  filter: PupilFilter
  filtered: boolean
  houses: readonly { id: string; name: string }[]
  count: number
  file?: string
}) {
  const all = { value: '', text: say('ehisLog.all') }
  const typed = (day: Day | undefined) => (day ? showDay(day) : '')
  return (
    <FilterBar
      label={say('ehisLog.filter')}
      action="/schools/ehis-log"
      submit={say('ehisLog.submit')}
      clear={filtered ? { href: '/schools/ehis-log', text: say('ehisLog.clear') } : undefined}
      end={
        <>
          {say('ehisLog.count', { count })}
          {file ? (
            <>
              {' · '}
              <a href={file} className="no-print inline-flex items-center gap-1.5 align-bottom" download>
                <Mark name="download" /> {say('ehisLog.file')}
              </a>
            </>
          ) : null}
        </>
      }
    >
      {houses.length > 1 ? (
        <Select
          name="house"
          label={say('ehisLog.house')}
          defaultValue={filter.house ?? ''}
          choices={[all, ...houses.map(({ id, name }) => ({ value: id, text: name }))]}
        />
      ) : null}
      <Select
        name="kind"
        label={say('ehisLog.kindName')}
        defaultValue={filter.kind ?? ''}
        choices={[all, ...kinds.map((value) => ({ value, text: say(`ehisLog.kind.${value}`) }))]}
      />
      <Select
        name="state"
        label={say('ehisLog.stateName')}
        defaultValue={filter.state ?? ''}
        choices={[
          all,
          ...Object.values(DeliveryState).map((value) => ({ value, text: say(`ehisLog.state.${value}`) })),
        ]}
      />
      <TextField name="name" label={say('ehisLog.name')} defaultValue={filter.name ?? ''} width="account" />
      <span className="flex gap-3">
        <DateField
          name="from"
          label={say('ehisLog.dueFrom')}
          defaultValue={typed(filter.from)}
          calendar={say('ehisLog.calendar')}
        />
        <DateField
          name="to"
          label={say('ehisLog.dueTo')}
          defaultValue={typed(filter.to)}
          calendar={say('ehisLog.calendar')}
        />
      </span>
      {filter.cause ? <input type="hidden" name="cause" value={filter.cause} /> : null}
    </FilterBar>
  )
}
