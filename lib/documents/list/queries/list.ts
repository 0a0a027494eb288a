import type { Person } from '@/lib/access/rights'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { statesOf, type StateGroup } from '@/lib/documents/rules/lifecycle'
import { visibleDocuments } from '@/lib/documents/visibility'
import { matches } from '@/lib/learners/queries/names'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { writtenCode } from '@/lib/shared/written'

/** Documents per page of the list. */
const aPage = 50

export type ListFilter = {
  q?: string
  type?: DocumentType
  kind?: KindCode
  group?: StateGroup
  unitId?: string
  mine?: boolean
  sort?: 'changed' | 'number' | 'kind'
  page?: number
}

/** Documents that the person sees, last changed first, each with its number of persons; `all` for an export. */
export async function documentList(db: Db, person: Person, filter: ListFilter, all = false) {
  const where: Prisma.DocumentWhereInput = {
    AND: [visibleDocuments(person), ...(await filtered(db, person, filter))],
  }
  const count = await db.document.count({ where })
  const pages = Math.max(1, Math.ceil(count / aPage))
  const page = Math.min(Math.max(1, filter.page ?? 1), pages)
  const documents = await db.document.findMany({
    where,
    orderBy: [...order[filter.sort ?? 'changed'], { id: 'asc' }],
    ...(all ? {} : { skip: (page - 1) * aPage, take: aPage }),
    select: listed,
  })
  const persons = await rowCounts(
    db,
    documents.map(({ id }) => id),
  )
  return {
    documents: documents.map((document) => ({ ...document, persons: persons.get(document.id) ?? 0 })),
    count,
    page,
    pages,
    perPage: aPage,
  }
}

const listed = {
  id: true,
  number: true,
  type: true,
  kind: true,
  state: true,
  changedAt: true,
  unit: { select: { code: true, name: true } },
  signer: { select: { firstName: true, lastName: true } },
  drafter: { select: { firstName: true, lastName: true } },
} as const satisfies Prisma.DocumentSelect

/** How many rows these documents have. Prisma's own count would scan the rows of all documents. */
export async function rowCounts(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT document_id AS id, count(*)::int AS count FROM document_row WHERE document_id = ANY(${[...ids]}::uuid[]) GROUP BY 1`
  return new Map(counts.map(({ id, count }) => [id, count]))
}

const order = {
  changed: [{ changedAt: 'desc' }],
  number: [{ number: { sort: 'desc', nulls: 'last' } }],
  kind: [{ kind: 'asc' }, { changedAt: 'desc' }],
} as const satisfies Record<string, Prisma.DocumentOrderByWithRelationInput[]>

async function filtered(db: Db, person: Person, filter: ListFilter): Promise<Prisma.DocumentWhereInput[]> {
  const q = filter.q?.trim() ?? ''
  return [
    filter.type ? { type: filter.type } : {},
    filter.kind ? { kind: filter.kind } : {},
    filter.group ? { state: { in: statesOf(filter.group) } } : {},
    filter.unitId && isUuid(filter.unitId) ? { unitId: filter.unitId } : {},
    filter.mine ? { OR: [{ creatorId: person.id }, { drafterId: person.id }] } : {},
    q === ''
      ? {}
      : {
          OR: [
            { number: { contains: writtenCode(q), mode: 'insensitive' } },
            { id: { in: await withPerson(db, q) } },
          ],
        },
  ]
}

/** Ids of documents with a person of that name. */
async function withPerson(db: Db, q: string): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.document_id AS id FROM document_row r JOIN learners_learner l ON l.id = r.learner_id
     WHERE ${matches(q)}`
  return found.map(({ id }) => id)
}

/** Which of these documents the person may see, for links to them. */
export async function seenAmong(db: Db, person: Person, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const seen = await db.document.findMany({
    where: { AND: [visibleDocuments(person), { id: { in: [...new Set(ids)] } }] },
    select: { id: true },
  })
  return new Set(seen.map(({ id }) => id))
}

/** The person's own forms that were never saved: offered again, but in no list. */
export const ownNewForms = (db: Db, person: Person) =>
  db.workingCopy.findMany({
    where: { userId: person.id, revision: 0 },
    orderBy: [{ changedAt: 'desc' }, { documentId: 'desc' }],
    take: 20,
  })
