import { mayOpen, reach, type Person, type Reach } from '@/lib/access/rights'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { documentScope } from '@/lib/documents/visibility'
import { addDays, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Amount } from '@/lib/shared/money'
import { mostCounted } from '@/lib/shared/paging'

/** The most lines of a list on the desk; a link leads to the rest. */
const most = 8
/** Days ahead for the endings of grants; leaves get a quarter. */
const endingDays = 30
const leaveDays = 90

type Waiting = {
  id: string
  kind: KindCode
  number: string
  issuedAt: Date
  signer: { firstName: string; lastName: string }
  persons: number
}
export type WaitingDocuments = { documents: Waiting[]; count: number }

/**
 * Documents that the person sees and others have to confirm in DHIS, the longest waiting first, and their number, up to
 * `mostCounted` and one. Those that wait for the person are among the todos. One statement.
 */
export async function waitingDocuments(db: Db, person: Person): Promise<WaitingDocuments> {
  if (!mayOpen(person, 'page /documents')) return { documents: [], count: 0 }
  const waiting = Prisma.sql`
    FROM documents_document d WHERE d.state = 'ISSUED' AND d.signer_id <> ${person.id}::uuid AND ${documentScope(person)}`
  const rows = await db.$queryRaw<(Waiting & { count: number })[]>`
    SELECT d.id, d.kind, d.number, d.issued_at AS "issuedAt",
           json_build_object('firstName', s.first_name, 'lastName', s.last_name) AS signer,
           (SELECT count(*)::int FROM documents_document_row r WHERE r.document_id = d.id) AS persons,
           (SELECT count(*)::int FROM (SELECT ${waiting} LIMIT ${mostCounted + 1}) AS counted) AS count
      FROM (SELECT * ${waiting} ORDER BY d.issued_at, d.id LIMIT ${most}) d JOIN access_user s ON s.id = d.signer_id
     ORDER BY d.issued_at, d.id`
  return { documents: rows.map(({ count: _, ...document }) => document), count: rows[0]?.count ?? 0 }
}

export type Ending = { unitId: string; unit: string; typeCode: string; type: string; count: number }
export type ComingLeave = { learnerId: string; name: string; unit: string; to: Day }
export type ComingMove = { transferId: string; house: string; count: number }
/** Something that comes on a day. */
export type Coming = { on: Day } & (
  ({ what: 'ENDING' } & Ending) | ({ what: 'LEAVE' } & ComingLeave) | ({ what: 'MOVE' } & ComingMove)
)

/** What comes for the person: grants that end, leaves that begin, pupils who are moved. One statement. */
export async function comingEvents(db: Db, person: Person, now: Date): Promise<Coming[]> {
  const today = dayInTallinn(now)
  const parts = [
    ...endingGrants(person, today),
    ...comingLeaves(person, today),
    ...comingMoves(person, today),
  ]
  if (parts.length === 0) return []
  const rows = await db.$queryRaw<{ what: Coming['what']; on: Day; detail: object }[]>`
    ${Prisma.join(parts, ' UNION ALL ')}`
  return rows.map(({ what, on, detail }) => ({ what, on, ...detail }) as Coming)
}

