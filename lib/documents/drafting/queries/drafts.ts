import { reach, type Person } from '@/lib/access/rights'
import { draftersOf } from '@/lib/documents/rules/kinds'
import { editableStates } from '@/lib/documents/rules/lifecycle'
import { personsForm } from '@/lib/documents/rules/listed'
import type { RegistrantsKind } from '@/lib/registrants/commands/directive'
import type { Db, Tx } from '@/lib/shared/db'

/** A draft directive that still takes registrants of a run. */
export type OpenDraft = { id: string; number: string | null; createdAt: Date; persons: number }

/** The person's own drafts of the kind with registrants of the run, newest first; other people's aren't offered. */
export async function openDrafts(
  client: Db | Tx,
  person: Person,
  runId: string,
  kind: RegistrantsKind,
): Promise<OpenDraft[]> {
  const units = reach(person, draftersOf({ type: 'VICE_DEAN_DIRECTIVE', kind }))
  const found = await client.document.findMany({
    where: {
      kind,
      state: { in: [...editableStates] },
      ...(units !== 'ALL' && { unitId: { in: [...units] } }),
      OR: [{ creatorId: person.id }, { drafterId: person.id }],
      rows: { some: { studyPlace: { registrant: { runId } } } },
    },
    select: { id: true, number: true, createdAt: true, _count: { select: { rows: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return found.map(({ _count, ...draft }) => ({ ...draft, persons: _count.rows }))
}

/** The run whose registrants are on the document; null = none are, or the document isn't about registrants. */
export async function runOfDocument(client: Db | Tx, id: string): Promise<string | null> {
  const row = await client.documentRow.findFirst({
    where: { documentId: id, studyPlace: { registrantId: { not: null } } },
    select: { studyPlace: { select: { registrant: { select: { runId: true } } } } },
  })
  return row?.studyPlace.registrant?.runId ?? null
}

/** The columns of a file of persons for a document, and the scope for which their matchings are kept. */
export const personsFileForm = { form: personsForm, scope: 'DOCUMENT_PERSONS' }
