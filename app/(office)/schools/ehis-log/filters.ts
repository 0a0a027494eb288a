import { dayAsked } from '@/components/day-asked'
import type { AskedField } from '@/components/list-asked'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { showDay } from '@/lib/shared/dates'
import { DeliveryState } from '@/lib/shared/generated/enums'
import type { PupilFilter } from '@/lib/telling/queries/pupil-filter'
import type { pupilLog } from '@/lib/telling/queries/pupil-log'
import { houseAsked } from '../house-asked'
import { kinds } from './words'

/** The filters of the log, besides the cause of a refusal. */
export function logAsked(say: Say, filter: PupilFilter, house: AskedChoice): AskedField[] {
  return [
    ...(house.all?.length === 1 ? [] : [houseAsked(say, say('ehisLog.house'), house)]),
    {
      as: 'choice',
      name: 'kind',
      label: say('ehisLog.kindName'),
      value: filter.kind,
      choices: kinds.map((value) => ({ value, text: say(`ehisLog.kind.${value}`) })),
    },
    {
      as: 'choice',
      name: 'state',
      label: say('ehisLog.stateName'),
      value: filter.state,
      choices: Object.values(DeliveryState).map((value) => ({
        value,
        text: say(`ehisLog.state.${value}`),
      })),
      width: 'code',
    },
    { as: 'text', name: 'name', label: say('ehisLog.name'), value: filter.name },
    dayAsked(say, {
      name: 'from',
      label: say('ehisLog.dueFrom'),
      value: filter.from && showDay(filter.from),
    }),
    dayAsked(say, { name: 'to', label: say('ehisLog.dueTo'), value: filter.to && showDay(filter.to) }),
  ]
}

/** The causes of refusals as views of the log: each can be chosen and cleared again. */
export const causeViews = (
  say: Say,
  { cause }: PupilFilter,
  causes: Awaited<ReturnType<typeof pupilLog>>['causes'],
  address: (change: { cause: string }) => string,
) => ({
  label: say('ehisLog.causes'),
  chips: causes.map(({ key, problem, count }) => ({
    href: address({ cause: cause === key ? '' : key }),
    text: problemText(say, 'EHIS', problem),
    value: count,
    on: cause === key,
    removes: cause === key ? say('lists.remove') : undefined,
  })),
})
