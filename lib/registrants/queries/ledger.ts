import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import type { DeliveryState } from '@/lib/shared/generated/enums'
import { pushStep, type StudyOutcome } from '../rules/outcomes'
import { ledgerPage, type LedgerFilter } from '../schema/push'
import { lastTold, toldIn, toldOf, type Told } from './outcomes'
import { runSheet } from './runs'

/**
 * How a registrant's two sides compare. NONE: we have no outcome and have told none. SAME: Juhan knows ours. UNTOLD:
 * Juhan must be told. WAITING and STUCK: the message is on its way, or needs a person. WITHDRAWN: Juhan was told an
 * outcome that we no longer have.
 */
export type LedgerStand = 'NONE' | 'SAME' | 'UNTOLD' | 'WAITING' | 'STUCK' | 'WITHDRAWN'

export type LedgerRow = Pick<
  Told,
  'registrantId' | 'juhanId' | 'name' | 'juhanStatus' | 'outcome' | 'standing'
> & {
  stand: LedgerStand
  /** what Juhan took last, and when */
  sent: { told: StudyOutcome; at: Date } | null
  /** the message not taken yet; `problem` as a delivery keeps it */
  open: {
    deliveryId: string
    told: StudyOutcome
    state: DeliveryState
    dueAt: Date
    problem: string | null
  } | null
}

/**
 * The two-sided ledger of a run: our state, Juhan's state, last sent, waiting, refused and why; one page, with the
 * number of each kind. Null when the person can't see a run of this id linked to Juhan.
 */
export async function ledgerSheet(db: Db, person: Person, runId: string, filter: LedgerFilter) {
  const run = await runSheet(db, person, runId)
  if (!run?.juhanId) return null
  const all = (await toldOf(db, runId)).map(ledgerRow)
  const counts = { differ: 0, waiting: 0, stuck: 0, all: all.length }
  for (const { stand } of all) {
    if (stand === 'UNTOLD' || stand === 'WITHDRAWN') counts.differ += 1
    if (stand === 'WAITING') counts.waiting += 1
    if (stand === 'STUCK') counts.stuck += 1
  }
  const shown = all.filter(({ stand }) => stands[filter.show].includes(stand))
  const pages = Math.max(1, Math.ceil(shown.length / ledgerPage))
  const page = Math.min(filter.page, pages)
  return {
    run,
    counts,
    outcomes: all.filter(({ outcome }) => outcome).length,
    rows: shown.slice((page - 1) * ledgerPage, page * ledgerPage),
    count: shown.length,
    page,
    pages,
  }
}
export type LedgerSheet = NonNullable<Awaited<ReturnType<typeof ledgerSheet>>>

const stands: Record<LedgerFilter['show'], readonly LedgerStand[]> = {
  all: ['NONE', 'SAME', 'UNTOLD', 'WAITING', 'STUCK', 'WITHDRAWN'],
  differ: ['UNTOLD', 'WITHDRAWN'],
  waiting: ['WAITING'],
  stuck: ['STUCK'],
}

function ledgerRow({ thread, learnerId: _, ...row }: Told): LedgerRow {
  const { last = null, taken = null } = thread ?? {}
  return {
    ...row,
    stand: standOf({ ...row, thread }),
    sent: taken && { told: toldIn(taken.payload), at: taken.settledAt! },
    open: last && last.state !== 'DONE' ? { ...last, deliveryId: last.id, told: toldIn(last.payload) } : null,
  }
}

function standOf({
  outcome,
  juhanStatus,
  thread,
}: Pick<Told, 'outcome' | 'juhanStatus' | 'thread'>): LedgerStand {
  const last = lastTold(thread)
  if (pushStep(outcome, last, juhanStatus) === 'TELL') return 'UNTOLD'
  if (last?.state === 'NEEDS_PERSON') return 'STUCK'
  if (last && last.state !== 'DONE') return 'WAITING'
  if (!outcome) return last ? 'WITHDRAWN' : 'NONE'
  return 'SAME'
}

/** The log of a run's pushes: one line per person and message, newest first. */
export type LogLine = { id: string; at: Date; name: string; told: StudyOutcome; problem: string | null }

const logged = 100

/** Messages that Juhan took or that have failed so far, without untried ones. Two statements. */
export async function pushLog(db: Db, runId: string): Promise<LogLine[]> {
  const found = await db.deliveriesDelivery.findMany({
    where: { runId, topic: 'juhan.status', OR: [{ state: 'DONE' }, { problem: { not: null } }] },
    orderBy: [{ seq: 'desc' }],
    take: logged,
    include: { exchanges: { orderBy: { id: 'desc' }, take: 1, select: { at: true } } },
  })
  const names = await db.registrant.findMany({
    where: { id: { in: found.flatMap(({ subjectId }) => subjectId ?? []) } },
    select: { id: true, firstName: true, lastName: true },
  })
  const nameOf = new Map(names.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]))
  return found.map(({ id, state, subjectId, payload, problem, exchanges, createdAt }) => ({
    id,
    at: exchanges[0]?.at ?? createdAt,
    name: nameOf.get(subjectId ?? '') ?? '',
    told: toldIn(payload),
    problem: state === 'DONE' ? null : problem,
  }))
}
