import type { AskedField } from '@/components/list-asked'
import { fundings, levels, loads, mainStates } from '@/lib/learners/schema'
import type { MessageKey, Say } from '@/lib/messages/say'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import { asOfAsked, type AsOf } from '../as-of'

type Choices = Record<'units' | 'curricula', { code: string; name: string }[]>

const worded = { level: levels, load: loads, funding: fundings, mainState: mainStates } as const

/** The filters of the register, the day last. A person who sees only grants can filter only by name. */
export function learnersAsked(
  say: Say,
  filter: LearnerFilter,
  { units, curricula }: Choices,
  asked: AsOf,
): AskedField[] {
  const field = (
    name: 'unit' | 'curriculum' | keyof typeof worded,
    label: MessageKey,
    choices: { value: string; text: string }[],
  ): AskedField => ({
    as: 'choice',
    name,
    label: say(label),
    value: filter[name],
    choices,
    width: name in worded ? 'code' : 'name',
  })
  const byCode = (list: { code: string; name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, text: name }))
  const words = (name: keyof typeof worded) =>
    field(
      name,
      `learners.column.${name}`,
      worded[name].map((value) => ({ value, text: say(`learners.${name}.${value}` as MessageKey) })),
    )
  return [
    searched(say, filter),
    field('unit', 'learners.column.unit', byCode(units)),
    field('curriculum', 'learners.column.place', byCode(curricula)),
    words('level'),
    words('load'),
    words('funding'),
    words('mainState'),
    asOfAsked(say, asked),
  ]
}

/** The name as a filter; its field is in the search above, which is posted. */
export const searched = (say: Say, { q }: LearnerFilter): AskedField => ({
  as: 'elsewhere',
  name: 'q',
  label: say('learners.searched'),
  value: q,
})
