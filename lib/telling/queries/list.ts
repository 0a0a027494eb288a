import type { Person } from '@/lib/access/rights'
import type { Topic } from '@/lib/deliveries/topics'
import type { KindCode } from '@/lib/documents/rules/kinds'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { DeliveryFilter } from './filter'
import { seesContent, visibleDelivery } from './visible'

export const deliveriesAPage = 50
/** An export reads this many at a time, so that its memory does not grow with the list. */
const batch = 1_000

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

/** One page of the deliveries the person may see, and how many match. Three statements. */
export async function deliveryList(db: Db, person: Person, filter: DeliveryFilter, now: Date) {
  const where = conditions(person, filter, now)
  const count = await db.deliveriesDelivery.count({ where })
  const pages = Math.max(1, Math.ceil(count / deliveriesAPage))
  const page = Math.min(filter.page, pages)
  const found = await db.deliveriesDelivery.findMany({
    where,
    orderBy: orders[filter.sort],
    skip: (page - 1) * deliveriesAPage,
    take: deliveriesAPage,
    select,
  })
  return { lines: await withLearners(db, person, found), count, page, pages }
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

/** The whole list in the same order, some at a time. */
export async function* allDeliveries(db: Db, person: Person, filter: DeliveryFilter, now: Date) {
  const where = conditions(person, filter, now)
  for (let last: string | undefined; ;) {
    const found = await db.deliveriesDelivery.findMany({
      where,
      orderBy: orders[filter.sort],
      take: batch,
      ...(last ? { cursor: { id: last }, skip: 1 } : {}),
      select,
    })
    if (found.length === 0) return
    yield await withLearners(db, person, found)
    last = found.at(-1)!.id
  }
}

const orders = {
  newest: [{ seq: 'desc' }],
  due: [{ dueAt: 'asc' }, { seq: 'asc' }],
  attempts: [{ attempts: 'desc' }, { seq: 'desc' }],
} as const satisfies Record<DeliveryFilter['sort'], Prisma.DeliveriesDeliveryOrderByWithRelationInput[]>

/** The fields of a delivery's run that a list needs. */
export const runFields = {
  id: true,
  code: true,
  programme: { select: { unitId: true, name: true } },
} as const satisfies Prisma.RegistrantsRunSelect

const select = {
  id: true,
  neighbour: true,
  topic: true,
  state: true,
  dueAt: true,
  createdAt: true,
  settledAt: true,
  attempts: true,
  problem: true,
  learnerId: true,
  document: true,
  run: { select: runFields },
  house: { select: { id: true, municipalityId: true } },
} as const satisfies Prisma.DeliveriesDeliverySelect

function conditions(person: Person, filter: DeliveryFilter, now: Date): Prisma.DeliveriesDeliveryWhereInput {
  const { neighbour, state, topic, due, document } = filter
  const dueOn = due && { state: 'WAITING' as const, dueAt: due === 'now' ? { lte: now } : { gt: now } }
  return { AND: [visibleDelivery(person), { neighbour, state, topic, documentId: document }, dueOn ?? {}] }
}

type Found = Prisma.DeliveriesDeliveryGetPayload<{ select: typeof select }>

async function withLearners(db: Db, person: Person, found: readonly Found[]): Promise<DeliveryLine[]> {
  const open = found.filter((delivery) => seesContent(person, delivery))
  const ids = open.flatMap(({ learnerId }) => learnerId ?? [])
  const learners = ids.length === 0 ? [] : await db.learnersLearner.findMany({ where: { id: { in: ids } } })
  const names = new Map(learners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]))
  return found.map(({ learnerId, topic, document, run, house, ...line }) => {
    const content = seesContent(person, { document, run, house })
    return {
      ...line,
      topic: topic as Topic,
      document: document && { id: document.id, number: document.number, kind: document.kind as KindCode },
      run: run && { id: run.id, code: run.code },
      content,
      learner: learnerId && content ? (names.get(learnerId) ?? null) : null,
    }
  })
}

export type NeighbourStanding = {
  neighbour: Neighbour
  waiting: number
  needsPerson: number
  lastDoneAt: Date | null
  pausedAt: Date | null
}

/** The standing of each neighbour that has had a message or is paused. */
export async function neighbourStandings(db: Db): Promise<NeighbourStanding[]> {
  return db.$queryRaw`
    SELECT n.neighbour::text AS neighbour,
           (SELECT count(*)::int FROM deliveries_delivery d WHERE d.neighbour = n.neighbour AND d.state = 'WAITING') AS waiting,
           (SELECT count(*)::int FROM deliveries_delivery d WHERE d.neighbour = n.neighbour AND d.state = 'NEEDS_PERSON')
             AS "needsPerson",
           (SELECT max(d.settled_at) FROM deliveries_delivery d WHERE d.neighbour = n.neighbour AND d.state = 'DONE')
             AS "lastDoneAt",
           (SELECT p.paused_at FROM deliveries_pause p WHERE p.neighbour = n.neighbour) AS "pausedAt"
      FROM unnest(enum_range(NULL::"Neighbour")) AS n(neighbour)
     WHERE EXISTS (SELECT FROM deliveries_delivery d WHERE d.neighbour = n.neighbour)
        OR EXISTS (SELECT FROM deliveries_pause p WHERE p.neighbour = n.neighbour)`
}
