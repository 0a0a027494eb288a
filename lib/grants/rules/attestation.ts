import { addMonths, type Day, type Period } from '@/lib/shared/dates'
import type { AcademicYear, Attestation, Finding, RowFacts, RuleContext } from './facts'

/**
 * The four attestation warnings, for doctoral study places only (seed "stipend-warnings", "Kui korraldusele valitud
 * isik on doktorant"). None when the last attestation is positive and not older than the academic year before that of
 * the first paid day. Being on leave changes nothing.
 */
export function attestationOld(paid: Period, facts: RowFacts, context: RuleContext): Finding[] {
  const last = lastAttestation(facts)
  if (last?.decision !== 'POSITIVE') return []
  return isFresh(last.on, paid.from, context.academicYears) ? [] : [finding(last, context)]
}

export function attestationNegative(_: unknown, facts: RowFacts, context: RuleContext): Finding[] {
  const last = lastAttestation(facts)
  return last?.decision === 'NEGATIVE' ? [finding(last, context)] : []
}

export function notAttested(_: unknown, facts: RowFacts, context: RuleContext): Finding[] {
  const last = lastAttestation(facts)
  return last?.decision === 'NOT_ATTESTED' ? [finding(last, context)] : []
}

/** First-years are exempt: on the first paid day the study place is less than 12 calendar months old. */
export function attestationMissing(paid: Period, facts: RowFacts): Finding[] {
  if (facts.level !== 'DOCTORAL' || facts.attestations.length > 0) return []
  return paid.from < addMonths(facts.studyStartedOn, 12) ? [] : [{}]
}

function lastAttestation({ level, attestations }: RowFacts): Attestation | null {
  if (level !== 'DOCTORAL') return null
  return attestations.reduce<Attestation | null>(
    (last, attestation) => (last === null || attestation.on > last.on ? attestation : last),
    null,
  )
}

// Where the table does not reach the first paid day, nothing shows that an earlier attestation is fresh: warn.
function isFresh(attestedOn: Day, firstPaidDay: Day, years: AcademicYear[]): boolean {
  const place = years.findIndex((year) => covers(year, firstPaidDay))
  const oldestFresh = place < 0 ? firstPaidDay : years[Math.max(place - 1, 0)]!.from
  return attestedOn >= oldestFresh
}

function finding(attestation: Attestation, { academicYears }: RuleContext): Finding {
  const year = academicYears.find((candidate) => covers(candidate, attestation.on))
  return {
    params: { year: year?.label ?? 'unknown', on: attestation.on },
    evidence: { kind: 'ATTESTATION', id: attestation.id, source: null },
  }
}

function covers(year: AcademicYear, day: Day): boolean {
  return year.from <= day && day <= year.to
}
