import type { Source } from '@/lib/grants/rules/facts'
import type { Bearer, FormerBearer } from '@/lib/import/rules/one-person'
import type { ByCode } from '@/lib/shared/by-code'
import type { Day } from '@/lib/shared/dates'
import type { AttestationDecision, Level, TermAspect } from '@/lib/shared/generated/enums'

/** In which row of the file a fact was stated, by the fact: two rows may not contradict each other. */
type Said = { said: Map<string, number>; state: 'KEPT' | 'NEW' | 'CHANGED' }

export type LearnerFact = Said & {
  id: string
  personalCode: string | null
  otherCode: string | null
  bornOn: Day | null
  firstName: string
  lastName: string
  email: string
  phone: string
  bankAccount: string
  /** has a study place in a unit of the importer */
  mine: boolean
}

export type PlaceFact = Said & {
  id: string
  learner: LearnerFact
  unit: UnitFact
  code: string
  level: Level
  startedOn: Day
  nominalEndOn: Day | null
  terms: TermFact[]
  leaves: LeaveFact[]
  attestations: AttestationFact[]
  grants: GrantFact[]
}

export type TermFact = Said & {
  id: string
  aspect: TermAspect
  value: string
  from: Day
  to: Day | null
  source: Source
}
export type LeaveFact = Said & { id: string; from: Day; to: Day; source: Source }
export type AttestationFact = Said & { id: string; on: Day; decision: AttestationDecision }
export type GrantFact = Said & {
  id: string
  typeCode: string
  from: Day
  to: Day
  /** before `to` if something has ended it; before `from` if it is void */
  lastPaidOn: Day
  monthlyAmount: string
  fundingSource: string
  bankAccount: string
  source: Source
}

/** `mine` = within the importer's reach. */
export type UnitFact = { id: string; code: string; mine: boolean }

/**
 * The facts for planning an import: about the persons and study places that the file names. The plan changes it row by
 * row, so that a later row of the file sees an earlier one's result.
 */
export type World = {
  today: Day
  newId: () => string
  /** by code, and by name */
  units: ByCode<UnitFact>
  /** may import persons without a study place */
  allPersons: boolean
  curricula: ByCode<{ code: string; name: string; isNew: boolean }>
  grantTypes: { code: string; name: string }[]
  /** those of the file's directive numbers that are documents of ours, by `sameCode` */
  ourDirectives: Set<string>
  /** by personal code */
  learners: Map<string, LearnerFact>
  /** by other code */
  others: ByCode<LearnerFact>
  places: ByCode<PlaceFact>
  /** by personal codes of the file that were corrected and that nobody has now */
  formerBearers: ReadonlyMap<string, FormerBearer>
  /** learners whom the importer sees, and those of the file, by the days of birth in the file */
  bornOn: Map<Day, Bearer[]>
}
