import type { Chip } from '@/components/ui/chips'
import { Select } from '@/components/ui/select'
import { fundings, levels, loads, mainStates } from '@/lib/learners/schema'
import type { MessageKey, Say } from '@/lib/messages/say'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import { AsOfField, type AsOf } from '../as-of'
import { listAddress } from './address'

type Choices = Record<'units' | 'curricula', { code: string; name: string }[]>
type FilterName = 'unit' | 'curriculum' | 'level' | 'load' | 'funding' | 'mainState'

const worded = { level: levels, load: loads, funding: fundings, mainState: mainStates } as const
const labels = {
  unit: 'learners.column.unit',
  curriculum: 'learners.column.place',
  level: 'learners.column.level',
  load: 'learners.column.load',
  funding: 'learners.column.funding',
  mainState: 'learners.column.mainState',
} as const satisfies Record<FilterName, MessageKey>
const names = Object.keys(labels) as FilterName[]

/** What each filter offers, in the order of the bar. */
function offered(
  say: Say,
  { units, curricula }: Choices,
): Record<FilterName, { value: string; text: string }[]> {
  const byCode = (list: { code: string; name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, text: name }))
  const words = (name: keyof typeof worded) =>
    worded[name].map((value) => ({ value, text: say(`learners.${name}.${value}` as MessageKey) }))
  return {
    unit: byCode(units),
    curriculum: byCode(curricula),
    level: words('level'),
    load: words('load'),
    funding: words('funding'),
    mainState: words('mainState'),
  }
}

/** The bar's fields, the day last; the search and the order are carried along. */
export function filterFields(say: Say, filter: LearnerFilter, choices: Choices, asked: AsOf) {
  const offer = offered(say, choices)
  return (
    <>
      {filter.q ? <input type="hidden" name="q" value={filter.q} /> : null}
      {filter.sort === 'name' ? null : <input type="hidden" name="sort" value={filter.sort} />}
      {names.map((name) => (
        <Select
          key={name}
          name={name}
          label={say(labels[name])}
          placeholder={say('learners.any')}
          choices={offer[name]}
          defaultValue={filter[name] ?? ''}
          width={name in worded ? 'code' : 'name'}
        />
      ))}
      <AsOfField say={say} asked={asked} />
    </>
  )
}

/** The filters chosen, each with the address of the list without it. */
export function chosenFilters(
  say: Say,
  filter: LearnerFilter,
  choices: Choices,
): (Chip & { value: string })[] {
  const offer = offered(say, choices)
  const chip = (name: FilterName | 'q', text: string, value: string) => ({
    href: listAddress(filter, { [name]: '' }),
    text,
    value,
    removes: say('learners.removeFilter'),
  })
  return [
    ...(filter.q ? [chip('q', say('learners.searched'), filter.q)] : []),
    ...names.flatMap((name) => {
      const value = filter[name]
      if (!value) return []
      const text = offer[name].find((choice) => choice.value === value)?.text ?? value
      return [chip(name, say(labels[name]), text)]
    }),
  ]
}
