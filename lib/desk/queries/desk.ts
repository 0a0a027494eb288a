import { cache } from 'react'
import { holds, mayOpen, reach, type Door, type Person, type Reach } from '@/lib/access/rights'
import { givingKinds, type KindCode } from '@/lib/documents/rules/kinds'
import { editableStates } from '@/lib/documents/rules/lifecycle'
import { parkedNow, reasonsNow } from '@/lib/documents/sending/queries/news'
import { othersDrafts } from '@/lib/documents/visibility'
import { lastRefresh } from '@/lib/registrants/queries/last-refresh'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { mostApiece } from '@/lib/shared/paging'
import type { DeliveryState, DocumentState, DocumentType, Neighbour } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { deliveryScope, houseScope } from '@/lib/telling/queries/visible'
import { collisionsOf } from '../collisions/places'

/** Why a line is on the desk, the most pressing first. */
const order = [
  'STUCK',
  'PARKED',
  'JUHAN',
  'MOVING',
  'ARRIVALS',
  'NEIGHBOUR',
  'SCHOOL_REFUSED',
  'SCHOOL_LATE',
  'CODES',
  'PAUSED',
  'HELD',
  'SCHOOL_HELD',
  'SIGN',
  'CHECKED',
  'NEW',
  'TYPED',
  'DRAFT',
  'PROPOSAL',
  'FINANCE',
] as const
export type TodoWhat = (typeof order)[number]

/** A document, as a line of the desk names it. */
export type DeskDocument = {
  type: DocumentType
  kind: KindCode
  number: string | null
  state: DocumentState
  persons: number
}

/** One thing that waits for the person; `id`: the record that the line links to, if it is of one. `at`: since when, an instant. */
export type Todo = { id: string; at: Date } & (
  | {
      what: 'STUCK'
      document: DeskDocument
      delivery: {
        id: string
        topic: string
        state: DeliveryState
        problem: string
        triedAt: string
        dueAt: string
      }
    }
  | {
      what: 'PARKED'
      document: DeskDocument | null
      /** why it can't be applied now; none = nothing prevents it any more */
      reasons: Refusal[]
      /** it becomes void when DHIS has answered */
      ending: boolean
      documentId: string | null
      settles: boolean
    }
  | { what: 'MOVING'; house: string; state: 'UNDER_WAY' | 'REFUSED' }
  | { what: 'ARRIVALS'; house: string; count: number }
  | { what: 'NEIGHBOUR' | 'HELD'; neighbour: Neighbour; count: number }
  | { what: 'SCHOOL_REFUSED' | 'SCHOOL_LATE' | 'SCHOOL_HELD'; count: number }
  | { what: 'CODES'; count: number }
  | { what: 'PAUSED'; neighbour: Neighbour }
  | {
      what: 'JUHAN'
      run: string
      name: string
      state: 'PLANNED' | 'FAILED' | 'APPLIED'
      /** of APPLIED: how many registrants differ from Juhan, and the names of the first ones */
      count: number
      names: string[]
    }
  | { what: 'SIGN'; document: DeskDocument; dhisUrl: string }
  | { what: 'NEW'; kind: KindCode }
  | { what: 'CHECKED' | 'TYPED' | 'DRAFT' | 'PROPOSAL' | 'FINANCE'; document: DeskDocument }
)

/** The most lines of the desk; the heading counts all. */
export const mostTodos = 30

/** The desk's lines and the deliveries that failed are counted so far, because every page counts them. */
export const mostWaiting = 100

/**
 * Everything that waits for the person, the most pressing kind first, then the oldest. Two statements at most, beside
 * `deskCounts`, which every page asks.
 */
