import type { AskedField } from '@/components/list-asked'
import type { Topic } from '@/lib/deliveries/topics'
import type { MessageKey, Say } from '@/lib/messages/say'
import { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { DeliveryFilter } from '@/lib/telling/queries/filter'

const topics: readonly Topic[] = [
  'dhis.register',
  'dhis.lock',
  'dhis.cancel',
  'dhis.callOff',
  'dhis.look',
  'juhan.refresh',
  'juhan.status',
  'mail.letter',
  'mail.finance',
  'ehis.grant',
  'ehis.person',
]
const dueWords = { now: 'deliveries.list.dueNow', later: 'deliveries.list.dueLater' } as const

/** By what the deliveries can be asked; those of one document from its own page. */
export function deliveriesAsked(say: Say, filter: DeliveryFilter): AskedField[] {
  const field = (
    name: 'neighbour' | 'state' | 'topic' | 'due',
    values: readonly string[],
    word: (value: string) => MessageKey,
  ): AskedField => ({
    as: 'choice',
    name,
    label: say(`deliveries.list.${name}`),
    value: filter[name],
    choices: values.map((value) => ({ value, text: say(word(value)) })),
    width: name === 'neighbour' ? 'code' : 'name',
  })
  return [
    field('neighbour', Object.values(Neighbour), (value) => `deliveries.neighbour.${value}` as MessageKey),
    field('state', Object.values(DeliveryState), (value) => `deliveries.state.${value}` as MessageKey),
    field('topic', topics, (value) => `deliveries.topic.${value}` as MessageKey),
    field('due', ['now', 'later'], (value) => dueWords[value as keyof typeof dueWords]),
    {
      as: 'elsewhere',
      name: 'document',
      label: say('deliveries.list.ofDocument'),
      value: filter.document,
      told: '',
    },
  ]
}
