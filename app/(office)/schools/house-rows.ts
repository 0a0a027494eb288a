import type { Column, Row } from '@/components/ui/list-column'
import type { Say } from '@/lib/messages/say'
import type { ListedHouse } from '@/lib/schools/houses/queries/houses'
import type { HousesFilter } from '@/lib/schools/houses/schema/lists'
import { showDay, type Day } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'
import { sortBy } from '../list-address'

/** The columns of the houses; each number links to the things it counts. */
export function houseColumns(
  say: Say,
  { sort }: HousesFilter,
  address: (change: { sort: string }) => string,
): Column[] {
  const sorts = (by: 'name' | 'pupils') => sortBy(sort, by, address)
  return [
    {
      head: say('schools.houses.name'),
      kind: 'name',
      href: '/schools/houses/{id}',
      sort: sorts('name'),
    },
    { head: say('schools.houses.kind') },
    { head: say('schools.houses.ehisId'), labelled: true },
    { head: say('schools.houses.branchCode'), labelled: true },
    {
      head: say('schools.houses.classes'),
      kind: 'number',
      labelled: true,
      href: '/schools/classes?house={id}',
    },
    {
      head: say('schools.houses.pupils'),
      kind: 'number',
      labelled: true,
      sort: sorts('pupils'),
      href: '/schools/pupils?house={id}',
    },
  ]
}

export const houseRow = (say: Say, house: ListedHouse, today: Day): Row => [
  house.id,
  house.closedOn ? [house.name, closing(say, house.closedOn, today)] : house.name,
  say(`schools.kind.${house.kind}`),
  house.ehisId,
  house.branchCode || '–',
  showCount(house.classes),
  showCount(house.pupils),
]

const closing = (say: Say, on: Day, today: Day) =>
  say(`schools.houses.${on <= today ? 'closed' : 'closes'}`, { on: showDay(on) })
