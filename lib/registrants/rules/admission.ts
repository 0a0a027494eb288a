/**
 * The progress of a registrant's studies on a run: by the study place's main states, and by what is under way towards
 * the next one.
 */
export type Studies = {
  /** an admission was registered, even if the studies have ended since */
  admitted: boolean
  ended: boolean
  /** another directive that would change it is under way */
  underWay: boolean
}

/**
 * Why this person can't be admitted; null = nothing objects. The one rule for ticking registrants, checking over and
 * confirming; each has its own words for it.
 */
export function againstAdmission({ admitted, ended, underWay }: Studies) {
  if (ended) return 'ENDED'
  if (admitted) return 'ADMITTED'
  return underWay ? 'UNDER_WAY' : null
}

/**
 * Why the studies can't be ended, nor the admission annulled; null = nothing objects. Likewise the one rule for ticking
 * registrants, checking over and confirming.
 */
export function againstEnding({ admitted, ended, underWay }: Studies) {
  if (ended) return 'ENDED'
  if (!admitted) return 'NOT_ADMITTED'
  return underWay ? 'UNDER_WAY' : null
}
