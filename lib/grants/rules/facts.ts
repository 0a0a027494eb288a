import type { Day, OpenPeriod, Period } from '@/lib/shared/dates'

/** The document that caused a fact: one of ours (documentId), or one made elsewhere and imported. */
export type Source = { documentId?: string; number?: string; imported?: { number: string; on: Day } }

export type Level = 'BACHELOR' | 'MASTER' | 'INTEGRATED' | 'PROFESSIONAL' | 'DOCTORAL' | 'CONTINUING'

/**
 * What the rules read about one row, a person with one study place. Leave, extension, load, funding, level and
 * attestation come from the row's study place; grants from the person, over all study places. Annulled facts
 * and what the checked document itself made are left out. All days are inclusive.
 */
export type RowFacts = {
  /** An Estonian one. */
  hasPersonalCode: boolean
  level: Level
  studyStartedOn: Day
  /** Last day of the nominal period with leaves added, or null when there is none on record. */
  nominalEndOn: Day | null
  leaves: (Period & { id: string; source: Source })[]
  extensions: (OpenPeriod & { source: Source })[]
  loads: (OpenPeriod & { value: 'FULL' | 'PART' })[]
  fundings: (OpenPeriod & { value: 'STATE_FUNDED' | 'FREE' | 'PAID' })[]
  attestations: Attestation[]
  grants: GrantFact[]
  /** Rows of the same person on other documents that are draft or issued. */
  otherDocuments: OtherDocument[]
}

export type Attestation = { id: string; on: Day; decision: 'POSITIVE' | 'NEGATIVE' | 'NOT_ATTESTED' }

/** `to` is the effective last day; before `from` when the grant is void. */
export type GrantFact = Period & {
  id: string
  typeCode: string
  /** As it stands on screen. */
  typeName: string
  fundingSource: string
  source: Source
}

/** `visible`: whether the person asking may see the document. Rows there may lack days. */
export type OtherDocument = {
  id: string
  number: string | null
  kindLabel: string
  visible: boolean
  from: Day | null
  to: Day | null
}

/** The facts about the directive that gives the grant, and from the office's settings. */
export type RuleContext = {
  /** OWN_FUNDS: doktoranditoetus struktuuriüksuse omavahenditest; STIPEND: õppetoetuse/stipendiumi määramine. */
  kind: 'OWN_FUNDS' | 'STIPEND'
  /** Code of the grant type being given. */
  givenType: string
  /** In order and without gaps; real first and last days, not 1 September. */
  academicYears: AcademicYear[]
  /** Of the given type: what clashes with it, which warnings are hidden. */
  rules: readonly GrantRule[]
  /** Mail address of those who know about a foreigner's right to be paid. */
  visaContact: string
}

export type AcademicYear = Period & { label: string }

/**
 * A rule about giving grants of type `given`, by its days (inclusive; `validTo` null = for good):
 * CLASHES: warns where a grant of type `code` is in force for the same days; counts by the first paid day.
 * HIDES: the warning `code` isn't shown; by the first paid day too.
 * OUTLASTS: the cause `code` doesn't end its payment; by the first day that the cause would leave unpaid.
 */
export type GrantRule = {
  rule: 'CLASHES' | 'HIDES' | 'OUTLASTS'
  given: string
  code: string
  validFrom: Day
  validTo: Day | null
}

/**
 * The result of one rule: the parameters of its sentence, the fact behind it, and the days of the paid period
 * concerned.
 */
export type Finding = { params?: Record<string, string>; evidence?: Evidence; badDays?: Period[] }

export type Evidence = {
  kind: 'LEAVE' | 'EXTENSION' | 'ATTESTATION' | 'GRANT'
  /** Of the leave, the attestation or the grant. */
  id: string | null
  source: Source | null
}
