import { effectiveLastDay } from '@/lib/grants/rules/endings'
import { dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { Amount } from '@/lib/shared/money'
import { when, type When } from './when'
import type { Behind, ShownSource, Undone, WhyLine } from './why'

/** A grant on its learner's page. Days inclusive; `effectiveTo` is the last day paid for, before `from` of a void one. */
export type SheetGrant = {
  id: string
  studyPlaceId: string
  typeName: string
  from: Day
  to: Day
  effectiveTo: Day
  monthlyAmount: Amount
  fundingSource: string
  bankAccount: string
  source: ShownSource
  when: When
  /** the document that gave it was cancelled or changed; null = it is in force */
  annulled: Undone | null
  /** the causes that decide its last day, if that is earlier than planned; usually one */
  endedBy: Extract<WhyLine, { of: 'END' }>[]
  /** how the last day came about */
  why: WhyLine[]
}

/** Every grant of the learner as of the day, newest first, including those taken back. Two statements. */
export async function sheetGrants(db: Db, learnerId: string, on: Day, facts: Behind): Promise<SheetGrant[]> {
  const grants = await db.grantsGrant.findMany({
    where: { learnerId },
    orderBy: [{ paidFrom: 'desc' }, { id: 'asc' }],
    include: { type: true, ends: { orderBy: [{ lastPaidOn: 'asc' }, { id: 'asc' }] } },
  })
  return grants.map(({ type, ends, ...grant }) => {
    const [from, to] = [dayFromDate(grant.paidFrom), dayFromDate(grant.paidTo)]
    const live = ends.filter(({ undoneAt }) => undoneAt === null)
    const effectiveTo = effectiveLastDay(
      to,
      live.map(({ lastPaidOn }) => dayFromDate(lastPaidOn)),
    )
    const source = facts.source(grant)
    const endLines = ends.map((end) => {
      const day = dayFromDate(end.lastPaidOn)
      const undone = end.undoneAt && (facts.undone(end) ?? { on: dayInTallinn(end.undoneAt), by: null })
      const counts = undone === null && effectiveTo < to && day === effectiveTo
      return { of: 'END' as const, cause: end.cause, on: day, counts, source: facts.source(end), undone }
    })
    return {
      id: grant.id,
      studyPlaceId: grant.studyPlaceId,
      typeName: type.name,
      from,
      to,
      effectiveTo,
      monthlyAmount: grant.monthlyAmount.toFixed(2) as Amount,
      fundingSource: grant.fundingSource,
      bankAccount: grant.bankAccount,
      source,
      when: when({ from, to: effectiveTo }, on),
      annulled: grant.annulledAt && (facts.undone(grant) ?? { on: dayInTallinn(grant.annulledAt), by: null }),
      endedBy: endLines.filter(({ counts }) => counts),
      why: [{ of: 'PAID_TO', on: to, source, undone: null }, ...endLines],
    }
  })
}
