import {
  isJuhanId,
  isJuhanStatus,
  type JuhanPage,
  type JuhanRegistration,
  type SpokenRegistration,
} from './wire'

/** Why pages don't make up one list of one run. A person has to be told which of these it was. */
export type NotWhole =
  | { code: 'otherRun'; run: string }
  | { code: 'otherPage'; asked: number; got: number }
  | { code: 'countChanged'; from: number; to: number }
  | { code: 'pagesChanged'; from: number; to: number }
  | { code: 'cutShort'; got: number; total: number }
  | { code: 'tooMany'; got: number; total: number }
  | { code: 'duplicate'; id: string; name: string }
  | { code: 'idWrong'; id: string; name: string; place: number }
  | { code: 'statusUnknown'; id: string; name: string; status: string }

/** The next page to ask for after these, or null: all are here, or there is a fault already. */
export function nextPage(runId: string, pages: readonly JuhanPage[]): number | null {
  const last = pages.at(-1)
  if (!last) return 1
  // An empty page with others to come could go on for ever.
  const goesOn = pages.length < last.pages && last.registrations.length > 0
  return goesOn && objection(runId, pages) === null ? pages.length + 1 : null
}

/**
 * Puts the pages of one answer together, in the requested order: the whole list, or why it isn't one. Never a part of
 * it, because people missing from a part would look as though they had left the run.
 */
export function wholeList(
  runId: string,
  pages: readonly JuhanPage[],
): { list: JuhanRegistration[] } | { problem: NotWhole } {
  const problem = objection(runId, pages)
  if (problem) return { problem }
  // The objections above have checked each one's id and status.
  const list = pages.flatMap(({ registrations }) => registrations as JuhanRegistration[])
  const total = pages[0]?.total ?? 0
  if (list.length < total || pages.length < Math.max(1, pages[0]?.pages ?? 1))
    return { problem: { code: 'cutShort', got: list.length, total } }
  return { list }
}

/** The fault of these pages, whatever the next ones say. */
function objection(runId: string, pages: readonly JuhanPage[]): NotWhole | null {
  const [first] = pages
  const seen = new Set<string>()
  for (const [at, { run, page, pages: count, total, registrations }] of pages.entries()) {
    if (run !== runId) return { code: 'otherRun', run }
    if (page !== at + 1) return { code: 'otherPage', asked: at + 1, got: page }
    // Somebody registered or left while we were reading: a registration that moved across the page's edge would be
    // missed.
    if (total !== first!.total) return { code: 'countChanged', from: first!.total, to: total }
    if (count !== first!.pages) return { code: 'pagesChanged', from: first!.pages, to: count }
    for (const each of registrations) {
      const name = nameOf(each)
      if (!isJuhanId(each.id)) return { code: 'idWrong', id: each.id ?? '', name, place: seen.size + 1 }
      const { id, status } = each
      if (!isJuhanStatus(status)) return { code: 'statusUnknown', id, name, status: status ?? '' }
      if (seen.has(id)) return { code: 'duplicate', id, name }
      seen.add(id)
    }
  }
  return first && seen.size > first.total ? { code: 'tooMany', got: seen.size, total: first.total } : null
}

/** The name by which a person finds the registration, as it came. */
const nameOf = ({ firstName, lastName }: SpokenRegistration) =>
  [firstName, lastName].filter(Boolean).join(' ')
