import { z } from 'zod'
import type { Person } from '@/lib/access/rights'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { DeliveryState, DocumentState, Neighbour, NewsState } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { storedRefusals } from '@/lib/shared/stored'
import { storedDetails } from '../stored'
import { documentScope } from '../visibility'

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

/**
 * What is kept about a document, whoever looks: its history and versions (newest first), its deliveries (how many of each
 * sort and state, the one of DHIS that is open, DHIS's newest), its parked news (oldest first), and the newest news that
 * wasn't taken at once; of the documents `named` on its page those that their reader may see. One statement.
 */
export async function storyOf(db: Db, documentId: string, named?: Named): Promise<Story> {
  const [found] = await db.$queryRaw<[Record<keyof Story, unknown>]>`
    WITH sent AS (SELECT * FROM deliveries_delivery WHERE document_id = ${documentId}::uuid),
         heard AS (SELECT * FROM news WHERE document_id = ${documentId}::uuid AND state <> 'TAKEN')
    SELECT (SELECT json_agg(h) FROM (
              SELECT id, at, user_id AS "userId", who, act, from_state AS "fromState", to_state AS "toState", note, details
                FROM history_entry WHERE document_id = ${documentId}::uuid ORDER BY id DESC) h) AS history,
           (SELECT json_agg(v) FROM (
              SELECT id, send_no AS "sendNo", checked_at AS "checkedAt", sent_at AS "sentAt", pdf_sha256 AS "pdfSha256"
                FROM document_version WHERE document_id = ${documentId}::uuid ORDER BY checked_at DESC, id DESC) v) AS versions,
           (SELECT json_agg(c) FROM (
              SELECT neighbour, topic, state, count(*)::int AS count, coalesce(max(settled_at), max(created_at)) AS at
                FROM sent GROUP BY neighbour, topic, state) c) AS counted,
           (SELECT to_json(o) FROM (
              SELECT id, topic, state, problem, due_at AS "dueAt", attempts, claimed_at AS "claimedAt" FROM sent
               WHERE neighbour = 'DHIS' AND topic <> 'dhis.look' AND state IN ('WAITING', 'NEEDS_PERSON')
               ORDER BY seq LIMIT 1) o) AS sending,
           (SELECT json_agg(d) FROM (
              SELECT o.topic, o.state, o.settled_at AS "settledAt", o.problem, e.tries, coalesce(e.at, o.created_at) AS "triedAt"
                FROM sent o
               CROSS JOIN LATERAL (SELECT count(*)::int AS tries, max(e.at) AS at FROM deliveries_exchange e
                                    WHERE e.delivery_id = o.id AND e.outcome <> 'done') e
               WHERE o.neighbour = 'DHIS' ORDER BY o.seq DESC LIMIT ${mostEchoes}) d) AS "toDhis",
           (SELECT json_agg(p) FROM (
              SELECT id, body, document_id AS "documentId", reasons, end_reason AS "endReason" FROM heard
               WHERE state = 'PARKED' ORDER BY received_at, id) p) AS parked,
           (SELECT json_agg(n) FROM (
              SELECT n.received_at AS "receivedAt", n.state, n.reasons, n.ended_at AS "endedAt",
                     coalesce(n.end_reason, '') AS reason, coalesce(u.first_name || ' ' || u.last_name, '') AS who,
                     coalesce(n.body->>'type', '') AS type, coalesce(n.body->'by'->>'name', '') AS by
                FROM heard n LEFT JOIN access_user u ON u.id = n.ended_by_id
               ORDER BY n.received_at DESC LIMIT ${mostEchoes}) n) AS news,
           (SELECT json_agg(d.id) FROM document d
             WHERE d.id = ANY(${[...(named?.ids ?? [])]}::uuid[]) AND ${named ? documentScope(named.person) : Prisma.sql`false`}) AS seen`
  return Story.parse(found)
}

export type Named = { person: Person; ids: readonly string[] }

const text = z.string()
/** The instants in PostgreSQL's JSON are texts. */
const instant = z.coerce.date()
const deliveryState = z.enum(DeliveryState)
/** What has no rows is null. */
const list = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .nullable()
    .transform((rows) => rows ?? [])

const Story = z.object({
  history: list(
    z.object({
      id: z.number(),
      at: instant,
      userId: text.nullable(),
      who: text,
      act: text,
      fromState: z.enum(DocumentState).nullable(),
      toState: z.enum(DocumentState),
      note: text,
      details: storedDetails,
    }),
  ),
  versions: list(
    z.object({
      id: text,
      sendNo: z.number(),
      checkedAt: instant,
      sentAt: instant.nullable(),
      pdfSha256: text,
    }),
  ),
  counted: list(
    z.object({
      neighbour: z.enum(Neighbour),
      topic: text,
      state: deliveryState,
      count: z.number(),
      at: instant,
    }),
  ),
  sending: z
    .object({
      id: text,
      topic: text,
      state: deliveryState,
      problem: text.nullable(),
      dueAt: instant,
      attempts: z.number(),
      claimedAt: instant.nullable(),
    })
    .nullable(),
  toDhis: list(
    z.object({
      topic: text,
      state: deliveryState,
      settledAt: instant.nullable(),
      problem: text.nullable(),
      tries: z.number(),
      triedAt: instant,
    }),
  ),
  parked: list(
    z.object({
      id: text,
      body: z.unknown(),
      documentId: text.nullable(),
      reasons: z.unknown(),
      endReason: text.nullable(),
    }),
  ),
  seen: list(text),
  news: list(
    z.object({
      receivedAt: instant,
      state: z.enum(NewsState),
      reasons: storedRefusals,
      endedAt: instant.nullable(),
      reason: text,
      who: text,
      type: text,
      by: text,
    }),
  ),
})
export type Story = z.output<typeof Story>

/** The neighbours' echoes of a document, in no order. */
export const echoesOf = ({ counted, toDhis, news }: Story): Echo[] => [
  ...toDhis.flatMap(echoesOfDelivery),
  ...counted
    .filter(({ neighbour }) => neighbour !== 'DHIS')
    .map((each) => ({ sort: 'counted' as const, ...each })),
  ...news.flatMap(echoesOfNews),
]

/** The history has DHIS's own entry for a sending, a lock and a calling off; for these topics it has none. */
const untold = ['dhis.cancel']

function echoesOfDelivery({
  topic,
  state,
  settledAt,
  problem,
  tries,
  triedAt,
}: Story['toDhis'][number]): Echo[] {
  const stuck = state === 'NEEDS_PERSON'
  return [
    ...(tries > 0 || stuck ? [{ sort: 'failed' as const, at: triedAt, topic, tries, stuck, problem }] : []),
    ...(state === 'DONE' && untold.includes(topic)
      ? [{ sort: 'taken' as const, at: settledAt!, topic }]
      : []),
    ...(state === 'CALLED_OFF' ? [{ sort: 'calledOff' as const, at: settledAt ?? triedAt, topic }] : []),
  ]
}

function echoesOfNews({
  receivedAt,
  state,
  reasons,
  endedAt,
  reason,
  who,
  type,
  by,
}: Story['news'][number]): Echo[] {
  const parked: Echo = { sort: 'parked', at: receivedAt, type, by, reasons }
  if (!endedAt || state === 'PARKED' || state === 'TAKEN') return [parked]
  return [parked, { sort: 'ended', at: endedAt, state, who, reason }]
}
