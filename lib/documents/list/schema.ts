import { z } from 'zod'
import { pageAsked, searched } from '@/lib/access/typed'
import { kindCodes } from '../rules/kinds'
import { documentTypeCodes } from '../schema'
import type { ListFilter } from './queries/list'

/** Reads the list's address back into its filter; ignores values that no control offers. */
const Asked = z.object({
  q: searched,
  type: z.enum(documentTypeCodes).optional().catch(undefined),
  kind: z.enum(kindCodes).optional().catch(undefined),
  state: z.enum(['DRAFT', 'ISSUED', 'REGISTERED', 'CANCELLED']).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  mine: z.literal('1').optional().catch(undefined),
  sort: z.enum(['changed', 'number', 'kind']).catch('changed'),
  ...pageAsked,
})

export type ListAddress = z.output<typeof Asked>

export const readAddress = (asked: object): ListAddress => Asked.parse(asked)

export const filterOf = ({ state, unit, mine, ...same }: ListAddress): ListFilter => ({
  ...same,
  group: state,
  unitId: unit,
  mine: mine === '1',
})

/** The address of the same list with some parameters changed; '' for the whole list. */
export function addressQuery(address: ListAddress, changed: Partial<ListAddress> = {}): string {
  const { sort, page, after: _, before: __, count: ___, ...filters } = { ...address, page: 1, ...changed }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value)
  if (sort !== 'changed') query.set('sort', sort)
  if (page > 1) query.set('page', String(page))
  return query.toString()
}
