/** A pupil's page: which stay is shown and which form is open; `at`: a part of the page. */
export function pupilAddress(
  id: string,
  asked: { stay?: string; on?: string; edit?: string; row?: string; done?: string; gone?: 'yes' } = {},
  at?: string,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
  return `/schools/pupils/${id}${query.size > 0 ? `?${query}` : ''}${at ? `#${at}` : ''}`
}
