import { differencesNow } from '@/lib/registrants/queries/comparison'
import type { ListedRegistrant } from '@/lib/registrants/queries/registrants'
import { showInstant } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'

/** A refusal names this many people and counts the rest. */
const mostNamed = 10

/**
 * How a linked run compares with Juhan before somebody is admitted to it; null when the run isn't linked. Differences
 * answered with a reason (`given`) don't object again; a reason would be `about` the rest. `listed`: as in
 * `differencesNow`.
 */
export async function juhanBefore(
  client: Db | Tx,
  runId: string,
  now: Date,
  listed?: readonly ListedRegistrant[],
) {
  const compared = await differencesNow(client, runId, now, listed)
  if (!compared) return null
  const { refreshedAt, minutes, fresh, open } = compared
  const at = refreshedAt ? showInstant(refreshedAt) : '–'
  const objections: Refusal[] = open.stale
    ? [{ code: 'juhanStale', params: { at, minutes }, field: 'juhan' }]
    : []
  if (open.names.length > 0) {
    const names = open.names.slice(0, mostNamed).join(', ')
    const params = { count: open.names.length, names, more: Math.max(0, open.names.length - mostNamed) }
    objections.push({ code: 'juhanDiffers', params, field: 'juhan' })
  }
  return { runId, at, fresh, about: open.about, given: open.given, objections }
}
export type JuhanBefore = NonNullable<Awaited<ReturnType<typeof juhanBefore>>>

/** The same for the runs of an admission in draft; other documents have none. */
export async function juhanBeforeSending(
  client: Db | Tx,
  documentId: string,
  now: Date,
): Promise<JuhanBefore[]> {
  const runs = await client.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT g.run_id AS id FROM document d JOIN document_row r ON r.document_id = d.id
      JOIN learners_study_place sp ON sp.id = r.study_place_id JOIN registrants_registrant g ON g.id = sp.registrant_id
     WHERE d.id = ${documentId}::uuid AND d.kind = 'ADMISSION' ORDER BY 1`
  const asked: JuhanBefore[] = []
  for (const { id } of runs) {
    const before = await juhanBefore(client, id, now)
    if (before) asked.push(before)
  }
  return asked
}
