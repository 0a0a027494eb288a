import type { Refusal } from '@/lib/shared/refusal'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'

/** The facts that the lifecycle table reads about a document; queries.ts and commands gather them. */
export type DocumentFacts = {
  type: DocumentType
  state: DocumentState
  /** DHIS has had it: it can never be deleted */
  everSent: boolean
  rowCount: number
  /** missing or wrong fields of each row (field paths `rows.<id>.<field>`) */
  rowsIncomplete: readonly Refusal[]
  /** the same study place twice on a common day */
  rowsOverlap: readonly Refusal[]
  /** conflicts with the study place, the person's grants or the base directive */
  rowsImpossible: readonly Refusal[]
  /** the kind's block: grants that exclude each other */
  blockedByGrant: readonly Refusal[]
  /** the checked-over version is of another revision, or its warnings have changed */
  checkLapsed: boolean
  unitClosed: boolean
  /** the name of the signer when he or she may no longer sign the type in the unit, by signing or role; null = may */
  signerGone: string | null
  /** neither the type nor the office has a DHIS series for its number */
  seriesMissing: boolean
  /** the right signer's confirmation of the version in DHIS is parked: by a block, or for its time */
  confirmationParked: boolean
  /** a confirmation or rejection of the version in DHIS, by anybody, is parked or void: DHIS takes no other */
  decisionParked: boolean
  /** it is being sent, and no worker has taken the version yet */
  notLeft: boolean
  /** the sending waits for its next try or for a person */
  sendingStuck: boolean
  /** the cancelling, not yet accepted by DHIS, waits for its next try or for a person */
  cancelStuck: boolean
  /** the same for a document that was issued when cancelled and has no replacement */
  cancelStuckIssued: boolean
  /** DHIS took the version with an odd answer, which a person can accept as it is */
  answerParked: boolean
  /** a directive made from this proposal that isn't cancelled, by its number; '' while it has none */
  liveDirective: string | null
  /** later documents that build on its effects */
  builtUpon: readonly Refusal[]
}

/** Why an act is refused, by the name of the objection. */
const checks = {
  noPersons: (facts) => (facts.rowCount === 0 ? [{ code: 'noPersons' }] : []),
  rowsIncomplete: (facts) => facts.rowsIncomplete,
  rowsOverlap: (facts) => facts.rowsOverlap,
  rowsImpossible: (facts) => facts.rowsImpossible,
  blockedByGrant: (facts) => facts.blockedByGrant,
  checkLapsed: (facts) => (facts.checkLapsed ? [{ code: 'checkLapsed' }] : []),
  unitClosed: (facts) => (facts.unitClosed ? [{ code: 'unitClosed' }] : []),
  signerGone: ({ signerGone: who }) =>
    who === null ? [] : [{ code: 'signerGone', params: { who }, field: 'head.signerId' }],
  seriesMissing: (facts) => (facts.seriesMissing ? [{ code: 'seriesMissing' }] : []),
  wasIssued: (facts) => (facts.everSent ? [{ code: 'wasIssued' }] : []),
  hasLiveDirective: ({ liveDirective }) =>
    liveDirective === null
      ? []
      : [{ code: 'hasLiveDirective', params: { directive: liveDirective || 'none' } }],
  builtUpon: (facts) => facts.builtUpon,
} as const satisfies Record<string, (facts: DocumentFacts) => readonly Refusal[]>

export type CheckName = keyof typeof checks

/** The refusals of one check; none = it doesn't object. */
export const failedCheck = (name: CheckName, facts: DocumentFacts): readonly Refusal[] => checks[name](facts)
