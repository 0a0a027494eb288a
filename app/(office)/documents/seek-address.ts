import type { PlaceFilter } from '@/lib/learners/schema'
import type { LearnerFilter } from '@/lib/register/schema/learners'

/** The page of persons with the search in its address; `page` may be a placeholder. */
export function seekAddress({ id, page, ...filter }: PlaceFilter & { id: string; q: string; page?: string }) {
  const query = new URLSearchParams({ way: 'register' })
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  if (page) query.set('page', page)
  return { go: `/documents/${id}/persons?${query}` }
}

/** What is sought of the register by an address: the filter and the page, without the order of its list. */
export const seekOf = ({
  sort: _,
  on: _day,
  after: _after,
  before: _before,
  count: _count,
  ...sought
}: LearnerFilter) => sought
