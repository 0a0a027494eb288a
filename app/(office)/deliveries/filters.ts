import type { AskedField } from '@/components/list-asked'
import type { MessageKey, Say } from '@/lib/messages/say'
import { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import { dueChoices, listedTopics, type DeliveryFilter } from '@/lib/telling/queries/filter'

const dueWords = { now: 'deliveries.list.dueNow', later: 'deliveries.list.dueLater' } as const

/** The filters of the deliveries; the filter by document comes only from that document's page. */
export function deliveriesAsked(say: Say, filter: DeliveryFilter): AskedField[] {
  const field = <Value extends string>(
    name: 'neighbour' | 'state' | 'topic' | 'due',
    values: readonly Value[],
    word: (value: Value) => MessageKey,
  ): AskedField => ({
    as: 'choice',
    name,
    label: say(`deliveries.list.${name}`),
    value: filter[name],
    choices: values.map((value) => ({ value, text: say(word(value)) })),
    width: name === 'neighbour' ? 'code' : 'name',
  })
  return [
    field('neighbour', Object.values(Neighbour), (value) => `deliveries.neighbour.${value}`),
    field('state', Object.values(DeliveryState), (value) => `deliveries.state.${value}`),
    field('topic', listedTopics, (value) => `deliveries.topic.${value}`),
    field('due', dueChoices, (value) => dueWords[value]),
    {
      as: 'elsewhere',
      name: 'document',
      label: say('deliveries.list.ofDocument'),
      value: filter.document,
      told: '',
    },
  ]
}
