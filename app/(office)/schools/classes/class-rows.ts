import type { AskedField } from '@/components/list-asked'
import type { Column, Row } from '@/components/ui/list-column'
import type { Say } from '@/lib/messages/say'
import type { ListedClass } from '@/lib/schools/houses/queries/classes'
import type { ClassesFilter } from '@/lib/schools/houses/schema/lists'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import type { Day } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'
import { sortBy } from '../../list-address'
import { houseAsked } from '../house-asked'

export function classColumns(
  say: Say,
  { sort }: ClassesFilter,
  address: (change: { sort: string }) => string,
): Column[] {
  const sorts = (by: 'name' | 'pupils') => sortBy(sort, by, address)
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

const numbers = Array.from({ length: 12 }, (_, at) => String(at + 1))

/** The default filter: the classes of this school year, by name. */
export const usualClasses = (today: Day) => ({ sort: 'name', year: schoolYearOf(today) }) as const

/** The filters of the classes; `year`: the one shown. */
export const classesAsked = (
  say: Say,
  filter: ClassesFilter,
  {
    house,
    years,
    year,
    today,
  }: {
    house: AskedChoice
    years: readonly { year: number; label: string }[]
    year: number
    today: Day
  },
): AskedField[] => [
  houseAsked(say, say('schools.classes.house'), house),
  {
    as: 'choice',
    name: 'year',
    label: say('schools.classes.year'),
    value: String(year),
    usual: String(schoolYearOf(today)),
    any: false,
    choices: years.map(({ year: value, label }) => ({ value: String(value), text: label })),
    width: 'auto',
  },
  {
    as: 'choice',
    name: 'number',
    label: say('schools.classes.number'),
    value: filter.number?.toString(),
    choices: numbers.map((value) => ({ value, text: value })),
    width: 'code',
  },
]
