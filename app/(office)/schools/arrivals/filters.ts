import type { AskedField } from '@/components/list-asked'
import type { Say } from '@/lib/messages/say'
import { arrivalStates, type ArrivalsFilter } from '@/lib/schools/houses/schema/lists'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { houseAsked } from '../house-asked'

/** The filters of the arrivals, and their order: their groups have no heads to sort by. */
export const arrivalsAsked = (say: Say, filter: ArrivalsFilter, house: AskedChoice): AskedField[] => [
  houseAsked(say, say('transfers.arrivals.house'), house),
  {
    as: 'choice',
    name: 'state',
    label: say('transfers.arrivals.state'),
    value: filter.state,
    usual: 'EXPECTED',
    any: false,
    choices: arrivalStates.map((value) => ({
      value,
      text: say(`transfers.arrivals.states.${value}`),
    })),
    width: 'code',
  },
  {
    as: 'choice',
    name: 'sort',
    label: say('transfers.arrivals.sort'),
    value: filter.sort,
    untold: true,
    any: false,
    choices: (['day', '-day', 'name'] as const).map((value) => ({
      value,
      text: say(`transfers.arrivals.sorts.${value}`),
    })),
  },
]
