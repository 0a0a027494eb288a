import { z } from 'zod'
import type { Db, Tx } from '@/lib/shared/db'
import { DeliveryState, Neighbour, type NewsState } from '@/lib/shared/generated/enums'
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

/** A document's deliveries: how many of each sort and state, the one of DHIS that is open, and DHIS's newest. */
export type Sent = {
  counted: {
    neighbour: Neighbour
    topic: string
    state: DeliveryState
    count: number
    /** of the last one */
    at: Date
  }[]
  sending: {
    id: string
    topic: string
    state: DeliveryState
    problem: string | null
    dueAt: Date
    attempts: number
    claimedAt: Date | null
  } | null
  toDhis: OfDhis[]
}

/** One statement. */
export async function sentOf(db: Db, documentId: string): Promise<Sent> {
  const [found] = await db.$queryRaw<[{ counted: unknown; sending: unknown; toDhis: unknown }]>`
    WITH own AS (SELECT * FROM deliveries_delivery WHERE document_id = ${documentId}::uuid)
    SELECT (SELECT coalesce(json_agg(c), '[]') FROM (
              SELECT neighbour, topic, state, count(*)::int AS count, coalesce(max(settled_at), max(created_at)) AS at
                FROM own GROUP BY neighbour, topic, state) c) AS counted,
           (SELECT to_json(o) FROM (
              SELECT id, topic, state, problem, due_at AS "dueAt", attempts, claimed_at AS "claimedAt" FROM own
               WHERE neighbour = 'DHIS' AND topic <> 'dhis.look' AND state IN ('WAITING', 'NEEDS_PERSON')
               ORDER BY seq LIMIT 1) o) AS sending,
           (SELECT coalesce(json_agg(d), '[]') FROM (
              SELECT o.topic, o.state, o.settled_at AS "settledAt", o.problem, e.tries, coalesce(e.at, o.created_at) AS "triedAt"
                FROM own o
               CROSS JOIN LATERAL (SELECT count(*)::int AS tries, max(e.at) AS at FROM deliveries_exchange e
                                    WHERE e.delivery_id = o.id AND e.outcome <> 'done') e
               WHERE o.neighbour = 'DHIS' ORDER BY o.seq DESC LIMIT ${mostEchoes}) d) AS "toDhis"`
  return Sent.parse(found)
}

/** The instants in PostgreSQL's JSON are texts. */
const instant = z.coerce.date()
const state = z.enum(DeliveryState)
const Sent: z.ZodType<Sent> = z.object({
  counted: z.array(
    z.object({ neighbour: z.enum(Neighbour), topic: z.string(), state, count: z.number(), at: instant }),
  ),
  sending: z
    .object({
      id: z.string(),
      topic: z.string(),
      state,
      problem: z.string().nullable(),
      dueAt: instant,
      attempts: z.number(),
      claimedAt: instant.nullable(),
    })
    .nullable(),
  toDhis: z.array(
    z.object({
      topic: z.string(),
      state,
      settledAt: instant.nullable(),
      problem: z.string().nullable(),
      tries: z.number(),
      triedAt: instant,
    }),
  ),
})

/** The neighbours' echoes of a document, in no order. One statement. */
export async function echoesOf(db: Db, documentId: string, { counted, toDhis }: Sent): Promise<Echo[]> {
  const news = await db.$queryRaw<OfNews[]>`
    SELECT n.received_at AS "receivedAt", n.state::text AS state, n.reasons, n.ended_at AS "endedAt",
           coalesce(n.end_reason, '') AS reason, coalesce(u.first_name || ' ' || u.last_name, '') AS who,
           coalesce(n.body->>'type', '') AS type, coalesce(n.body->'by'->>'name', '') AS by
      FROM news n LEFT JOIN access_user u ON u.id = n.ended_by_id
     WHERE n.document_id = ${documentId}::uuid AND n.state <> 'TAKEN'
     ORDER BY n.received_at DESC LIMIT ${mostEchoes}`
  return [
    ...toDhis.flatMap(echoesOfDelivery),
    ...counted
      .filter(({ neighbour }) => neighbour !== 'DHIS')
      .map((each) => ({ sort: 'counted' as const, ...each })),
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