export async function deskTodos(db: Db, person: Person): Promise<Todo[]> {
  const inOrder = Prisma.sql`array_position(${[...order]}::text[], what), at, id`
  const rows = await db.$queryRaw<{ what: TodoWhat; id: string; at: Date; detail: object }[]>`
    SELECT what, t.id, at, detail || CASE WHEN document_id IS NULL THEN '{}' ELSE jsonb_build_object('document', (
             SELECT ${described} FROM documents_document d WHERE d.id = t.document_id)) END AS detail
      FROM (SELECT * FROM (${todos(person)}) AS t ORDER BY ${inOrder} LIMIT ${mostTodos}) AS t ORDER BY ${inOrder}`
  const asNow = await parkedAsNow(db, rows)
  const lines = rows.map(({ detail, ...row }) => ({ ...row, ...detail, ...asNow.get(row.id) }) as Todo)
  const { codes } = await deskCounts(db, person)
  return codes ? withCodes(lines, codes) : lines
}

/** The lines with the one about codes at its place. */
function withCodes(lines: Todo[], codes: SharedCodes): Todo[] {
  const place = order.indexOf('CODES')
  const before = lines.filter(({ what }) => order.indexOf(what) < place)
  return [...before, { what: 'CODES', ...codes } as const, ...lines.slice(before.length)].slice(0, mostTodos)
}

/** What now prevents each piece of parked news, whatever parked it. One statement if there is any. */
async function parkedAsNow(db: Db, rows: readonly { what: TodoWhat; id: string; detail: object }[]) {
  const parked = rows.filter(({ what }) => what === 'PARKED')
  const kept = parked.map(({ detail }) => detail as Parameters<typeof parkedNow>[1][number])
  const standing = await parkedNow(db, kept, now())
  return new Map(
    parked.map(({ id }, at) => {
      const { ending } = standing[at]!
      return [
        id,
        { reasons: reasonsNow(kept[at]!.reasons as Refusal[], standing[at]!), ending, body: undefined },
      ]
    }),
  )
}

type DeskCounts = { desk: number; deliveries: number; ehisLog: number; codes: SharedCodes | null }

/**
 * How much waits on the desk and in the deliveries, for the navigation and the heading, each up to `mostWaiting` and one;
 * what isn't shown isn't counted. One statement a request, and another while codes collide. `codes`: those that the person
 * has to part, null if there are none.
 */
