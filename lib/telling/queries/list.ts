import type { Person } from '@/lib/access/rights'
import { holds } from '@/lib/access/rights'
import { topics, type Topic } from '@/lib/deliveries/topics'
import type { KindCode } from '@/lib/documents/rules/kinds'
import type { Bearing } from '@/lib/documents/visibility'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, mostCounted, pageOf } from '@/lib/shared/paging'
import type { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { Snapshot } from '@/lib/shared/snapshot'
import type { DeliveryFilter } from './filter'
import { houseScope, officeFound, officeScope, seesContent, seesOffice, visibleDelivery } from './visible'

export const deliveriesAPage = 50

/**
 * A delivery as lists show it. `content`: the person may see more than its state; without it `learner` is null and the
 * neighbour's own words of a problem must not be shown.
 */
export type DeliveryLine = {
  id: string
  neighbour: Neighbour
  topic: Topic
  state: DeliveryState
  dueAt: Date
  createdAt: Date
  settledAt: Date | null
  attempts: number
  problem: string | null
  document: { id: string; number: string | null; kind: KindCode } | null
  run: { id: string; code: string } | null
  learner: string | null
  content: boolean
}

/**
 * One page of the deliveries the person may see, how many match, up to `countLimit`, and whether more follow. Two
 * statements.
 */
export async function deliveryList(db: Db, person: Person, filter: DeliveryFilter, now: Date) {
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (${branches(person, filter, now, 'COLLECTED', some(countLimit(filter)))} LIMIT ${countLimit(filter)}) x`
  const row = Prisma.sql`deliveries_delivery x WHERE x.id = ${rowAsked(filter)}::uuid`
  const page = pageParts(orders[filter.sort], filter, deliveriesAPage, row)
  // The database can't know whether few deliveries fit, which are fetched and put in order, or many, of which the next ones
  // are soon met on the way through the order.
  const next = Prisma.sql`AND ${page.within} ORDER BY ${page.order} LIMIT ${page.limit + page.offset}`
  const found = await db.$queryRaw<Found[]>`
    SELECT ${line} FROM (SELECT * FROM (${
      count <= mostCounted
        ? branches(person, filter, now, 'COLLECTED', Prisma.sql`AND ${page.within} OFFSET 0`)
        : branches(person, filter, now, 'WALKED', next)
    }) x ORDER BY ${page.order} LIMIT ${page.limit} OFFSET ${page.offset}) x ${joined} ORDER BY ${page.order}`
  const { rows, more } = pageOf(found, filter, deliveriesAPage)
  return { lines: rows.map((each) => lineOf(person, each)), count, more }
}

const some = (most: number | null) => Prisma.sql`LIMIT ${most}`

/**
 * The deliveries that fit, the university's and the schools' apart, because each has indexes of its own. COLLECTED: found
 * by what shows them to the person; WALKED: each is asked whether the person sees it. `end` ends both statements.
 */
function branches(
  person: Person,
  filter: DeliveryFilter,
  now: Date,
  how: 'COLLECTED' | 'WALKED',
  end: Prisma.Sql,
): Prisma.Sql {
  const fits = fitting(filter, now)
  const office =
    how === 'COLLECTED' && !seesOffice(person)
      ? Prisma.sql`(${officeFound(person, fits)}) x WHERE true`
      : Prisma.sql`deliveries_delivery x LEFT JOIN documents_document d ON d.id = x.document_id
          WHERE x.house_id IS NULL AND ${officeScope(person)}`
  const ofOffice = Prisma.sql`SELECT o.* FROM (SELECT x.* FROM ${office} AND ${fits} ${end}) o`
  if (!reachesSchools(person, filter)) return ofOffice
  const ofSchools = Prisma.sql`deliveries_delivery x
    WHERE x.house_id IS NOT NULL AND ${holds(person, 'ADMIN') ? Prisma.sql`true` : houseScope(person)}`
  return Prisma.sql`${ofOffice} UNION ALL SELECT s.* FROM (SELECT x.* FROM ${ofSchools} AND ${fits} ${end}) s`
}

/** Whether any of the schools' messages can be among those asked for: all of them are about pupils, to EHIS. */
const reachesSchools = (person: Person, { neighbour, topic, document }: DeliveryFilter) =>
  (holds(person, 'ADMIN') || person.schools.houses.length > 0 || person.schools.municipalities.length > 0) &&
  (neighbour ?? 'EHIS') === 'EHIS' &&
  (topic ?? 'ehis.pupil') === 'ehis.pupil' &&
  document === undefined

/** The filter as a condition on `delivery x`. */
function fitting({ neighbour, state, topic, due, document }: DeliveryFilter, now: Date): Prisma.Sql {
  const ofNeighbour = Object.entries(topics).flatMap(([name, of]) => (of.neighbour === neighbour ? name : []))
  const conditions = [
    neighbour && Prisma.sql`x.topic = ANY(${ofNeighbour}) AND x.neighbour = ${neighbour}::"Neighbour"`,
    state && Prisma.sql`x.state = ${state}::"DeliveryState"`,
    topic && Prisma.sql`x.topic = ${topic}`,
    document && Prisma.sql`x.document_id = ${document}::uuid`,
    due === 'now' && Prisma.sql`x.state = 'WAITING' AND x.due_at <= ${now}`,
    due === 'later' && Prisma.sql`x.state = 'WAITING' AND x.due_at > ${now}`,
  ].filter((each) => typeof each === 'object')
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`
}

const orders = {
  newest: { by: [Prisma.sql`x.seq`], down: true },
  due: { by: [Prisma.sql`x.due_at`, Prisma.sql`x.seq`] },
  attempts: { by: [Prisma.sql`x.attempts`, Prisma.sql`x.seq`], down: true },
} as const satisfies Record<DeliveryFilter['sort'], { by: readonly Prisma.Sql[]; down?: boolean }>

/** What a list shows of `delivery x`, and what decides how much of it. */
const line = Prisma.sql`x.id, x.neighbour, x.topic, x.state, x.due_at AS "dueAt", x.created_at AS "createdAt",
  x.settled_at AS "settledAt", x.attempts, x.problem,
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'number', d.number, 'type', d.type, 'kind', d.kind, 'state', d.state,
    'unitId', d.unit_id, 'creatorId', d.creator_id, 'drafterId', d.drafter_id, 'signerId', d.signer_id) END AS document,
  CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'code', r.code, 'unitId', p.unit_id) END AS run,
  CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'municipalityId', h.municipality_id) END AS house,
  l.first_name || ' ' || l.last_name AS learner`
const joined = Prisma.sql`
  LEFT JOIN documents_document d ON d.id = x.document_id LEFT JOIN registrants_run r ON r.id = x.run_id
  LEFT JOIN registrants_programme p ON p.id = r.programme_id LEFT JOIN schools_house h ON h.id = x.house_id
  LEFT JOIN learners_learner l ON l.id = x.learner_id`

type Found = Omit<DeliveryLine, 'document' | 'run' | 'content'> & {
  document: (Bearing & { id: string; number: string | null }) | null
  run: { id: string; code: string; unitId: string } | null
  house: { id: string; municipalityId: string } | null
}

function lineOf(person: Person, { document, run, house, learner, ...own }: Found): DeliveryLine {
  const content = seesContent(person, { document, run: run && { programme: run }, house })
  return {
    ...own,
    document: document && { id: document.id, number: document.number, kind: document.kind as KindCode },
    run: run && { id: run.id, code: run.code },
    content,
    learner: content ? learner : null,
  }
}

/**
 * The university's held deliveries that pass the filter: how many, and the last one's place in the order of posting.
 */
export async function heldDeliveries(db: Db, person: Person, filter: DeliveryFilter, now: Date) {
  const found = await db.deliveriesDelivery.aggregate({
    where: heldWhere(person, filter, now),
    _count: true,
    _max: { seq: true },
  })
  return { count: found._count, until: String(found._max.seq ?? 0) }
}

export const heldWhere = (
  person: Person,
  filter: DeliveryFilter,
  now: Date,
): Prisma.DeliveriesDeliveryWhereInput => ({
  AND: [conditions(person, filter, now), { state: 'HELD', houseId: null }],
})

/** All deliveries of the list in its order, in pieces. */
export async function* deliveriesForFile(rows: Snapshot, person: Person, filter: DeliveryFilter, now: Date) {
  const order = inOrder(orders[filter.sort])
  const found = rows.$streamRaw<Found>`
    SELECT ${line} FROM (SELECT * FROM (${branches(person, filter, now, 'WALKED', Prisma.sql`ORDER BY ${order}`)}) x ORDER BY ${order}) x
           ${joined} ORDER BY ${order}`
  for await (const piece of found) yield piece.map((each) => lineOf(person, each))
}

/** The fields of a delivery's run that a list needs. */
export const runFields = {
  id: true,
  code: true,
  programme: { select: { unitId: true, name: true } },
} as const satisfies Prisma.RegistrantsRunSelect

function conditions(person: Person, filter: DeliveryFilter, now: Date): Prisma.DeliveriesDeliveryWhereInput {
  const { neighbour, state, topic, due, document } = filter
  const dueOn = due && { state: 'WAITING' as const, dueAt: due === 'now' ? { lte: now } : { gt: now } }
  return { AND: [visibleDelivery(person), { neighbour, state, topic, documentId: document }, dueOn ?? {}] }
}

export type NeighbourStanding = {
  neighbour: Neighbour
  waiting: number
  needsPerson: number
  lastDoneAt: Date | null
  pausedAt: Date | null
}

/** The standing of each neighbour that has had a message or is paused. One statement. */
export async function neighbourStandings(db: Db): Promise<NeighbourStanding[]> {
  return db.$queryRaw`
    SELECT n.neighbour::text AS neighbour,
           (SELECT count(*)::int FROM deliveries_delivery d WHERE d.neighbour = n.neighbour AND d.state = 'WAITING') AS waiting,
           (SELECT count(*)::int FROM deliveries_delivery d WHERE d.neighbour = n.neighbour AND d.state = 'NEEDS_PERSON')
             AS "needsPerson",
           (SELECT d.settled_at FROM deliveries_delivery d
             WHERE d.neighbour = n.neighbour AND d.state = 'DONE' AND d.settled_at IS NOT NULL
             ORDER BY d.settled_at DESC LIMIT 1) AS "lastDoneAt",
           (SELECT p.paused_at FROM deliveries_pause p WHERE p.neighbour = n.neighbour) AS "pausedAt"
      FROM unnest(enum_range(NULL::"Neighbour")) AS n(neighbour)
     WHERE (SELECT d.neighbour FROM deliveries_delivery d WHERE d.neighbour = n.neighbour
             ORDER BY d.neighbour, d.settled_at LIMIT 1) IS NOT NULL
        OR EXISTS (SELECT FROM deliveries_pause p WHERE p.neighbour = n.neighbour)`
}
