import type { PlaceFilter } from '@/lib/learners/schema'

/** The page of persons with the search in its address; `page` may be a placeholder. */
export function seekAddress({ id, page, ...filter }: PlaceFilter & { id: string; q: string; page?: string }) {
  const query = new URLSearchParams({ way: 'register' })
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  if (page) query.set('page', page)
  return { go: `/documents/${id}/persons?${query}` }
}
