import type { AskedField } from '@/components/list-asked'
import type { Choice } from '@/components/ui/select'
import type { Say } from '@/lib/messages/say'
import { listedStates, type PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { asOfAsked, type AsOf } from '../../as-of'
import { houseAsked } from '../house-asked'
import { yearText } from './words'

type Choices = {
  house: AskedChoice
  classes: readonly { id: string; label: string; year: number }[]
  years: readonly number[]
}

/** The filters of the pupils, the day last; the class filter appears once a house is chosen. */
export function pupilsAsked(
  say: Say,
  filter: PupilFilter,
  { house, classes, years }: Choices,
  asked: AsOf,
): AskedField[] {
  const field = (name: 'class' | 'year' | 'state', choices: Choice[]) => ({
    as: 'choice' as const,
    name,
    label: say(`pupils.column.${name}`),
    value: filter[name]?.toString(),
    choices,
  })
  const ofClass = field(
    'class',
    classes.map(({ id, label, year }) => ({
      value: id,
      text: filter.year ? label : `${label} (${yearText(year)})`,
    })),
  )
  return [
    { as: 'elsewhere', name: 'q', label: say('pupils.searched'), value: filter.q },
    { ...houseAsked(say, say('pupils.column.house'), house), with: ['class'] },
    ...(filter.house ? [ofClass] : []),
    {
      ...field(
        'year',
        years.map((year) => ({ value: String(year), text: yearText(year) })),
      ),
      width: 'auto',
    },
    {
      ...field(
        'state',
        listedStates.map((state) => ({ value: state, text: say(`pupils.listed.${state}`) })),
      ),
      any: say('pupils.listed.CURRENT'),
    },
    asOfAsked(say, asked),
  ]
}
