import type { Person } from '@/lib/access/rights'
import { importSheet } from '@/lib/import/queries'
import type { Db } from '@/lib/shared/db'
import { registrantForm } from '../import/columns'

/** One of the person's own files for the run with a page of its rows; null where there is none. */
export const registrantImport = (db: Db, person: Person, runId: string, id: string, page: number) =>
  importSheet(db, person, id, { page }, runId)

/** The columns of a file of a run's registrants, and the scope for which its matchings are kept. */
export async function registrantFile(db: Db, runId: string) {
  const { programmeId } = await db.run.findUniqueOrThrow({ where: { id: runId } })
  const questions = await db.question.findMany({ where: { programmeId }, orderBy: { position: 'asc' } })
  return { form: registrantForm(questions), scope: `REGISTRANTS ${programmeId}` }
}
