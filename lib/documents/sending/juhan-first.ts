import type { Act } from '@/lib/access/action'
import { keepReason } from '@/lib/registrants/commands/reasons'
import { startRefresh } from '@/lib/registrants/commands/refresh'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { JuhanBefore } from './queries/juhan'

/**
 * Juhan is asked before anybody is admitted (spec 4 "Before admission and before results"): lists older than the office
 * allows, or different, need a reason or must be settled first. Returns the reason for the document's history; '' when
 * none was needed or it was given before. Throws Refused with the objections; `refreshing`: the old lists that are
 * being refreshed now.
 */
export function answered(asked: readonly JuhanBefore[], reason: string, { refreshing = false } = {}): string {
  const objections = asked.flatMap((before) => before.objections)
  if (objections.length === 0) return ''
  if (reason !== '') return reason
  const said = objections.map((objection) =>
    refreshing && objection.code === 'juhanStale' ? { ...objection, code: 'juhanRefreshing' } : objection,
  )
  throw new Refused([...said, { code: 'missing.juhanReason', field: 'reason' }])
}

/** Keeps the reason for the differences that it answers, until they change. */
export async function keepAnswer(tx: Tx, act: Act, asked: readonly JuhanBefore[], reason: string) {
  if (reason === '') return
  for (const { runId, about } of asked) await keepReason(tx, act, { runId, about, reason })
}

/**
 * Starts refreshing the lists that are too old, unless a reason is given; the refresh goes on even if the act that
 * needs it is refused.
 */
export async function refreshOld(act: Act, asked: readonly JuhanBefore[], reason: string): Promise<void> {
  if (reason !== '') return
  for (const { objections, runId } of asked)
    if (objections.some(({ code }) => code === 'juhanStale')) await startRefresh(act, { run: runId })
}
