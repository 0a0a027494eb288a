import type { AskedField } from '@/components/list-asked'
import type { ListAddress } from '@/lib/documents/list/schema'
import { documentTypeCodes, kindCodes, type KindCode } from '@/lib/documents/schema'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { unitAsked } from '../choice-asked'
import type { ListChoice } from './list-fields'

const groups = ['DRAFT', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const

/** The names of the kinds, by code. */
export const kindNames = (say: Say) =>
  Object.fromEntries(kindCodes.map((kind) => [kind, say(`documents.kind.${kind}`)])) as Record<
    KindCode,
    string
  >

/** The names of the types, by code. */
export const typeNames = (say: Say) =>
  Object.fromEntries(documentTypeCodes.map((type) => [type, say(`documents.type.${type}`)]))

/** The filters of the list by state, type and kind, with their present values. */
export function filterChoices(
  say: Say,
  address: ListAddress,
  { types, kinds }: { types: Record<string, string>; kinds: Record<KindCode, string> },
): ListChoice[] {
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
  ]
}

/** The same as the list's filters, with the search and the mark that selects the person's own documents. */
export const documentsAsked = (
  say: Say,
  { q, mine }: ListAddress,
  choices: readonly ListChoice[],
  unit: AskedChoice,
): AskedField[] => [
  { as: 'text', name: 'q', label: say('documents.list.q'), value: q },
  ...choices.map(({ name, label, value, choices: offered }) => ({
    as: 'choice' as const,
    name,
    label,
    value,
    choices: Object.entries(offered).map(([code, text]) => ({ value: code, text })),
  })),
  ...unitOfList(say, unit),
  { as: 'tick', name: 'mine', label: say('documents.list.mine'), value: mine },
]

/** The filter by unit; a single one leaves nothing to choose. */
export const unitOfList = (say: Say, unit: AskedChoice): AskedField[] =>
  unit.all && unit.all.length < 2 ? [] : [unitAsked(say, say('documents.field.unitId'), unit)]
