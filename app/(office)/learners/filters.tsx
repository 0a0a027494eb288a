import type { AskedField } from '@/components/list-asked'
import { fundings, levels, loads, mainStates, type PlaceFilter } from '@/lib/learners/schema'
import type { MessageKey, Say } from '@/lib/messages/say'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { asOfAsked, type AsOf } from '../as-of'
import { curriculumAsked, unitAsked } from '../choice-asked'

export type PlaceChoices = Record<'unit' | 'curriculum', AskedChoice>

const worded = { level: levels, load: loads, funding: fundings, mainState: mainStates } as const

/** The filters of the register, the day last. A person who sees only grants can filter only by name. */
export const learnersAsked = (
  say: Say,
  filter: LearnerFilter,
  choices: PlaceChoices,
  asked: AsOf,
): AskedField[] => [searched(say, filter), ...placeAsked(say, filter, choices), asOfAsked(say, asked)]

/** The filters by a study place, for the search of `Lisa isikuid` too. */
export function placeAsked(say: Say, filter: PlaceFilter, { unit, curriculum }: PlaceChoices): AskedField[] {
  const words = (name: keyof typeof worded): AskedField => ({
    as: 'choice',
    name,
    label: say(`learners.column.${name}`),
    value: filter[name],
    choices: worded[name].map((value) => ({ value, text: say(`learners.${name}.${value}` as MessageKey) })),
    width: 'code',
  })
  return [
    unitAsked(say, say('learners.column.unit'), unit),
    curriculumAsked(say, say('learners.column.place'), curriculum),
    words('level'),
    words('load'),
    words('funding'),
    words('mainState'),
  ]
}

/** The name as a filter; its field is in the search above, which is posted. */
export const searched = (say: Say, { q }: LearnerFilter): AskedField => ({
  as: 'elsewhere',
  name: 'q',
  label: say('learners.searched'),
  value: q,
})
