import { dayAfter, dayBefore, daysOutside, type Period } from '@/lib/shared/dates'
import type { Warning } from './warnings'

export const repairActs = [
  'TRIM_END',
  'TRIM_START',
  'SPLIT',
  'MARK_CHECKED',
  'KEEP_WITH_REASON',
  'REMOVE',
] as const

/** A button that repairs what the warning beside it says. */
export type Repair = {
  act: (typeof repairActs)[number]
  /** The words of its label `warnings.repair.<act>`. */
  params: Record<string, string>
  /** The row's new paid days: one period, two after a split; empty where the act changes no days. */
  periods: Period[]
}

/**
 * The repairs of one warning, the best fitting first (spec 3 "Repairs"); `paid` is the period for which the warning was
 * found. A wrong person is best removed; the warning that goes with the block can't be kept.
 */
export function repairsOf(warning: Warning, paid: Period | null): Repair[] {
  const periods = paid === null ? [] : periodRepairs(paid, warning.badDays)
  if (warning.tone === 'STOP') return [plain('REMOVE'), ...periods]
  if (warning.hint === 'WRONG_PERSON') return [plain('REMOVE'), ...periods, plain('KEEP_WITH_REASON')]
  const checked = warning.code === 'NO_PERSONAL_CODE' ? [plain('MARK_CHECKED')] : []
  return [...periods, ...checked, plain('KEEP_WITH_REASON'), plain('REMOVE')]
}

/** Each takes out all the bad days: by an earlier end, a later start, or two rows that leave them out. */
function periodRepairs(paid: Period, badDays: readonly Period[]): Repair[] {
  const first = badDays[0]
  const last = badDays.at(-1)
  if (!first || !last) return []
  const repairs: Repair[] = []
  if (paid.from < first.from) {
    const until = dayBefore(first.from)
    repairs.push({ act: 'TRIM_END', params: { until }, periods: [{ from: paid.from, to: until }] })
  }
  if (last.to < paid.to) {
    const from = dayAfter(last.to)
    repairs.push({ act: 'TRIM_START', params: { from }, periods: [{ from, to: paid.to }] })
  }
  const goodDays = daysOutside(paid, badDays)
  if (goodDays.length === 2) repairs.push({ act: 'SPLIT', params: {}, periods: goodDays })
  return repairs
}

function plain(act: Repair['act']): Repair {
  return { act, params: {}, periods: [] }
}
