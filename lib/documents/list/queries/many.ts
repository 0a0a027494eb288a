import { storedRefusals } from '@/lib/shared/stored'
import type { Person } from '@/lib/access/rights'
import { changedSince } from '@/lib/documents/changed-since'
import { loadDocument, readOf } from '@/lib/documents/load'
import { objectionsTo, type ManyAct } from '@/lib/documents/rules/many'
import { factsOf, rowStanding } from '@/lib/documents/standing'
import { partiesOf, sees, visibleDocuments } from '@/lib/documents/visibility'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import type { Refusal } from '@/lib/shared/refusal'
import { rowCounts } from './list'

/** Rehearsals run at the same time; more would leave no connection for others. */
const sideBySide = 4

type Named = { documentId: string; revision: number }

/** Why this act can't be done on the document as it was chosen; none = it can. About twelve statements. */
export async function objectionsNow(
  db: Db,
  person: Person,
  act: 'send' | 'cancel',
  { documentId, revision }: Named,
  now: Date,
): Promise<readonly Refusal[]> {
  const document = await loadDocument(db, documentId)
  if (!document || !sees(person, document)) return [{ code: 'notFound' }]
  if (document.revision !== revision) {
    return [await changedSince(db, document, { since: revision, userId: person.id })]
  }
  const { objections, digest } = await rowStanding(db, document, readOf(document).rows)
  const facts = await factsOf(db, document, objections, dayInTallinn(now), digest)
  return objectionsTo(act, facts, partiesOf(person, document))
}

/**
 * The documents that the person chose, in the list's order, with what prevents the act on each (before it) or the
 * result of each (afterwards). null when there is no such choice or it is somebody else's. `document` is null when the
 * person can no longer see it.
 */
export async function manyChosen(db: Db, person: Person, id: string, now: Date) {
  const batch = isUuid(id)
    ? await db.documentBatch.findUnique({
        where: { id, userId: person.id },
        include: { rows: { orderBy: { position: 'asc' } } },
      })
    : null
  if (!batch) return null
  const ids = batch.rows.map(({ documentId }) => documentId)
  const seen = await db.document.findMany({
    where: { AND: [visibleDocuments(person), { id: { in: ids } }] },
    select: listed,
  })
  const documents = new Map(seen.map((document) => [document.id, document]))
  const persons = await rowCounts(db, ids)
  const act = batch.act as ManyAct
  const open = act === 'print' ? [] : batch.rows.filter(({ outcome }) => outcome === null)
  const objections = await objectionsOf(db, person, act, open, now)
  return {
    ...batch,
    act,
    rows: batch.rows.map((row) => ({
      ...row,
      document: documents.get(row.documentId) ?? null,
      persons: persons.get(row.documentId) ?? 0,
      refusals: row.outcome ? storedRefusals.parse(row.refusals) : (objections.get(row.documentId) ?? []),
    })),
  }
}

const listed = {
  id: true,
  number: true,
  type: true,
  kind: true,
  state: true,
  unit: { select: { code: true, name: true } },
  signer: { select: { firstName: true, lastName: true } },
} as const

async function objectionsOf(db: Db, person: Person, act: ManyAct, rows: readonly Named[], now: Date) {
  const found = new Map<string, readonly Refusal[]>()
  if (act === 'print') return found
  for (let at = 0; at < rows.length; at += sideBySide) {
    await Promise.all(
      rows.slice(at, at + sideBySide).map(async (row) => {
        found.set(row.documentId, await objectionsNow(db, person, act, row, now))
      }),
    )
  }
  return found
}
