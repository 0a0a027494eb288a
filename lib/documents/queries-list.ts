import { matches } from '@/lib/learners/queries/names'
import type { Person } from '@/lib/office/access'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { DocumentState, type DocumentType } from '@/lib/shared/generated/enums'
import type { KindCode } from './kinds'
import { stateGroup, type StateGroup } from './lifecycle'
import { isUuid } from './schema'
import { visibleDocuments } from './visibility'

/** Documents of a list's page. */
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

/** Documents the person sees, newest change first, with the number of persons on each; `all` for an export. */
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
    include: { unit: true, signer: true, drafter: true, _count: { select: { rows: true } } },
  })
  return { documents, count, page, pages, perPage: aPage }
}

const order = {
  changed: [{ changedAt: 'desc' }],
  number: [{ number: { sort: 'desc', nulls: 'last' } }],
  kind: [{ kind: 'asc' }, { changedAt: 'desc' }],
} as const satisfies Record<string, Prisma.DocumentOrderByWithRelationInput[]>

async function filtered(db: Db, person: Person, filter: ListFilter): Promise<Prisma.DocumentWhereInput[]> {
  const states = Object.values(DocumentState).filter((state) => stateGroup[state] === filter.group)
  const q = filter.q?.trim() ?? ''
  return [
    filter.type ? { type: filter.type } : {},
    filter.kind ? { kind: filter.kind } : {},
    filter.group ? { state: { in: states } } : {},
    filter.unitId && isUuid(filter.unitId) ? { unitId: filter.unitId } : {},
    filter.mine ? { OR: [{ creatorId: person.id }, { drafterId: person.id }] } : {},
    q === ''
      ? {}
      : { OR: [{ number: { contains: q, mode: 'insensitive' } }, { id: { in: await withPerson(db, q) } }] },
  ]
}

/** Ids of documents with a person so named. */
async function withPerson(db: Db, q: string): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.document_id AS id FROM document_row r JOIN learner l ON l.id = r.learner_id
     WHERE ${matches(q)}`
  return found.map(({ id }) => id)
}

/** Which of these documents the person sees, for links to them. */
export async function seenAmong(db: Db, person: Person, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const seen = await db.document.findMany({
    where: { AND: [visibleDocuments(person), { id: { in: [...new Set(ids)] } }] },
    select: { id: true },
  })
  return new Set(seen.map(({ id }) => id))
}

/** The person's own forms that have never been saved: offered again, in no list. */
export const ownNewForms = (db: Db, person: Person) =>
  db.workingCopy.findMany({
    where: { userId: person.id, revision: 0 },
    orderBy: { changedAt: 'desc' },
    take: 20,
  })
