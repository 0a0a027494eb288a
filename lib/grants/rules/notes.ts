import { dayAfter, daysOutside, overlaps, type OpenPeriod, type Period } from '@/lib/shared/dates'
import type { RowFacts } from './facts'
import { paidPeriod, type PaidDays } from './warnings'

/** A line below the warnings that needs no action: `warnings.note.<code>`. */
export type Note = {
  code:
    | 'ELSEWHERE'
    | 'ELSEWHERE_NAMED'
    | 'ELSEWHERE_NUMBERED'
    | 'FUNDING_UNKNOWN'
    | 'FUNDING_UNKNOWN_BEFORE'
    | 'LOAD_UNKNOWN'
    | 'LOAD_UNKNOWN_BEFORE'
    | 'NOMINAL_END_UNKNOWN'
  /** Days as Day, written out where they are shown. */
  params: Record<string, string>
  /** To link to; null where there is no document, or the person asking may not see it. */
  documentId: string | null
}

/**
 * Unknown facts for the paid days, which no warning takes for a no; then the other draft or issued directives that have
 * the person for the same days, one note per directive. A day not filled in there yet leaves that side open. No paid
 * days here, no notes.
 */
export function notesOf(row: PaidDays, facts: Known & Pick<RowFacts, 'otherDocuments'>): Note[] {
  const paid = paidPeriod(row)
  return paid === null ? [] : [...unknown(paid, facts), ...elsewhere(paid, facts.otherDocuments)]
}

type Known = Pick<RowFacts, 'fundings' | 'loads' | 'nominalEndOn'>

function unknown(paid: Period, { fundings, loads, nominalEndOn }: Known): Note[] {
  return [
    ...unknownDays('FUNDING_UNKNOWN', paid, fundings),
    ...unknownDays('LOAD_UNKNOWN', paid, loads),
    ...(nominalEndOn === null ? [said('NOMINAL_END_UNKNOWN', {})] : []),
  ]
}

/** A fact that begins within the paid days and is unknown before; else one unknown on these days. */
const unknownDays = (
  code: 'FUNDING_UNKNOWN' | 'LOAD_UNKNOWN',
  paid: Period,
  facts: readonly OpenPeriod[],
): Note[] =>
  daysOutside(paid, facts).map(({ from, to }) =>
    from === paid.from && to < paid.to
      ? said(`${code}_BEFORE`, { on: dayAfter(to) })
      : said(code, { from, to }),
  )

const said = (code: Note['code'], params: Note['params']): Note => ({ code, params, documentId: null })

function elsewhere(paid: Period, otherDocuments: RowFacts['otherDocuments']): Note[] {
  const meeting = otherDocuments.filter((other) =>
    overlaps(paid, { from: other.from ?? paid.from, to: other.to }),
  )
  return [...new Map(meeting.map((other) => [other.id, other])).values()].map((other) => {
    if (!other.visible) return said('ELSEWHERE', {})
    const params = { kind: other.kindLabel }
    if (other.number === null) return { code: 'ELSEWHERE_NAMED', params, documentId: other.id }
    return { code: 'ELSEWHERE_NUMBERED', params: { ...params, number: other.number }, documentId: other.id }
  })
}
