import { mayOpen, reach, type Person, type Reach } from '@/lib/access/rights'
import { rowCounts } from '@/lib/documents/list/queries/list'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { visibleDocuments } from '@/lib/documents/visibility'
import { addDays, dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import type { Amount } from '@/lib/shared/money'

/** The most lines of a list on the desk; a link leads to the rest. */
const most = 8
/** Days ahead for the endings of grants; leaves get a quarter. */
const endingDays = 30
const leaveDays = 90

/**
 * Documents that the person sees and others have to confirm in DHIS, the longest waiting first, and their number. Those
 * that wait for the person are among the todos.
 */
export async function waitingDocuments(db: Db, person: Person) {
  if (!mayOpen(person, 'page /documents')) return { documents: [], count: 0 }
  const where = {
    AND: [{ state: 'ISSUED' as const, signerId: { not: person.id } }, visibleDocuments(person)],
  }
  const documents = await db.documentsDocument.findMany({
    where,
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: {
      id: true,
      type: true,
      kind: true,
      number: true,
      issuedAt: true,
      signer: { select: { firstName: true, lastName: true } },
    },
  })
  const count = documents.length < most ? documents.length : await db.documentsDocument.count({ where })
  const persons = await rowCounts(
    db,
    documents.map(({ id }) => id),
  )
  return {
    documents: documents.map((document) => ({ ...document, persons: persons.get(document.id) ?? 0 })),
    count,
  }
}

export type Ending = { unitId: string; unit: string; typeCode: string; type: string; on: Day; count: number }

/** Grants whose last paid day is near, by unit, type and day, in the units within the person's reach. */
export async function endingGrants(db: Db, person: Person, now: Date): Promise<Ending[]> {
  const units = learnerUnits(person)
  if (units.length === 0) return []
  const today = dayInTallinn(now)
  const until = addDays(today, endingDays)
  const rows = await db.$queryRaw<(Omit<Ending, 'on'> & { on: Date })[]>`
    SELECT u.id AS "unitId", u.name AS unit, t.code AS "typeCode", t.name AS type, e.on, e.count
      FROM (SELECT g.unit_id, g.type_code, g.effective_to AS on, count(*)::int AS count FROM grants_in_force g
             WHERE g.effective_to BETWEEN ${today}::date AND ${until}::date AND g.effective_to >= g.paid_from
               AND ${unitIn(Prisma.sql`g.unit_id`, units)}
             GROUP BY 1, 2, 3 ORDER BY 3, 4 DESC LIMIT ${most}) e
      JOIN settings_unit u ON u.id = e.unit_id JOIN grants_grant_type t ON t.code = e.type_code
     ORDER BY e.on, e.count DESC`
  return rows.map((row) => ({ ...row, on: dayFromDate(row.on) }))
}

export type ComingLeave = { learnerId: string; name: string; unit: string; from: Day; to: Day }

/**
 * Academic leaves that begin soon, of learners whom the person may see; none for the finance office, which sees only
 * grants.
 */
export async function comingLeaves(db: Db, person: Person, now: Date): Promise<ComingLeave[]> {
  const units = reach(person, ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE'])
  if (units.length === 0) return []
  const today = dayInTallinn(now)
  const leaves = await db.learnersAcademicLeave.findMany({
    where: {
      annulledAt: null,
      fromOn: { gt: dateFromDay(today), lte: dateFromDay(addDays(today, leaveDays)) },
      studyPlace: units === 'ALL' ? {} : { unitId: { in: [...units] } },
    },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
    take: 5,
    include: { studyPlace: { include: { learner: true, unit: true } } },
  })
  return leaves.map(({ fromOn, toOn, studyPlace: { learner, unit } }) => ({
    learnerId: learner.id,
    name: `${learner.firstName} ${learner.lastName}`,
    unit: unit.name,
    from: dayFromDate(fromOn),
    to: dayFromDate(toOn),
  }))
}

export type ComingMove = { transferId: string; house: string; on: Day; count: number }

/** Pupils who soon move out of or into a house with which the person works; one line per transfer and day. */
export async function comingMoves(db: Db, { schools }: Person, now: Date): Promise<ComingMove[]> {
  if (schools.houses.length + schools.municipalities.length === 0) return []
  const today = dayInTallinn(now)
  const own = Prisma.sql`(x.house_id = ANY(${[...schools.houses]}::uuid[]) OR h.id = ANY(${[...schools.houses]}::uuid[])
    OR h.municipality_id = ANY(${[...schools.municipalities]}::uuid[]))`
  const rows = await db.$queryRaw<(Omit<ComingMove, 'on'> & { on: Date })[]>`
    SELECT t.id AS "transferId", h.name AS house, r.day AS on, count(*)::int AS count
      FROM schools_transfer_row r JOIN schools_transfer t ON t.id = r.transfer_id JOIN schools_house h ON h.id = t.house_id
      JOIN schools_placement x ON x.id = r.old_id
     WHERE t.state = 'MADE' AND r.taken_back_at IS NULL AND r.day > ${today}::date
       AND r.day <= ${addDays(today, leaveDays)}::date AND ${own}
     GROUP BY t.id, h.name, r.day ORDER BY r.day LIMIT ${most}`
  return rows.map((row) => ({ ...row, on: dayFromDate(row.on) }))
}

/** Acts that change a document's state for the outside world. */
const decisive = ['sent', 'confirmed', 'recheck', 'rejected', 'cancel', 'reopen'] as const
export type Decided = {
  documentId: string
  type: DocumentType
  kind: KindCode
  number: string
  act: (typeof decisive)[number]
  who: string
  at: Date
  letters: number
}

/** The last acts on documents that the person sees, one line per document, newest first. */
export async function lastDecided(db: Db, person: Person): Promise<Decided[]> {
  if (!mayOpen(person, 'page /documents')) return []
  const documents = await db.documentsDocument.findMany({
    where: { AND: [{ number: { not: null } }, visibleDocuments(person)] },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: 5,
    select: { id: true },
  })
  return db.$queryRaw`
    SELECT * FROM (
      SELECT DISTINCT ON (d.id) d.id AS "documentId", d.type, d.kind, d.number, h.act, h.who, h.at,
             (SELECT count(*)::int FROM deliveries_delivery x
               WHERE x.document_id = d.id AND x.topic = 'mail.letter' AND x.state = 'DONE') AS letters
        FROM documents_document d JOIN documents_history_entry h ON h.document_id = d.id
       WHERE d.id = ANY(${documents.map(({ id }) => id)}::uuid[]) AND h.act = ANY(${[...decisive]})
       ORDER BY d.id, h.id DESC) AS last
     ORDER BY at DESC`
}

export type Registered = {
  id: string
  number: string
  kind: KindCode
  unit: string
  on: Day
  persons: number
  sum: Amount
  toldAt: Date | null
}

/** The newest registered directives that give grants, for the finance office: sums, no persons. */
export async function registeredGrants(db: Db, person: Person): Promise<Registered[]> {
  if (reach(person, ['FINANCE']).length === 0) return []
  const rows = await db.$queryRaw<(Omit<Registered, 'on'> & { on: Date })[]>`
    SELECT d.id, d.number, d.kind, u.name AS unit, d.registered_on AS on, count(g.id)::int AS persons,
           coalesce(sum(g.monthly_amount), 0)::numeric(12, 2)::text AS sum, d.finance_told_at AS "toldAt"
      FROM documents_document d JOIN settings_unit u ON u.id = d.unit_id JOIN grants_grant g ON g.document_id = d.id
     WHERE d.state = 'REGISTERED' AND g.annulled_at IS NULL
     GROUP BY d.id, d.number, d.kind, u.name, d.registered_on, d.registered_at, d.finance_told_at ORDER BY d.registered_at DESC LIMIT ${most}`
  return rows.map((row) => ({ ...row, on: dayFromDate(row.on) }))
}

const learnerUnits = (person: Person) => reach(person, ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE', 'FINANCE'])

const unitIn = (column: Prisma.Sql, units: Reach) =>
  units === 'ALL' ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${[...units]}::uuid[])`
