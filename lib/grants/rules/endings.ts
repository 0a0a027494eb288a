import {
  dayAfter,
  dayBefore,
  earliest,
  overlaps,
  type Day,
  type OpenPeriod,
  type Period,
} from '@/lib/shared/dates'
import { holdsOn } from './dated-rules'
import type { GrantRule } from './facts'

/** Events that, once registered, may end payments early (seed "own-funds-doctoral-allowance"; spec 3). */
export type EndingEvent =
  | { cause: 'ACADEMIC_LEAVE'; leave: Period }
  | { cause: 'EXMATRICULATION'; on: Day }
  | { cause: 'STUDY_PLACE_CHANGE'; effectiveOn: Day; curriculumChanges: boolean; loadBecomesPart: boolean }
  | { cause: 'PAYMENT_END'; lastPaidOn: Day }

/** The causes that end payments by themselves, as the office chooses for a type; a payment-ending directive always does. */
export const causes = ['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE'] as const

/**
 * The last day for which an event lets a grant be paid, or null when it doesn't affect the grant. Reads the days for
 * which the grant was given, not its effective last day, so that the order of events does not matter. May lie before
 * the first paid day: the grant is then void.
 */
export function lastPaidDay(event: EndingEvent, given: Period): Day | null {
  const unpaid = unpaidDays(event)
  return unpaid !== null && overlaps(given, unpaid) ? dayBefore(unpaid.from) : null
}

/** The same for a grant of a type, by its rules: causes excepted on the first unpaid day don't end it. */
export function endOf(event: EndingEvent, given: Period, rules: readonly GrantRule[]): Day | null {
  const first = unpaidDays(event)?.from
  const outlasts = rules.some(
    (rule) => rule.rule === 'OUTLASTS' && rule.code === event.cause && first && holdsOn(rule, first),
  )
  return outlasts ? null : lastPaidDay(event, given)
}

/**
 * The days that an event leaves unpaid. A leave ends only grants that it overlaps: one that starts after it stays as it
 * is.
 */
function unpaidDays(event: EndingEvent): OpenPeriod | null {
  switch (event.cause) {
    case 'ACADEMIC_LEAVE':
      return event.leave
    case 'EXMATRICULATION':
      return { from: event.on, to: null }
    case 'STUDY_PLACE_CHANGE':
      return event.curriculumChanges || event.loadBecomesPart ? { from: event.effectiveOn, to: null } : null
    case 'PAYMENT_END':
      return { from: dayAfter(event.lastPaidOn), to: null }
  }
}

/** The effective last day: the earlier of paid to and the earliest live end. The caller leaves out undone ends. */
export function effectiveLastDay(paidTo: Day, liveEnds: readonly Day[]): Day {
  return earliest(paidTo, ...liveEnds)
}

/** A grant that ended before its first paid day: zero days, never a negative period. */
export function isVoid(grant: Period): boolean {
  return grant.to < grant.from
}
