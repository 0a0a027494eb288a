import type { Person } from '@/lib/access/rights'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { statesOf, type StateGroup } from '@/lib/documents/rules/lifecycle'
import { documentScope, visibleDocuments } from '@/lib/documents/visibility'
import { matches } from '@/lib/learners/queries/names'
import { areMany, namedOrder } from '@/lib/learners/queries/named-order'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, mostElsewhere, mostCounted, pageOf, type PageAsked } from '@/lib/shared/paging'
import type { Snapshot } from '@/lib/shared/snapshot'
import { writtenCode } from '@/lib/shared/written'

/** Documents per page of the list. */
export const documentsAPage = 50

export type ListFilter = Partial<PageAsked> & {
  q?: string
  type?: DocumentType
  kind?: KindCode
  group?: StateGroup
  unitId?: string
  mine?: boolean
  /** how far to count, where no number is shown */
  most?: number
  sort?: 'changed' | 'number' | 'kind'
}

export type ListedDocument = {
  id: string
  number: string | null
  type: DocumentType
  kind: string
  state: DocumentState
  changedAt: Date
  unit: { code: string; name: string }
  signer: { firstName: string; lastName: string }
  drafter: { firstName: string; lastName: string }
  persons: number
}

/**
 * Documents that the person sees, last changed first, each with its number of persons, one page; `all` of them where they
 * were counted to be few.
 * `count`: all that match, up to `documentsLimit`; `more` of them follow. Two statements.
 */
export async function documentList(
  db: Db,
  person: Person,
  asked: ListFilter,
  all = false,
): Promise<{ documents: ListedDocument[]; count: number; more: boolean }> {
  const filter = { page: 1, ...asked }
  const fits = fitting(person, filter)
  const collected = collecting(person, filter)
  const limit = documentsLimit(filter)
  const [{ count, common }] = await db.$queryRaw<[{ count: number; common: boolean }]>`
    SELECT CASE WHEN sought.common THEN (SELECT count(*) FROM (SELECT FROM document d WHERE ${fits} LIMIT ${limit}) d)
                ELSE (SELECT count(*) FROM (SELECT FROM ${collected} LIMIT ${limit}) d) END::int AS count, sought.common
      FROM (SELECT ${isCommon(filter)} AS common OFFSET 0) sought`
  const row = Prisma.sql`document d WHERE d.id = ${rowAsked(filter)}::uuid`
  const page = pageParts(orders[filter.sort ?? 'changed'], filter, documentsAPage, row)
  // The database can't know whether few documents fit, which are fetched and put in order, or many, of which the next ones
  // are soon met on the way through the order.
  const few = filter.q?.trim() ? !common : count <= mostCounted && count !== limit
  const those = few ? Prisma.sql`${collected} OFFSET 0` : Prisma.sql`document d WHERE ${fits}`
  const found = await db.$queryRaw<ListedDocument[]>`
    SELECT ${listed}
      FROM (SELECT * FROM (SELECT d.* FROM ${those}) d WHERE ${page.within} ORDER BY ${page.order}
             LIMIT ${all ? null : page.limit} OFFSET ${all ? 0 : page.offset}) d
           ${joined} ORDER BY ${page.order}`
  const { rows, more } = all ? { rows: found, more: false } : pageOf(found, filter, documentsAPage)
  return { documents: rows, count, more }
}

/** All documents of the list in its order, in pieces. */
export function documentsForFile(rows: Snapshot, person: Person, filter: ListFilter) {
  const order = inOrder(orders[filter.sort ?? 'changed'])
  return rows.$streamRaw<ListedDocument>`
    SELECT ${listed} FROM document d ${joined} WHERE ${fitting(person, { ...filter, q: '' })} AND ${among(filter)} ORDER BY ${order}`
}

/** What the list shows of `document d`, and the tables joined to it. */
const listed = Prisma.sql`
  d.id, d.number, d.type, d.kind, d.state, d.changed_at AS "changedAt", json_build_object('code', u.code, 'name', u.name) AS unit,
  json_build_object('firstName', s.first_name, 'lastName', s.last_name) AS signer,
  json_build_object('firstName', w.first_name, 'lastName', w.last_name) AS drafter,
  (SELECT count(*)::int FROM document_row r WHERE r.document_id = d.id) AS persons`
const joined = Prisma.sql`JOIN settings_unit u ON u.id = d.unit_id JOIN access_user s ON s.id = d.signer_id
  JOIN access_user w ON w.id = d.drafter_id`

