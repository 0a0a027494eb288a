import { storedAudit } from '@/lib/access/stored'
import { mayOpen, type Person } from '@/lib/access/rights'
import { adviceOnDelivery, waysOf, type DeliveryStanding } from '@/lib/deliveries/rules/advice'
import { topics, type Topic } from '@/lib/deliveries/topics'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { partiesOf, sees } from '@/lib/documents/visibility'
import { grantRecord } from '@/lib/grants/queries/registry'
import type { Db } from '@/lib/shared/db'
import { maskCodesIn } from '@/lib/shared/personal-code'
import { runFields } from './list'
import { mayLeaveOut, seesContent, visibleDelivery } from './visible'

/** One exchange for display: bodies only for users who may see the document, codes masked except for its drafters. */
export type ShownExchange = {
  id: string
  at: Date
  tookMs: number
  status: number | null
  outcome: string
  method: string
  address: string
  request: string | null
  response: string | null
}

/**
 * A delivery with its exchanges, newest first; null when there is none or the person may not see it. The administrator
 * sees states, times and errors: no body, no letter, no name.
 */
export async function deliverySheet(db: Db, person: Person, id: string) {
  const delivery = await db.deliveriesDelivery.findFirst({
    where: { AND: [{ id }, visibleDelivery(person)] },
    include: {
      document: true,
      run: { select: runFields },
      house: { select: { id: true, municipalityId: true } },
      exchanges: { orderBy: { id: 'desc' }, take: 100 },
    },
  })
  if (!delivery) return null
  const { document, run, house, exchanges, payload, ...own } = delivery
  const content = seesContent(person, delivery)
  const codes = content && (document === null || partiesOf(person, document).length > 0)
  const shown = (text: string | null) => (!content || text === null ? null : codes ? text : maskCodesIn(text))
  const before = await db.deliveriesDelivery.findFirst({
    where: { thread: own.thread, seq: { lt: own.seq }, state: { notIn: ['DONE', 'CALLED_OFF'] } },
    orderBy: { seq: 'asc' },
    select: { id: true },
  })
  const learner =
    content && own.learnerId
      ? await db.learnersLearner.findFirst({
          where: { id: own.learnerId },
          select: { id: true, firstName: true, lastName: true },
        })
      : null
  const standing: DeliveryStanding = { ...own, topic: own.topic as Topic, ofSchool: house !== null }
  const rights = {
    releases: mayOpen(person, 'act deliveries.release'),
    leavesOut: mayLeaveOut(person, delivery),
  }
  const pause = await db.deliveriesPause.findFirst({ where: { neighbour: own.neighbour } })
  return {
    id: own.id,
    neighbour: own.neighbour,
    topic: own.topic as Topic,
    state: own.state,
    createdAt: own.createdAt,
    dueAt: own.dueAt,
    settledAt: own.settledAt,
    attempts: own.attempts,
    problem: own.problem,
    inHand: own.claimedAt !== null,
    /** about a pupil: the acts on it are in the log of its house */
    ofSchool: house !== null,
    pausedAt: pause?.pausedAt ?? null,
    content,
    document: document && {
      id: document.id,
      number: document.number,
      kind: document.kind as KindCode,
      open: sees(person, document),
    },
    run: run && { id: run.id, name: `${run.programme.name}, ${run.code}` },
    learner: learner && { id: learner.id, name: `${learner.firstName} ${learner.lastName}` },
    letter: content ? letterOf(payload) : null,
    grant: content && own.settledAt === null ? await grantToTell(db, own.topic, payload) : null,
    waitsFor: before?.id ?? null,
    ways: waysOf(standing, rights),
    advice: adviceOnDelivery(standing, rights),
    leftOut: own.state === 'CALLED_OFF' ? await leftOut(db, id) : null,
    exchanges: exchanges.map(({ deliveryId: _, id, request, response, ...exchange }): ShownExchange => ({
      ...exchange,
      id: String(id),
      request: shown(request),
      response: shown(response),
    })),
  }
}

/** Who left it out, when and why; null if it ended otherwise. */
async function leftOut(db: Db, id: string) {
  const entry = await db.accessAuditEntry.findFirst({
    where: { act: 'delivery.leaveOut', subject: id },
    orderBy: { id: 'desc' },
  })
  const user = entry?.userId ? await db.accessUser.findFirst({ where: { id: entry.userId } }) : null
  const { reason = '' } = storedAudit.parse(entry?.details ?? {})
  return entry && { at: entry.at, who: user ? `${user.firstName} ${user.lastName}` : '', reason }
}

/** The text of a letter, if the delivery is one. */
function letterOf(payload: unknown) {
  const letter = topics['mail.letter'].payload.safeParse(payload)
  return letter.success ? letter.data : null
}

/** What a message to the national registry would say if it left now. */
async function grantToTell(db: Db, topic: string, payload: unknown) {
  if (topic !== 'ehis.grant') return null
  const message = topics['ehis.grant'].payload.safeParse(payload)
  const record = message.success ? await grantRecord(db, message.data.registryId) : null
  return message.success && record ? { act: message.data.act, ...record } : null
}
