import type { PlanRow } from '@/lib/learners/import-plan'
import type { Person } from '@/lib/office/access'
import type { Db } from '@/lib/shared/db'

export const importRowsAPage = 100

/** One of the person's own files for the run with a page of its rows; null where there is none. */
export async function registrantImport(db: Db, person: Person, runId: string, id: string, page: number) {
  const batch = await db.importBatch.findFirst({ where: { id, runId, userId: person.id } })
  if (!batch) return null
  const plan = batch.plan as unknown as PlanRow[]
  const from = (page - 1) * importRowsAPage
  return {
    ...{ id: batch.id, fileName: batch.fileName, state: batch.state, unread: batch.unread },
    ...{ added: batch.added, refused: batch.refused, count: plan.length },
    rows: plan.slice(from, from + importRowsAPage).map(({ changes, refusals, ...row }) => ({
      ...row,
      changes: changes.map((change) => ({ ...change, heading: change.column })),
      refusals: refusals.map((refusal) => ({ refusal, heading: refusal.field })),
    })),
  }
}
