import type { Refusal } from '@/lib/shared/refusal'
import { failedCheck, type CheckName, type DocumentFacts } from './checks'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'

/** An actor's relation to one document. One person can have several; DHIS and the signer act through news. */
export type Party =
  'DRAFTER' | 'SPECIAL_RIGHT' | 'STUDY_OFFICE' | 'CHANCELLERY' | 'SIGNER_IN_DHIS' | 'DHIS' | 'AMENDMENT'

export type DocumentEvent =
  | 'save'
  | 'delete'
  | 'check'
  | 'send'
  | 'retry'
  | 'sent'
  | 'callOff'
  | 'calledOff'
  | 'reopen'
  | 'reopened'
  | 'reopenRefused'
  | 'stay'
  | 'cancelledThere'
  | 'resume'
  | 'accept'
  | 'anew'
  | 'confirmed'
  | 'rejected'
  | 'recheck'
  | 'cancel'
  | 'createDirective'
  | 'amended'
  | 'revived'

/** One line of the table: in these states these parties may do this, unless a check objects. */
export type Move = {
  act: DocumentEvent
  from: readonly DocumentState[]
  /** only for these types; every type when left out */
  types?: readonly DocumentType[]
  by: readonly Party[]
  /** the state after it; GONE = the document is removed, SAME = nothing but history */
  to: DocumentState | 'GONE' | 'SAME'
  /** the line applies only to documents of which this is true */
  only?: keyof Pick<
    DocumentFacts,
    | 'everSent'
    | 'confirmationParked'
    | 'decisionParked'
    | 'sendingStuck'
    | 'notLeft'
    | 'answerParked'
    | 'cancelStuck'
    | 'cancelStuckIssued'
  >
  unless: readonly CheckName[]
  reasonAsked?: true
}

const drafting = ['DRAFTER', 'SPECIAL_RIGHT'] as const
export const directives = ['VICE_DEAN_DIRECTIVE', 'VICE_RECTOR_DIRECTIVE'] as const
const allButProposal = [...directives, 'DIPLOMA', 'TRANSCRIPT', 'NOTICE'] as const
const complete = [
  'noPersons',
  'rowsIncomplete',
  'rowsOverlap',
  'rowsImpossible',
  'blockedByGrant',
  'unitClosed',
  'signerGone',
] as const
/** Conflicts that may have arisen between sending and confirming. */
const registrable = ['rowsOverlap', 'rowsImpossible', 'blockedByGrant'] as const

/**
 * The life of a document: seed "document-states", read as spec 2 "States and acts". Buttons, commands and news all ask
 * this table; a move without a line can't happen. Väljasta… is `check`, Saada DHISi is `send`, and the document is
 * issued when DHIS has answered (`sent`).
 */
