import type { Person } from '@/lib/access/rights'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { statesOf, type StateGroup } from '@/lib/documents/rules/lifecycle'
import { visibleDocuments } from '@/lib/documents/visibility'
import { matches } from '@/lib/learners/queries/names'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import type { Snapshot } from '@/lib/shared/snapshot'
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

/**
 * One page of the documents that the person sees, last changed first, each with its number of persons; `all` of them
 * where they were counted to be few.
 */
export async function documentList(db: Db, person: Person, filter: ListFilter, all = false) {
  const where = await seen(db, person, filter)
  const count = await db.document.count({ where })
  const pages = Math.max(1, Math.ceil(count / aPage))
  const page = Math.min(Math.max(1, filter.page ?? 1), pages)
  const documents = await db.document.findMany({
    where,
    orderBy: [...order[filter.sort ?? 'changed'], { id: 'asc' }],
    ...(all ? {} : { skip: (page - 1) * aPage, take: aPage }),
    select: listed,
  })
  return {
    documents: await withPersons(db, documents),
    count,
    page,
    pages,
    perPage: aPage,
  }
}

/** All documents of the list in its order, in pieces, each from the last one's place on. */
export async function* documentsForFile(rows: Snapshot, person: Person, filter: ListFilter) {
  const where = await seen(rows, person, filter)
  const sort = filter.sort ?? 'changed'
  for (let last: ListedDocument | undefined; ;) {
    const found: ListedDocument[] = await rows.document.findMany({
      where: last ? { AND: [where, following[sort](last)] } : where,
      orderBy: [...order[sort], { id: 'asc' }],
      take: aPiece,
      select: listed,
    })
    if (found.length === 0) return
    yield await withPersons(rows, found)
    last = found.at(-1)
  }
}

const aPiece = 200

type ListedDocument = Prisma.DocumentGetPayload<{ select: typeof listed }>

async function withPersons(db: Db | Tx, documents: readonly ListedDocument[]) {
  const persons = await rowCounts(
    db,
    documents.map(({ id }) => id),
  )
  return documents.map((document) => ({ ...document, persons: persons.get(document.id) ?? 0 }))
}

const seen = async (db: Db | Tx, person: Person, filter: ListFilter): Promise<Prisma.DocumentWhereInput> => ({
  AND: [visibleDocuments(person), ...(await filtered(db, person, filter))],
})

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
export async function rowCounts(db: Db | Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT document_id AS id, count(*)::int AS count FROM document_row WHERE document_id = ANY(${[...ids]}::uuid[]) GROUP BY 1`
  return new Map(counts.map(({ id, count }) => [id, count]))
}

const order = {
  changed: [{ changedAt: 'desc' }],
  number: [{ number: { sort: 'desc', nulls: 'last' } }],
  kind: [{ kind: 'asc' }, { changedAt: 'desc' }],
} as const satisfies Record<string, Prisma.DocumentOrderByWithRelationInput[]>

const later = ({ changedAt, id }: ListedDocument) => [
  { changedAt: { lt: changedAt } },
  { changedAt, id: { gt: id } },
]

/** Which documents stand behind one in each order. */
const following = {
  changed: (last) => ({ changedAt: { lte: last.changedAt }, OR: later(last) }),
  number: ({ number, id }) =>
    number === null
      ? { number, id: { gt: id } }
      : { OR: [{ number: { lt: number } }, { number: null }, { number, id: { gt: id } }] },
  kind: (last) => ({
    kind: { gte: last.kind },
    OR: [{ kind: { gt: last.kind } }, { kind: last.kind, OR: later(last) }],
  }),
} satisfies Record<keyof typeof order, (last: ListedDocument) => Prisma.DocumentWhereInput>

async function filtered(
  db: Db | Tx,
  person: Person,
  filter: ListFilter,
): Promise<Prisma.DocumentWhereInput[]> {
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
async function withPerson(db: Db | Tx, q: string): Promise<string[]> {
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