const orders = {
  changed: { by: [Prisma.sql`d.changed_at`, Prisma.sql`d.id`], down: true },
  number: { by: [Prisma.sql`coalesce(d.number, '')`, Prisma.sql`d.id`], down: true },
  // The last changed first of each kind.
  kind: {
    by: [Prisma.sql`d.kind`, Prisma.sql`(timestamptz '3000-01-01 00:00Z' - d.changed_at)`, Prisma.sql`d.id`],
  },
} as const satisfies Record<string, { by: readonly Prisma.Sql[]; down?: boolean }>

/** The filter as a condition on `document d`, among those that the person sees. */
function fitting(person: Person, { q: typed = '', type, kind, group, unitId, mine }: ListFilter): Prisma.Sql {
  const q = typed.trim()
  return Prisma.join(
    [
      documentScope(person),
      ...(type ? [Prisma.sql`d.type = ${type}::"DocumentType"`] : []),
      ...(kind ? [Prisma.sql`d.kind = ${kind}`] : []),
      ...(group ? [Prisma.sql`d.state = ANY(${statesOf(group)}::"DocumentState"[])`] : []),
      ...(unitId && isUuid(unitId) ? [Prisma.sql`d.unit_id = ${unitId}::uuid`] : []),
      ...(mine ? [Prisma.sql`(d.creator_id = ${person.id}::uuid OR d.drafter_id = ${person.id}::uuid)`] : []),
      ...(q ? [Prisma.sql`(${numbered(q)} OR ${withPerson(q)})`] : []),
    ],
    ' AND ',
  )
}

/** How far the list is counted. */
export const documentsLimit = (filter: { count?: 'all'; q?: string; most?: number }) =>
  countLimit(filter, filter.most ?? (filter.q?.trim() ? mostElsewhere : mostCounted))

/** So many learners may have a name that their documents are found by them, and not the persons by the documents. */
const mostFoundByPerson = 2_000

const isCommon = ({ q = '' }: ListFilter) => {
  const name = namedOrder('l', q)
  return name
    ? areMany(name, Prisma.sql`learners_learner l`, matches(q), mostFoundByPerson)
    : Prisma.sql`false`
}

/** `document d` has that in its number, or a person of that name: of each document alone. */
const numbered = (q: string) => Prisma.sql`d.number ILIKE ${`%${writtenCode(q).replace(/[\\%_]/g, '\\$&')}%`}`
const withPerson = (q: string) => Prisma.sql`EXISTS (
  SELECT FROM document_row r CROSS JOIN LATERAL (SELECT FROM learners_learner l WHERE l.id = r.learner_id AND (${matches(q)}) IS TRUE OFFSET 0) l
   WHERE r.document_id = d.id OFFSET 0)`

/** Documents by number, or with a person of that name; some more than once. */
const named = (q: string) => Prisma.sql`
  SELECT n.id FROM document n WHERE n.number ILIKE ${`%${writtenCode(q).replace(/[\\%_]/g, '\\$&')}%`} UNION ALL
  SELECT r.document_id FROM (SELECT l.id FROM learners_learner l WHERE ${matches(q)} OFFSET 0) l
   CROSS JOIN LATERAL (SELECT r.document_id FROM document_row r WHERE r.learner_id = l.id OFFSET 0) r`

/** The filter's number or name as a condition on `document d`, for all of them at once. */
const among = ({ q = '' }: ListFilter) =>
  q.trim() ? Prisma.sql`d.id IN (${named(q.trim())})` : Prisma.sql`true`

/** The documents that fit, as `d`: those found by number or name one after another. */
function collecting(person: Person, filter: ListFilter): Prisma.Sql {
  const q = filter.q?.trim() ?? ''
  const fits = fitting(person, { ...filter, q: '' })
  if (!q) return Prisma.sql`document d WHERE ${fits}`
  return Prisma.sql`(SELECT DISTINCT id FROM (${named(q)}) n) found
    CROSS JOIN LATERAL (SELECT * FROM document d WHERE d.id = found.id OFFSET 0) d WHERE ${fits}`
}

/** How many rows these documents have. Prisma's own count would scan the rows of all documents. */
export async function rowCounts(db: Db | Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT document_id AS id, count(*)::int AS count FROM document_row WHERE document_id = ANY(${[...ids]}::uuid[]) GROUP BY 1`
  return new Map(counts.map(({ id, count }) => [id, count]))
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