export const deskCounts = cache(async (db: Db, person: Person): Promise<DeskCounts> => {
  const shown = (door: Door, count: Prisma.Sql) => (mayOpen(person, door) ? count : Prisma.sql`0`)
  const counted = (rows: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${rows} LIMIT ${mostWaiting + 1}) AS counted)`
  const failed =
    counted(Prisma.sql`deliveries_delivery x LEFT JOIN documents_document d ON d.id = x.document_id
      WHERE x.state = 'NEEDS_PERSON' AND ${deliveryScope(person)}`)
  const news = holds(person, 'STUDY_OFFICE')
    ? counted(Prisma.sql`documents_news WHERE state = 'PARKED'`)
    : Prisma.sql`0`
  const ofSchools = counted(
    Prisma.sql`deliveries_delivery x WHERE ${open(person)} AND x.state <> 'HELD' AND ${late()}`,
  )
  const [{ collide, ...counts }] = await db.$queryRaw<[Omit<DeskCounts, 'codes'> & { collide: boolean }]>`
    SELECT ${counted(Prisma.sql`(${todos(person)}) AS t`)} AS desk,
           ${shown('page /deliveries', Prisma.sql`${failed} + ${news}`)} AS deliveries,
           ${shown('page /schools/ehis-log', ofSchools)} AS "ehisLog",
           ${mayOpen(person, 'page /settings/collisions') ? Prisma.sql`codes_collide()` : Prisma.sql`false`} AS collide`
  const codes = collide ? await sharedCodes(db, person) : null
  return { ...counts, desk: Math.min(counts.desk + (codes ? 1 : 0), mostWaiting + 1), codes }
})

/**
 * Lines as (what, id, at, document_id, detail); the person's roles decide which ones to include. A document is described
 * where its line is shown, because more wait than are shown.
 */
function todos(person: Person): Prisma.Sql {
  const parts = [newForms(person), toSign(person)]
  if (reach(person, drafting).length > 0)
    parts.push(stuck(person), drafts(person), parked(person), financeNotTold(person))
  if (mayOpen(person, 'page /deliveries')) parts.push(strandedNeighbours(person))
  if (holds(person, 'MUNICIPAL_OFFICIAL') || holds(person, 'SCHOOL_REP')) parts.push(schoolMessages(person))
  if (holds(person, 'CE_CLERK')) parts.push(lists(person))
  if (mayOpen(person, 'act schools.transfer')) parts.push(moving(person), arrivals(person))
  if (holds(person, 'ADMIN')) parts.push(paused)
  if (holds(person, 'STUDY_OFFICE')) parts.push(held, proposed)
  return Prisma.join(parts, ' UNION ALL ')
}

/** What a line says of `document d`. */
const described = Prisma.sql`jsonb_build_object('type', d.type, 'kind', d.kind, 'number', d.number, 'state', d.state,
  'persons', (SELECT count(*) FROM documents_document_row r WHERE r.document_id = d.id))`

const unitIn = (reached: Reach) =>
  reached === 'ALL' ? Prisma.sql`true` : Prisma.sql`d.unit_id = ANY(${[...reached]}::uuid[])`

const drafting = ['UNIT_CLERK', 'CE_CLERK', 'STUDY_OFFICE'] as const

/** The person is the drafter and still drafts for the unit (spec 2 "Drafter"). Two tests, each with its index. */
const own = (
  person: Person,
) => Prisma.sql`((d.creator_id = ${person.id}::uuid OR d.drafter_id = ${person.id}::uuid)
  AND ${unitIn(reach(person, drafting))})`

/** Messages about the person's documents that DHIS hasn't taken: failed, or waiting after failed tries. */
const stuckDeliveries = (person: Person) => Prisma.sql`
  SELECT DISTINCT ON (x.document_id) x.* FROM deliveries_delivery x JOIN documents_document d ON d.id = x.document_id
   WHERE x.neighbour = 'DHIS' AND x.topic <> 'dhis.look'
     AND (x.state = 'NEEDS_PERSON' OR (x.state = 'WAITING' AND x.problem IS NOT NULL))
     AND (${own(person)} OR ${othersDrafts(person)})
   ORDER BY x.document_id, x.seq`

const stuck = (person: Person) => Prisma.sql`
  SELECT 'STUCK', x.document_id, x.created_at, x.document_id, jsonb_build_object('delivery',
         jsonb_build_object('id', x.id, 'topic', x.topic, 'state', x.state, 'problem', coalesce(x.problem, ''),
           'triedAt', coalesce((SELECT max(e.at) FROM deliveries_exchange e WHERE e.delivery_id = x.id), x.created_at),
           'dueAt', x.due_at))
    FROM (${stuckDeliveries(person)}) AS x`

const drafts = (person: Person) => Prisma.sql`
  SELECT CASE WHEN w.user_id IS NOT NULL THEN 'TYPED' WHEN d.state = 'CHECKED' THEN 'CHECKED' ELSE 'DRAFT' END,
         d.id, coalesce(w.changed_at, d.changed_at), d.id, '{}'::jsonb
    FROM documents_document d LEFT JOIN documents_working_copy w ON w.document_id = d.id AND w.user_id = ${person.id}::uuid
   WHERE d.state = ANY(${[...editableStates]}::"DocumentState"[]) AND ${own(person)}
     AND d.id NOT IN (SELECT document_id FROM (${stuckDeliveries(person)}) AS x)`

const newForms = (person: Person) => Prisma.sql`
  SELECT 'NEW' AS what, w.document_id AS id, w.changed_at AS at, NULL::uuid AS document_id, jsonb_build_object('kind', w.kind) AS detail
    FROM documents_working_copy w
   WHERE w.user_id = ${person.id}::uuid AND NOT EXISTS (SELECT FROM documents_document d WHERE d.id = w.document_id)`

/** Of a kind that may be as many as there are documents, as many as are counted; the desk shows fewer. */
const oldest = Prisma.sql`ORDER BY d.registered_at, d.id LIMIT ${mostWaiting + 1}`

/** The study office settles all parked news; a drafter is only told of it. */
const parked = (person: Person) => Prisma.sql`
  SELECT 'PARKED', n.id, n.received_at, d.id, jsonb_build_object('reasons', n.reasons, 'body', n.body,
         'endReason', n.end_reason, 'documentId', d.id, 'settles', ${holds(person, 'STUDY_OFFICE')}::boolean, 'document', NULL)
    FROM documents_news n LEFT JOIN documents_document d ON d.id = n.document_id
   WHERE n.state = 'PARKED' AND (${holds(person, 'STUDY_OFFICE')} OR ${own(person)})`

const financeNotTold = (person: Person) => Prisma.sql`
  (SELECT 'FINANCE', d.id, d.registered_at, d.id, '{}'::jsonb
     FROM documents_document d
    WHERE d.drafter_id = ${person.id}::uuid AND d.state = 'REGISTERED' AND d.finance_told_at IS NULL
      AND d.kind = ANY(${[...givingKinds]}) AND ${own(person)} AND EXISTS (SELECT FROM grants_grant g WHERE g.document_id = d.id)
    ${oldest})`

/** Registered proposals from which no directive has been made yet. */
const proposed = Prisma.sql`
  (SELECT 'PROPOSAL', d.id, d.registered_at, d.id, '{}'::jsonb
     FROM documents_open_proposal o JOIN documents_document d ON d.id = o.id ${oldest})`

/**
 * Runs whose last refresh from Juhan waits for a yes, failed, or left registrants who differ there. Leaves out runs
 * whose results protocol answers for the difference.
 */
const lists = (person: Person) => Prisma.sql`
  SELECT 'JUHAN', f.id, f.started_at, NULL, jsonb_build_object('run', r.id, 'name', p.name || ', ' || r.code, 'state', f.state,
         'count', kept.count, 'names', coalesce(kept.names, '{}'))
    FROM registrants_run r JOIN registrants_programme p ON p.id = r.programme_id
    ${lastRefresh}
   WHERE p.unit_id = ANY(${units(reach(person, ['CE_CLERK']))}::uuid[])
     AND (f.state IN ('PLANNED', 'FAILED') OR (f.state = 'APPLIED' AND kept.count > 0
          AND NOT EXISTS (SELECT FROM registrants_protocol WHERE run_id = r.id)))`

const units = (reached: Reach) => (reached === 'ALL' ? [] : [...reached])

const toSign = (person: Person) => Prisma.sql`
  SELECT 'SIGN', d.id, d.issued_at, d.id, jsonb_build_object('dhisUrl', d.dhis_url)
    FROM documents_document d WHERE d.state = 'ISSUED' AND d.signer_id = ${person.id}::uuid`

/**
 * Deliveries that failed for good, by neighbour, counted to `mostApiece` and one. Those to DHIS are shown with their
 * documents, except to the administrator.
 */
const strandedNeighbours = (person: Person) =>
  byNeighbour(
    Prisma.sql`'NEIGHBOUR'`,
    Prisma.sql`
    deliveries_delivery x LEFT JOIN documents_document d ON d.id = x.document_id
     WHERE x.state = 'NEEDS_PERSON' AND x.neighbour = n.neighbour AND ${deliveryScope(person)}
       AND (x.neighbour <> 'DHIS' OR ${holds(person, 'ADMIN')}) AND (x.house_id IS NULL OR ${holds(person, 'ADMIN')})`,
  )

/** One line per neighbour `n` that has deliveries, whose tables and condition are given, since the first of them was made. */
const byNeighbour = (what: Prisma.Sql, deliveries: Prisma.Sql) => Prisma.sql`
  SELECT ${what}, md5(n.neighbour::text)::uuid, first.created_at, NULL,
         jsonb_build_object('neighbour', n.neighbour, 'count', (SELECT count(*) FROM (
           SELECT FROM ${deliveries} LIMIT ${mostApiece + 1}) x))
    FROM unnest(enum_range(NULL::"Neighbour")) AS n (neighbour)
    CROSS JOIN LATERAL (SELECT x.created_at FROM ${deliveries} ORDER BY x.created_at LIMIT 1) first`

/** The person's transfers of pupils that are being carried out, or were recently refused on the way. */
const moving = (person: Person) => Prisma.sql`
  SELECT 'MOVING', t.id, t.asked_at, NULL, jsonb_build_object('house', h.name, 'state', t.state)
    FROM schools_transfer t JOIN schools_house h ON h.id = t.house_id
   WHERE t.asked_by_id = ${person.id}::uuid
     AND (t.state = 'UNDER_WAY' OR (t.state = 'REFUSED' AND t.ended_at > ${now()}::timestamptz - interval '7 days'))`

/**
 * Pupils whose day has come and whom the receiving house hasn't ticked off, one line per house, for the house's own
 * users.
 */
const arrivals = ({ schools }: Person) => Prisma.sql`
  SELECT 'ARRIVALS', h.id, min(r.day)::timestamptz, NULL, jsonb_build_object('house', h.name, 'count', count(*))
    FROM schools_transfer_row r JOIN schools_transfer t ON t.id = r.transfer_id JOIN schools_house h ON h.id = t.house_id
   WHERE h.id = ANY(${[...schools.houses]}::uuid[]) AND t.state = 'MADE' AND r.taken_back_at IS NULL
     AND r.arrived_at IS NULL AND r.day <= ${dayInTallinn(now())}::date
   GROUP BY h.id, h.name`

type SharedCodes = { id: string; at: Date; count: number }

/**
 * Codes shared by several records since before codes had one written form: one line, dated by the last migration about
 * it. Asked only while any collide: to plan it costs more than all the rest of the desk.
 */
async function sharedCodes(db: Db, person: Person): Promise<SharedCodes | null> {
  const [codes] = await db.$queryRaw<SharedCodes[]>`
    SELECT gen_random_uuid() AS id, count(DISTINCT (place, form))::int AS count,
           coalesce((SELECT min(at) FROM access_audit_entry WHERE act = 'written.form'), now()) AS at
      FROM (${collisionsOf(person)}) AS t HAVING count(*) > 0`
  return codes ?? null
}

const paused = Prisma.sql`
  SELECT 'PAUSED', p.by_id, p.paused_at, NULL, jsonb_build_object('neighbour', p.neighbour) FROM deliveries_pause p`

/** Schools' messages to EHIS that still wait, found by their index: a house's messages of a year are many, these are few. */
const open = (person: Person) =>
  Prisma.sql`(x.topic = 'ehis.pupil' AND x.state IN ('WAITING', 'HELD', 'NEEDS_PERSON') AND ${houseScope(person)})`

/** Not one of those that wait for a day to come: refused, held, or waiting for EHIS or an earlier one about its pupil. */
const late = () => Prisma.sql`(x.state <> 'WAITING' OR x.due_on < ${dayInTallinn(now())}::date)`

/**
 * Schools' own messages to EHIS: refused ones, late ones and held ones, one line each, counted to `mostApiece` and one;
 * `at` is when the first of those counted was made.
 */
const schoolMessages = (person: Person) => Prisma.sql`
  SELECT line.what, md5(line.state)::uuid, waiting.at, NULL, jsonb_build_object('count', waiting.count)
    FROM (VALUES ('SCHOOL_HELD', 'HELD'), ('SCHOOL_LATE', 'WAITING'), ('SCHOOL_REFUSED', 'NEEDS_PERSON')) AS line (what, state)
    CROSS JOIN LATERAL (SELECT min(created_at) AS at, count(*)::int AS count FROM (
      SELECT x.created_at FROM deliveries_delivery x WHERE ${open(person)} AND x.state = line.state::"DeliveryState" AND ${late()}
       LIMIT ${mostApiece + 1}) x) waiting
   WHERE waiting.count > 0`

/** Messages for the study office to release, one line per neighbour, counted to `mostApiece` and one. */
const held = byNeighbour(
  Prisma.sql`'HELD'`,
  Prisma.sql`deliveries_delivery x WHERE x.state = 'HELD' AND x.house_id IS NULL AND x.neighbour = n.neighbour`,
)