export const moves: readonly Move[] = [
  { act: 'save', from: ['DRAFT', 'CHECKED'], by: drafting, to: 'DRAFT', unless: [] },
  { act: 'delete', from: ['DRAFT', 'CHECKED'], by: drafting, to: 'GONE', unless: ['wasIssued'] },
  { act: 'check', from: ['DRAFT', 'CHECKED'], by: drafting, to: 'CHECKED', unless: complete },
  {
    act: 'send',
    from: ['CHECKED'],
    by: drafting,
    to: 'SENDING',
    unless: ['checkLapsed', ...complete, 'seriesMissing'],
  },
  {
    act: 'retry',
    from: ['SENDING', 'CALLING_OFF', 'ISSUED', 'REOPENING'],
    by: drafting,
    to: 'SAME',
    only: 'sendingStuck',
    unless: [],
  },
  { act: 'retry', from: ['CANCELLED'], by: drafting, to: 'SAME', only: 'cancelStuck', unless: [] },
  // DHIS gave an odd answer: a person may accept it as it is.
  {
    act: 'accept',
    from: ['SENDING', 'ISSUED'],
    by: drafting,
    to: 'ISSUED',
    only: 'answerParked',
    unless: [],
    reasonAsked: true,
  },
  { act: 'sent', from: ['SENDING'], by: ['DHIS'], to: 'ISSUED', unless: [] },
  // Nothing has left, so there is no DHIS to ask.
  { act: 'callOff', from: ['SENDING'], by: drafting, to: 'DRAFT', only: 'notLeft', unless: [] },
  { act: 'callOff', from: ['SENDING'], by: drafting, to: 'CALLING_OFF', unless: [] },
  { act: 'calledOff', from: ['CALLING_OFF'], by: ['DHIS'], to: 'DRAFT', unless: [] },
  // DHIS doesn't release it: the sending goes on.
  { act: 'resume', from: ['CALLING_OFF'], by: drafting, to: 'SENDING', only: 'sendingStuck', unless: [] },
  // Never an editable draft while DHIS may hold a confirmable copy: the signer may be quicker than our lock. Parked news
  // of a decision becomes void with it, for which a person gives the reason.
  {
    act: 'reopen',
    from: ['ISSUED'],
    by: drafting,
    to: 'REOPENING',
    only: 'decisionParked',
    unless: [],
    reasonAsked: true,
  },
  { act: 'reopen', from: ['ISSUED'], by: drafting, to: 'REOPENING', unless: [] },
  // DHIS doesn't answer, or won't lock it: the document stays issued, as it is there.
  { act: 'stay', from: ['REOPENING'], by: drafting, to: 'ISSUED', only: 'sendingStuck', unless: [] },
  // DHIS won't cancel it: either somebody cancelled it there by hand, or a document that was only issued stays issued,
  // as it is there.
  {
    act: 'cancelledThere',
    from: ['CANCELLED'],
    by: drafting,
    to: 'SAME',
    only: 'cancelStuck',
    unless: [],
    reasonAsked: true,
  },
  {
    act: 'stay',
    from: ['CANCELLED'],
    by: drafting,
    to: 'ISSUED',
    only: 'cancelStuckIssued',
    unless: [],
    reasonAsked: true,
  },
  // The wrong person decided in DHIS, or the decision can't be applied: DHIS discards it, and the signer is asked
  // again.
  {
    act: 'anew',
    from: ['ISSUED'],
    by: [...drafting, 'STUDY_OFFICE'],
    to: 'SAME',
    only: 'decisionParked',
    unless: [],
    reasonAsked: true,
  },
  { act: 'reopened', from: ['REOPENING'], by: ['DHIS'], to: 'DRAFT', unless: [] },
  { act: 'reopenRefused', from: ['REOPENING'], by: ['DHIS'], to: 'ISSUED', unless: [] },
  {
    act: 'confirmed',
    from: ['ISSUED', 'REOPENING'],
    types: allButProposal,
    by: ['SIGNER_IN_DHIS'],
    to: 'REGISTERED',
    unless: registrable,
  },
  // Confirming a proposal has no effects; conflicts that arose meanwhile will stop the directive.
  {
    act: 'confirmed',
    from: ['ISSUED', 'REOPENING'],
    types: ['PROPOSAL'],
    by: ['SIGNER_IN_DHIS'],
    to: 'REGISTERED',
    unless: [],
  },
  {
    act: 'rejected',
    from: ['ISSUED', 'REOPENING'],
    by: ['SIGNER_IN_DHIS'],
    to: 'CANCELLED',
    unless: [],
  },
  {
    act: 'recheck',
    from: ['ISSUED', 'REOPENING'],
    types: allButProposal,
    by: ['STUDY_OFFICE'],
    to: 'REGISTERED',
    only: 'confirmationParked',
    unless: registrable,
  },
  {
    act: 'recheck',
    from: ['ISSUED', 'REOPENING'],
    types: ['PROPOSAL'],
    by: ['STUDY_OFFICE'],
    to: 'REGISTERED',
    only: 'confirmationParked',
    unless: [],
  },
  {
    act: 'cancel',
    from: ['DRAFT', 'CHECKED'],
    by: drafting,
    to: 'CANCELLED',
    only: 'everSent',
    unless: [],
    reasonAsked: true,
  },
  { act: 'cancel', from: ['ISSUED'], by: drafting, to: 'CANCELLED', unless: [], reasonAsked: true },
  {
    act: 'cancel',
    from: ['REGISTERED'],
    types: ['PROPOSAL'],
    by: ['CHANCELLERY'],
    to: 'CANCELLED',
    unless: ['hasLiveDirective'],
    reasonAsked: true,
  },
  {
    act: 'cancel',
    from: ['REGISTERED'],
    types: allButProposal,
    by: ['STUDY_OFFICE'],
    to: 'CANCELLED',
    unless: ['builtUpon'],
    reasonAsked: true,
  },
  // A directive that cancels all rows of its base makes the base cancelled; undoing it puts the base in force again.
  {
    act: 'amended',
    from: ['REGISTERED'],
    types: directives,
    by: ['AMENDMENT'],
    to: 'CANCELLED',
    unless: [],
  },
  {
    act: 'revived',
    from: ['CANCELLED'],
    types: directives,
    by: ['AMENDMENT'],
    to: 'REGISTERED',
    unless: [],
  },
  {
    act: 'createDirective',
    from: ['REGISTERED'],
    types: ['PROPOSAL'],
    by: ['STUDY_OFFICE'],
    to: 'SAME',
    unless: ['hasLiveDirective'],
  },
]

