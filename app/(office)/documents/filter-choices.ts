import { documentTypeCodes, kindCodes } from '@/lib/documents/schema'
import type { ListAddress } from '@/lib/documents/schema-list'
import type { Say } from '@/lib/messages/say'
import type { ListChoice } from './list-filters'

const groups = ['DRAFT', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const

/** What the list can be filtered by, and what is chosen now. A single unit is nothing to choose from. */
export function filterChoices(
  say: Say,
  address: ListAddress,
  units: readonly { id: string; name: string }[],
): ListChoice[] {
  const unit: ListChoice = {
    name: 'unit',
    label: say('documents.field.unitId'),
    value: address.unit,
    width: 'account',
    choices: units.map(({ id, name }) => [id, name]),
  }
  return [
    {
      name: 'state',
      label: say('documents.list.state'),
      value: address.state,
      width: 'code',
      choices: groups.map((group) => [group, say(`documents.group.${group}`)]),
    },
    {
      name: 'type',
      id: 'filter-type',
      label: say('documents.list.type'),
      value: address.type,
      width: 'account',
      choices: documentTypeCodes.map((type) => [type, say(`documents.type.${type}`)]),
    },
    {
      name: 'kind',
      id: 'filter-kind',
      label: say('documents.list.kind'),
      value: address.kind,
      width: 'account',
      choices: kindCodes.map((kind) => [kind, say(`documents.kind.${kind}`)]),
    },
    ...(units.length > 1 ? [unit] : []),
  ]
}
