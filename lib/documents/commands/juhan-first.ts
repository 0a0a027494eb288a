import type { Act } from '@/lib/office/action'
import { startRefresh } from '@/lib/registrants/commands-refresh'
import { Refused } from '@/lib/shared/refusal'
import type { JuhanBefore } from '../queries-juhan'

/**
 * Before anybody is admitted Juhan is asked (spec 4 "Before admission and before results"): what is older than the office
 * allows, or differs, is answered with a reason or settled first. Returns the reason, to stand in the document's history;
 * '' where there was nothing to answer. Throws Refused with what objects.
 */
export function answered(asked: readonly JuhanBefore[], reason: string): string {
  const objections = asked.flatMap((before) => before.objections)
  if (objections.length === 0) return ''
  if (reason === '') throw new Refused([...objections, { code: 'missing.juhanReason', field: 'reason' }])
  return reason
}

/** Starts the refresh of what is too old: it goes on though the act that needs it is refused meanwhile. */
export async function refreshOld(act: Act, asked: readonly JuhanBefore[], reason: string): Promise<void> {
  if (reason !== '') return
  for (const { fresh, runId } of asked) if (!fresh) await startRefresh(act, { run: runId })
}
