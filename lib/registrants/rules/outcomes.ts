import type { Day } from '@/lib/shared/dates'
import type { JuhanStatus, StudyPaper, StudyResult } from '@/lib/shared/generated/enums'
import type { Place } from '../standing'

/** A registrant's outcome, as told to Juhan; a completed one comes with the paper's number and day. */
export type StudyOutcome =
  { status: 'CANCELLED' | 'NOT_COMPLETED' } | { status: 'COMPLETED'; documentNumber: string; documentOn: Day }

export type OutcomeFacts = {
  place: Place
  result: StudyResult | null
  paper: StudyPaper | null
  number: string | null
  issuedOn: Day | null
}

/**
 * Our outcome of a registrant (spec 4 "Push"); null while there is none. A directive that ended the studies outweighs
 * the protocol. A passed registrant has none before the paper: Juhan asks for its number.
 */
export function outcomeOf({ place, result, paper, number, issuedOn }: OutcomeFacts): StudyOutcome | null {
  if (place === 'ANNULLED') return { status: 'CANCELLED' }
  if (place === 'DISCONTINUED') return { status: 'NOT_COMPLETED' }
  if (result === 'NEGATIVE' || result === 'NO_SHOW' || paper === 'ATTENDANCE_PROOF')
    return { status: 'NOT_COMPLETED' }
  if (paper === 'CERTIFICATE' && number && issuedOn)
    return { status: 'COMPLETED', documentNumber: number, documentOn: issuedOn }
  return null
}

/** The last message about a registration that wasn't called off; `inHand`: a worker has it. */
export type LastTold = {
  told: StudyOutcome
  state: 'WAITING' | 'HELD' | 'NEEDS_PERSON' | 'DONE'
  inHand: boolean
}

/**
 * What a push does with a registrant. TELL: Juhan must be told; waiting messages are first taken back. AGAIN: a waiting
 * or stuck message says the same and is tried at once. TAKE_BACK: there is no outcome any more, so a waiting message
 * must not leave.
 */
export type PushStep = 'TELL' | 'AGAIN' | 'TAKE_BACK' | 'NOTHING'

/** `juhanStatus`: Juhan's last status; somebody may have changed it there after it took our message. */
export function pushStep(
  outcome: StudyOutcome | null,
  last: LastTold | null,
  juhanStatus: JuhanStatus,
): PushStep {
  const waits = last !== null && last.state !== 'DONE'
  if (!outcome) return waits && !last.inHand ? 'TAKE_BACK' : 'NOTHING'
  if (!last || !sameOutcome(outcome, last.told)) return 'TELL'
  if (waits) return last.inHand ? 'NOTHING' : 'AGAIN'
  return juhanStatus === outcome.status ? 'NOTHING' : 'TELL'
}

const sameOutcome = (a: StudyOutcome, b: StudyOutcome) =>
  a.status === b.status &&
  (a.status !== 'COMPLETED' ||
    b.status !== 'COMPLETED' ||
    (a.documentNumber === b.documentNumber && a.documentOn === b.documentOn))
