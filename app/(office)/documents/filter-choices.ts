import type { AskedField } from '@/components/list-asked'
import type { ListAddress } from '@/lib/documents/list/schema'
import { documentTypeCodes, kindCodes, type KindCode } from '@/lib/documents/schema'
import type { Say } from '@/lib/messages/say'
import type { ListChoice } from './list-fields'

const groups = ['DRAFT', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const

/** What the kinds are called, by code. */
export const kindNames = (say: Say) =>
  Object.fromEntries(kindCodes.map((kind) => [kind, say(`documents.kind.${kind}`)])) as Record<
    KindCode,
    string
  >

/** What the types are called, by code. */
export const typeNames = (say: Say) =>
  Object.fromEntries(documentTypeCodes.map((type) => [type, say(`documents.type.${type}`)]))

/** What the list can be filtered by, and what is chosen now. A single unit is nothing to choose from. */
export function filterChoices(
  say: Say,
  address: ListAddress,
  { types, kinds }: { types: Record<string, string>; kinds: Record<KindCode, string> },
  units: readonly { id: string; name: string }[],
): ListChoice[] {
  const unit: ListChoice = {
    name: 'unit',
    label: say('documents.field.unitId'),
    ...(address.unit ? { value: address.unit } : {}),
    width: 'account',
    choices: Object.fromEntries(units.map(({ id, name }) => [id, name])),
  }
  return [
    {
      name: 'state',
      label: say('documents.list.state'),
      ...(address.state ? { value: address.state } : {}),
      width: 'code',
      choices: Object.fromEntries(groups.map((group) => [group, say(`documents.group.${group}`)])),
    },
    {
      name: 'type',
      id: 'filter-type',
      label: say('documents.list.type'),
      ...(address.type ? { value: address.type } : {}),
      width: 'account',
      choices: types,
    },
    {
      name: 'kind',
      id: 'filter-kind',
      label: say('documents.list.kind'),
      ...(address.kind ? { value: address.kind } : {}),
      width: 'account',
      choices: kinds,
    },
    ...(units.length > 1 ? [unit] : []),
  ]
}

/** The same as what the list is asked by, with the search and the mark that only one's own are wanted. */
export const documentsAsked = (
  say: Say,
  { q, mine }: ListAddress,
  choices: readonly ListChoice[],
): AskedField[] => [
  { as: 'text', name: 'q', label: say('documents.list.q'), value: q },
  ...choices.map(({ name, label, value, choices: offered }) => ({
    as: 'choice' as const,
    name,
    label,
    value,
    choices: Object.entries(offered).map(([code, text]) => ({ value: code, text })),
  })),
  { as: 'tick', name: 'mine', label: say('documents.list.mine'), value: mine },
]
