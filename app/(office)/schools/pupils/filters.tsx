import type { Chip } from '@/components/ui/chips'
import { Select, type Choice } from '@/components/ui/select'
import type { Say } from '@/lib/messages/say'
import { listedStates, type PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { AsOfField, type AsOf } from '../../as-of'
import { listAddress } from './address'
import { yearText } from './words'

type Choices = {
  houses: readonly { id: string; name: string }[]
  classes: readonly { id: string; label: string; year: number }[]
  years: readonly number[]
}
const names = ['house', 'class', 'year', 'state'] as const
type FilterName = (typeof names)[number]

/** What each filter offers; classes once a house is chosen. */
const offered = (
  say: Say,
  { houses, classes, years }: Choices,
  { year }: PupilFilter,
): Record<FilterName, Choice[]> => ({
  house: houses.map(({ id, name }) => ({ value: id, text: name })),
  class: classes.map((one) => ({
    value: one.id,
    text: year ? one.label : `${one.label} (${yearText(one.year)})`,
  })),
  year: years.map((one) => ({ value: String(one), text: yearText(one) })),
  state: listedStates.map((state) => ({ value: state, text: say(`pupils.listed.${state}`) })),
})

/** The bar's fields, the day last; the search is carried along. */
export function filterFields(say: Say, filter: PupilFilter, choices: Choices, asked: AsOf) {
  const offer = offered(say, choices, filter)
  return (
    <>
      {filter.q ? <input type="hidden" name="q" value={filter.q} /> : null}
      {names
        .filter((name) => name !== 'class' || filter.house)
        .map((name) => (
          <Select
            key={name}
            name={name}
            label={say(`pupils.column.${name}`)}
            placeholder={name === 'state' ? say('pupils.listed.CURRENT') : say('pupils.any')}
            choices={offer[name]}
            defaultValue={String(filter[name] ?? '')}
            width={name === 'year' ? 'code' : 'name'}
          />
        ))}
      <AsOfField say={say} asked={asked} />
    </>
  )
}

/** The filters chosen, each with the address of the list without it. */
export function chosenFilters(say: Say, filter: PupilFilter, choices: Choices): (Chip & { value: string })[] {
  const offer = offered(say, choices, filter)
  const chip = (name: FilterName | 'q', text: string, value: string) => ({
    // Without its house a class says nothing.
    href: listAddress(filter, { [name]: '', ...(name === 'house' ? { class: '' } : {}) }),
    text,
    value,
    removes: say('pupils.removeFilter'),
  })
  return [
    ...(filter.q ? [chip('q', say('pupils.searched'), filter.q)] : []),
    ...names.flatMap((name) => {
      const value = String(filter[name] ?? '')
      const text = offer[name].find((choice) => choice.value === value)?.text
      return text ? [chip(name, say(`pupils.column.${name}`), text)] : []
    }),
  ]
}