/** Grants whose last paid day is near, by unit, type and day, in the units within the person's reach. */
function endingGrants(person: Person, today: Day): Prisma.Sql[] {
  const units = reach(person, ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE', 'FINANCE'])
  if (units.length === 0) return []
  return [
    Prisma.sql`
    (SELECT 'ENDING' AS what, e.on::text AS on, jsonb_build_object('unitId', u.id, 'unit', u.name, 'typeCode', t.code,
            'type', t.name, 'count', e.count) AS detail
      FROM (SELECT g.unit_id, g.type_code, g.effective_to AS on, count(*) AS count FROM grants_in_force g
             WHERE g.effective_to BETWEEN ${today}::date AND ${addDays(today, endingDays)}::date
               AND g.effective_to >= g.paid_from AND ${unitIn(Prisma.sql`g.unit_id`, units)}
             GROUP BY 1, 2, 3 ORDER BY 3, 4 DESC LIMIT ${most}) e
      JOIN settings_unit u ON u.id = e.unit_id JOIN grants_grant_type t ON t.code = e.type_code
     ORDER BY e.on, e.count DESC)`,
  ]
}

/**
 * Academic leaves that begin soon, of learners whom the person may see; none for the finance office, which sees only
 * grants.
 */
function comingLeaves(person: Person, today: Day): Prisma.Sql[] {
  const units = reach(person, ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE'])
  if (units.length === 0) return []
  return [
    Prisma.sql`
    (SELECT 'LEAVE' AS what, a.from_on::text AS on, jsonb_build_object('learnerId', l.id, 'name', l.first_name || ' ' || l.last_name,
            'unit', u.name, 'to', a.to_on) AS detail
      FROM learners_academic_leave a JOIN learners_study_place p ON p.id = a.study_place_id
      JOIN learners_learner l ON l.id = p.learner_id JOIN settings_unit u ON u.id = p.unit_id
     WHERE a.annulled_at IS NULL AND a.from_on > ${today}::date AND a.from_on <= ${addDays(today, leaveDays)}::date
       AND ${unitIn(Prisma.sql`p.unit_id`, units)}
     ORDER BY a.from_on, a.id LIMIT 5)`,
  ]
}

/** Pupils who soon move out of or into a house with which the person works; one line per transfer and day. */
function comingMoves({ schools }: Person, today: Day): Prisma.Sql[] {
  if (schools.houses.length + schools.municipalities.length === 0) return []
  const own = Prisma.sql`(x.house_id = ANY(${[...schools.houses]}::uuid[]) OR h.id = ANY(${[...schools.houses]}::uuid[])
    OR h.municipality_id = ANY(${[...schools.municipalities]}::uuid[]))`
  return [
    Prisma.sql`
    (SELECT 'MOVE' AS what, r.day::text AS on, jsonb_build_object('transferId', t.id, 'house', h.name, 'count', count(*)) AS detail
      FROM schools_transfer_row r JOIN schools_transfer t ON t.id = r.transfer_id JOIN schools_house h ON h.id = t.house_id
      JOIN schools_placement x ON x.id = r.old_id
     WHERE t.state = 'MADE' AND r.taken_back_at IS NULL AND r.day > ${today}::date
       AND r.day <= ${addDays(today, leaveDays)}::date AND ${own}
     GROUP BY t.id, h.name, r.day ORDER BY r.day LIMIT ${most})`,
  ]
}

/** Acts that change a document's state for the outside world. */
const decisive = ['sent', 'confirmed', 'recheck', 'rejected', 'cancel', 'reopen'] as const
export type Decided = {
  documentId: string
  kind: KindCode
  number: string
  act: (typeof decisive)[number]
  who: string
  at: Date
  letters: number
}

/** The last acts on documents that the person sees, one line per document, newest first. One statement. */
export async function lastDecided(db: Db, person: Person): Promise<Decided[]> {
  if (!mayOpen(person, 'page /documents')) return []
  return db.$queryRaw`
    SELECT d.id AS "documentId", d.kind, d.number, h.act, h.who, h.at,
           (SELECT count(*)::int FROM deliveries_delivery x
             WHERE x.document_id = d.id AND x.topic = 'mail.letter' AND x.state = 'DONE') AS letters
      FROM (SELECT * FROM documents_document d WHERE d.number IS NOT NULL AND ${documentScope(person)}
             ORDER BY d.changed_at DESC, d.id DESC LIMIT 5) d
      JOIN LATERAL (SELECT act, who, at FROM documents_history_entry h
                     WHERE h.document_id = d.id AND h.act = ANY(${[...decisive]}) ORDER BY h.id DESC LIMIT 1) h ON true
     ORDER BY h.at DESC`
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
    SELECT d.id, d.number, d.kind, u.name AS unit, d.registered_on AS on, given.persons, given.sum,
           d.finance_told_at AS "toldAt"
      FROM (SELECT * FROM documents_document d
             WHERE d.state = 'REGISTERED'
               AND EXISTS (SELECT FROM grants_grant g WHERE g.document_id = d.id AND g.annulled_at IS NULL)
             ORDER BY d.registered_at DESC, d.id DESC LIMIT ${most}) d
      JOIN settings_unit u ON u.id = d.unit_id
      JOIN LATERAL (SELECT count(*)::int AS persons, sum(g.monthly_amount)::numeric(12, 2)::text AS sum
                      FROM grants_grant g WHERE g.document_id = d.id AND g.annulled_at IS NULL) given ON true
     ORDER BY d.registered_at DESC, d.id DESC`
  return rows.map((row) => ({ ...row, on: dayFromDate(row.on) }))
}

const unitIn = (column: Prisma.Sql, units: Reach) =>
  units === 'ALL' ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${[...units]}::uuid[])`