/** An act open to the actor: the button, and why it can't be pressed now (all reasons; none = it can). */
export type OpenMove = { act: DocumentEvent; to: Move['to']; reasonAsked: boolean; refusals: Refusal[] }

/** The acts open to these parties; an act not returned has no button. Of several lines of an act the first applies. */
export function openMoves(facts: DocumentFacts, parties: readonly Party[]): OpenMove[] {
  const lines = moves.filter((move) => applies(move, facts, parties))
  const first = new Map(lines.toReversed().map((move) => [move.act, move]))
  return lines.filter((move) => first.get(move.act) === move).map((move) => open(move, facts))
}

/**
 * The move for this act now. Returns it with its refusals, or null when the table has none for this state and these
 * parties: the command then says that the document has changed meanwhile, or that there is none (`isTheirs`).
 */
export function findMove(
  act: DocumentEvent,
  facts: DocumentFacts,
  parties: readonly Party[],
): OpenMove | null {
  const move = moves.find((candidate) => candidate.act === act && applies(candidate, facts, parties))
  return move ? open(move, facts) : null
}

/** Whether these parties may ever do this to a document of the type; if not, they are not told that it exists. */
export const isTheirs = (act: DocumentEvent, type: DocumentType, parties: readonly Party[]): boolean =>
  moves.some(
    (move) =>
      move.act === act &&
      (!move.types || move.types.includes(type)) &&
      move.by.some((party) => parties.includes(party)),
  )

const applies = (move: Move, facts: DocumentFacts, parties: readonly Party[]) =>
  move.from.includes(facts.state) &&
  (!move.types || move.types.includes(facts.type)) &&
  (!move.only || facts[move.only]) &&
  move.by.some((party) => parties.includes(party))

const open = (move: Move, facts: DocumentFacts): OpenMove => ({
  act: move.act,
  to: move.to,
  reasonAsked: move.reasonAsked ?? false,
  refusals: move.unless.flatMap((check) => failedCheck(check, facts)),
})

/** The seed's four states; the stages between them have labels of their own. */
export const stateGroup = {
  DRAFT: 'DRAFT',
  CHECKED: 'DRAFT',
  SENDING: 'DRAFT',
  CALLING_OFF: 'DRAFT',
  ISSUED: 'ISSUED',
  REOPENING: 'ISSUED',
  REGISTERED: 'REGISTERED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<DocumentState, string>

export type StateGroup = (typeof stateGroup)[DocumentState]

const states = Object.keys(stateGroup) as DocumentState[]

export const statesOf = (group: StateGroup): DocumentState[] =>
  states.filter((state) => stateGroup[state] === group)

/** The states in which a document can be changed: those from which it can be saved. */
export const editableStates: readonly DocumentState[] = moves.flatMap(({ act, from }) =>
  act === 'save' ? from : [],
)
export const isEditable = (state: DocumentState) => editableStates.includes(state)

/** The states of a document on its way through DHIS: it can't be changed, and nothing is decided yet. */
export const onTheWay = states.filter(
  (state) => !isEditable(state) && stateGroup[state] !== 'REGISTERED' && stateGroup[state] !== 'CANCELLED',
)
/** The states of a document that was checked over with what it names, and isn't cancelled. */
export const checkedOver = states.filter((state) => state !== 'DRAFT' && stateGroup[state] !== 'CANCELLED')

/** The type or kind whose words its states use: a kutsetunnistus has the type of diplomas but its own words. */
export const stateWord = ({ type, kind }: { type: DocumentType; kind: string }) =>
  kind === 'PROFESSIONAL_CERTIFICATE' ? kind : type

/** Registered or cancelled: today's facts cause no warnings any more. */
export const isSettled = ({ group }: { group: StateGroup }) => group === 'REGISTERED' || group === 'CANCELLED'
