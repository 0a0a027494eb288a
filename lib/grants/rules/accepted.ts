import { warningKey, type Warning } from './warnings'

/** A warning that somebody keeps with a reason; it holds for this very sentence about this very fact. */
export type Accepted = { key: string; code: Warning['code']; reason: string; who: string; at: string }

/** The reason kept for a warning, if it still says the same. */
export const acceptedFor = (warning: Warning, accepted: readonly Accepted[]): Accepted | undefined =>
  warning.tone === 'STOP' ? undefined : accepted.find(({ key }) => key === warningKey(warning))

/** The warnings that nobody has kept with a reason. */
export const openWarnings = (warnings: readonly Warning[], accepted: readonly Accepted[]): Warning[] =>
  warnings.filter((warning) => !acceptedFor(warning, accepted))
