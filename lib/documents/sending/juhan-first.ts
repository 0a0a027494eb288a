import type { Act } from '@/lib/access/action'
import { keepReason } from '@/lib/registrants/commands/reasons'
import { startRefresh } from '@/lib/registrants/commands/refresh'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { JuhanBefore } from './queries/juhan'

/**
 * Before anybody is admitted Juhan is asked (spec 4 "Before admission and before results"): what is older than the office
 * allows, or differs, is answered with a reason or settled first. Returns the reason, to stand in the document's history;
 * '' where there was nothing to answer, or it was answered before. Throws Refused with what objects; `refreshing`: what is
 * too old is being refreshed by now.
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

/** The reason holds for what it answered, until that changes. */
export async function keepAnswer(tx: Tx, act: Act, asked: readonly JuhanBefore[], reason: string) {
  if (reason === '') return
  for (const { runId, about } of asked) await keepReason(tx, act, { runId, about, reason })
}

/**
 * Starts the refresh of what is too old and has no reason: it goes on though the act that needs it is refused meanwhile.
 */
export async function refreshOld(act: Act, asked: readonly JuhanBefore[], reason: string): Promise<void> {
  if (reason !== '') return
  for (const { objections, runId } of asked)
    if (objections.some(({ code }) => code === 'juhanStale')) await startRefresh(act, { run: runId })
}
