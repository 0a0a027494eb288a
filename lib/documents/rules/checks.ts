import type { Refusal } from '@/lib/shared/refusal'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'

/** What the lifecycle table reads of a document; queries.ts and commands gather it. */
export type DocumentFacts = {
  type: DocumentType
  state: DocumentState
  /** DHIS has had it: never deleted again */
  everSent: boolean
  rowCount: number
  /** row field by row field, what is missing or wrong (field paths `rows.<id>.<field>`) */
  rowsIncomplete: readonly Refusal[]
  /** the same study place twice with a common day */
  rowsOverlap: readonly Refusal[]
  /** what the study place, the person's grants or the base directive don't allow */
  rowsImpossible: readonly Refusal[]
  /** the block of the kind: who has which grant */
  blockedByGrant: readonly Refusal[]
  /** the checked-over version was made from another revision, or its warnings are others now */
  checkLapsed: boolean
  unitClosed: boolean
  /** the signer may not sign the type in the unit any more, by signing or role; the name, null = may */
  signerGone: string | null
  /** neither the type nor the office has a DHIS series to number it in */
  seriesMissing: boolean
  /** a confirmation by the right signer of the version DHIS has is parked: by a block, or for its time */
  confirmationParked: boolean
  /** anybody's confirmation or rejection of the version DHIS has is parked, or was made void: DHIS takes no other */
  decisionParked: boolean
  /** it is being sent, and no worker has had the version in hand yet */
  notLeft: boolean
  /** the sending waits for its next try or for a person */
  sendingStuck: boolean
  /** DHIS hasn't taken that the document is cancelled: it waits for its next try or for a person */
  cancelStuck: boolean
  /** the same of one that was issued when it was cancelled, and in whose place there is no other */
  cancelStuckIssued: boolean
  /** DHIS took the version, and answered what a person has to look at: it can be taken as it is */
  answerParked: boolean
  /** a directive made from this proposal that isn't cancelled, by its number; '' while it has none */
  liveDirective: string | null
  /** later documents that build on its effects */
  builtUpon: readonly Refusal[]
}

/** Why an act is refused, named by the objection; each check speaks for itself. */
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
