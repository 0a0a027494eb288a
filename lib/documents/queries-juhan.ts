import { differencesNow } from '@/lib/registrants/queries-comparison'
import { registrationsOf } from '@/lib/registrants/queries-places'
import type { Db, Tx } from '@/lib/shared/db'
import { showInstant } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import type { LoadedDocument } from './load'

/** How a linked run stands against Juhan before somebody is admitted to it; null where the run isn't linked. */
export async function juhanBefore(client: Db | Tx, runId: string, now: Date) {
  const compared = await differencesNow(client, runId, now)
  if (!compared) return null
  const { refreshedAt, minutes, fresh, differences } = compared
  const at = refreshedAt ? showInstant(refreshedAt) : '–'
  const objections: Refusal[] = fresh ? [] : [{ code: 'juhanStale', params: { at, minutes } }]
  if (differences.length > 0) objections.push({ code: 'juhanDiffers', params: { count: differences.length } })
  return { runId, at, fresh, objections }
}
export type JuhanBefore = NonNullable<Awaited<ReturnType<typeof juhanBefore>>>

/** The same of the runs that an admission in draft admits to; of other documents there is nothing to ask. */
export async function juhanBeforeSending(
  client: Db | Tx,
  { id, kind, rows }: LoadedDocument,
  now: Date,
): Promise<JuhanBefore[]> {
  if (kind !== 'ADMISSION') return []
  const places = rows.map(({ studyPlaceId }) => studyPlaceId)
  const registrations = await registrationsOf(client, places, id)
  const runs = new Set([...registrations.values()].map(({ runId }) => runId))
  const asked: JuhanBefore[] = []
  for (const runId of runs) {
    const before = await juhanBefore(client, runId, now)
    if (before) asked.push(before)
  }
  return asked
}
