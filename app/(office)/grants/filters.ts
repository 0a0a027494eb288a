import type { AskedField } from '@/components/list-asked'
import { grantsLimit, mostInChip, type GrantCounts } from '@/lib/grants/queries/list'
import { standings, type GrantFilter } from '@/lib/grants/schema/list'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { asOfAsked, type AsOf } from '../as-of'
import { unitAsked } from '../choice-asked'

export type Choices = { types: Named[]; unit: AskedChoice; sources: string[] }
type Named = { code: string; name: string }

const byCode = (list: readonly Named[]) => list.map(({ code, name }) => ({ value: code, text: name }))

/** The filters of the grants, besides their state. `code`: the person typed a personal code. */
export const grantsAsked = (
  say: Say,
  filter: GrantFilter,
  choices: Choices,
  { asked, code }: { asked: AsOf; code: boolean },
): AskedField[] => [
  {
    as: 'text',
    name: 'q',
    label: say('grants.q'),
    value: filter.q,
    error: code ? say('grants.qCode') : undefined,
  },
  {
    as: 'choice',
    name: 'type',
    label: say('grants.column.type'),
    value: filter.type,
    choices: byCode(choices.types),
  },
  ...unitAndSource(say, filter, choices),
  asOfAsked(say, asked),
]

/** The two filters that payments have too. */
export const unitAndSource = (
  say: Say,
  { source }: { source?: string },
  { unit, sources }: Pick<Choices, 'unit' | 'sources'>,
): AskedField[] => [
  unitAsked(say, say('grants.column.unit'), unit),
  {
    as: 'choice',
    name: 'source',
    label: say('grants.column.fundingSource'),
    value: source,
    choices: sources.map((each) => ({ value: each, text: each })),
    width: 'code',
  },
]

/** The states as views of the list, each with its number of grants under the other filters. */
export const states = (
  say: Say,
  filter: GrantFilter,
  counts: GrantCounts,
  address: (change: { state: string }) => string,
) => ({
  label: say('grants.states'),
  chips: ([...standings, 'ALL'] as const).map((state) => ({
    href: address({ state }),
    text: say(`grants.state.${state}`),
    value: chipCount(say, counts[state], state === filter.state ? grantsLimit(filter) : mostInChip + 1),
    on: filter.state === state,
  })),
})

/** "412", or "üle 300" of what isn't counted further; nothing of what isn't counted at all. */
const chipCount = (say: Say, count: number | null, limit: number | null) =>
  count !== null && count === limit ? say('lists.over', { count: count - 1 }) : (count ?? undefined)
