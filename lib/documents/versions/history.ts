import type { Db, Tx } from '@/lib/shared/db'
import type { DeliveryState, Neighbour, NewsState } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { storedRefusals } from '@/lib/shared/stored'

/** Acts that leave an entry in the history and don't change the document's revision. */
const changeNothing = ['comment', 'routed', 'financeTold', 'notified', 'notNotified']

/**
 * The last change by somebody else since that revision; null when there is none: the person's own recent save doesn't
 * count.
 */
export async function lastOfOthers(
  client: Db | Tx,
  { id, revision }: { id: string; revision: number },
  since: number,
  userId: string,
) {
  if (revision <= since) return null
  const later = await client.historyEntry.findMany({
    where: { documentId: id, act: { notIn: changeNothing } },
    orderBy: { id: 'desc' },
    take: revision - since,
  })
  return later.find((entry) => entry.userId !== userId) ?? null
}

/** The last entry that changed the document, whoever made it. */
export const lastChange = (client: Db | Tx, documentId: string) =>
  client.historyEntry.findFirst({
    where: { documentId, act: { notIn: changeNothing } },
    orderBy: { id: 'desc' },
  })

/** The most echoes shown of each sort; older ones remain among the deliveries and the ended news. */
const mostEchoes = 50

/** Exchanges with the neighbours that the history has no entry for. */
export type Echo =
  /** tries that failed before a success, or until now; `stuck`: a person must act */
  | { sort: 'failed'; at: Date; topic: string; tries: number; stuck: boolean; problem: string | null }
  /** successes without a history entry, or called off */
  | { sort: 'taken' | 'calledOff'; at: Date; topic: string }
  /** letters and messages to the registry, as a count */
  | { sort: 'counted'; at: Date; neighbour: Neighbour; topic: string; state: DeliveryState; count: number }
  /** news that couldn't be applied at once */
  | { sort: 'parked'; at: Date; type: string; by: string; reasons: Refusal[] }
  /** what a person did with it */
  | { sort: 'ended'; at: Date; state: 'APPLIED' | 'VOID' | 'LINKED'; who: string; reason: string }

/** The neighbours' echoes of a document, in no order. Three statements. */
export async function echoesOf(db: Db, documentId: string): Promise<Echo[]> {
  const toDhis = await db.$queryRaw<OfDhis[]>`
    SELECT d.topic, d.state::text AS state, d.settled_at AS "settledAt", d.problem,
           count(e.id) FILTER (WHERE e.outcome <> 'done')::int AS tries,
           coalesce(max(e.at) FILTER (WHERE e.outcome <> 'done'), d.created_at) AS "triedAt"
      FROM deliveries_delivery d LEFT JOIN deliveries_exchange e ON e.delivery_id = d.id
     WHERE d.document_id = ${documentId}::uuid AND d.neighbour = 'DHIS'
     GROUP BY d.id, d.seq, d.topic, d.state, d.settled_at, d.problem, d.created_at ORDER BY d.seq DESC LIMIT ${mostEchoes}`
  const counted = await db.deliveriesDelivery.groupBy({
    by: ['neighbour', 'topic', 'state'],
    where: { documentId, neighbour: { not: 'DHIS' } },
    _count: true,
    _max: { createdAt: true, settledAt: true },
  })
  const news = await db.$queryRaw<OfNews[]>`
    SELECT n.received_at AS "receivedAt", n.state::text AS state, n.reasons, n.ended_at AS "endedAt",
           coalesce(n.end_reason, '') AS reason, coalesce(u.first_name || ' ' || u.last_name, '') AS who,
           coalesce(n.body->>'type', '') AS type, coalesce(n.body->'by'->>'name', '') AS by
      FROM news n LEFT JOIN access_user u ON u.id = n.ended_by_id
     WHERE n.document_id = ${documentId}::uuid AND n.state <> 'TAKEN'
     ORDER BY n.received_at DESC LIMIT ${mostEchoes}`
  return [
    ...toDhis.flatMap(echoesOfDelivery),
    ...counted.map(({ neighbour, topic, state, _count: count, _max }) => ({
      sort: 'counted' as const,
      neighbour,
      topic,
      state,
      count,
      at: _max.settledAt ?? _max.createdAt!,
    })),
    ...news.flatMap(echoesOfNews),
  ]
}

type OfDhis = {
  topic: string
  state: DeliveryState
  settledAt: Date | null
  problem: string | null
  tries: number
  triedAt: Date
}

/** The history has DHIS's own entry for a sending, a lock and a calling off; for these topics it has none. */
const untold = ['dhis.cancel']

function echoesOfDelivery({ topic, state, settledAt, problem, tries, triedAt }: OfDhis): Echo[] {
  const stuck = state === 'NEEDS_PERSON'
  return [
    ...(tries > 0 || stuck ? [{ sort: 'failed' as const, at: triedAt, topic, tries, stuck, problem }] : []),
    ...(state === 'DONE' && untold.includes(topic)
      ? [{ sort: 'taken' as const, at: settledAt!, topic }]
      : []),
    ...(state === 'CALLED_OFF' ? [{ sort: 'calledOff' as const, at: settledAt ?? triedAt, topic }] : []),
  ]
}

type OfNews = {
  receivedAt: Date
  state: NewsState
  reasons: unknown
  endedAt: Date | null
  reason: string
  who: string
  type: string
  by: string
}

function echoesOfNews({ receivedAt, state, reasons, endedAt, reason, who, type, by }: OfNews): Echo[] {
  const parked: Echo = { sort: 'parked', at: receivedAt, type, by, reasons: storedRefusals.parse(reasons) }
  if (!endedAt || state === 'PARKED' || state === 'TAKEN') return [parked]
  return [parked, { sort: 'ended', at: endedAt, state, who, reason }]
}
