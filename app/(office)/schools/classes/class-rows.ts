import type { Column, Row } from '@/components/ui/list-column'
import type { Say } from '@/lib/messages/say'
import type { ListedClass } from '@/lib/schools/houses/queries/classes'
import type { ClassesFilter } from '@/lib/schools/houses/schema/lists'
import { showCount } from '@/lib/shared/money'
import { sortBy } from '../address'

export function classColumns(
  say: Say,
  { sort }: ClassesFilter,
  address: (change: { sort: string }) => string,
): Column[] {
  const sorts = (by: 'name' | 'pupils') => sortBy(sort, by, (to) => address({ sort: to }))
  return [
    {
      head: say('schools.classes.name'),
      kind: 'name',
      href: '/schools/classes/{id}',
      sort: sorts('name'),
    },
    { head: say('schools.classes.house') },
    { head: say('schools.classes.pupils'), kind: 'number', labelled: true, sort: sorts('pupils') },
    { head: say('schools.classes.open'), href: '/schools/classes/{id}' },
  ]
}

export const classRow = (say: Say, { id, label, house, pupils }: ListedClass): Row => [
  id,
  label,
  house,
  showCount(pupils),
  say('schools.classes.openPupils'),
]
