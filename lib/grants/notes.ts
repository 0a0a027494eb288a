import { overlaps } from '@/lib/shared/dates'
import type { RowFacts } from './facts'
import { paidPeriod, type PaidDays } from './warnings'

/** A line below the warnings that asks for nothing: `warnings.note.<code>`. */
export type Note = {
  code: 'ELSEWHERE' | 'ELSEWHERE_NAMED' | 'ELSEWHERE_NUMBERED'
  params: Record<string, string>
  /** To link to; null where the person asking may not see the document. */
  documentId: string | null
}

/**
 * The person stands on another draft or issued directive for the same days, one note a directive. A day not
 * filled in there yet leaves that side open. No paid days here, no notes.
 */
export function notesOf(row: PaidDays, { otherDocuments }: Pick<RowFacts, 'otherDocuments'>): Note[] {
  const paid = paidPeriod(row)
  if (paid === null) return []
  const meeting = otherDocuments.filter((other) =>
    overlaps(paid, { from: other.from ?? paid.from, to: other.to }),
  )
  return [...new Map(meeting.map((other) => [other.id, other])).values()].map((other) => {
    if (!other.visible) return { code: 'ELSEWHERE', params: {}, documentId: null }
    const params = { kind: other.kindLabel }
    if (other.number === null) return { code: 'ELSEWHERE_NAMED', params, documentId: other.id }
    return { code: 'ELSEWHERE_NUMBERED', params: { ...params, number: other.number }, documentId: other.id }
  })
}
