import { readSettings } from '@/lib/settings/settings'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { pageParts, rowAsked } from '@/lib/shared/keyset'
import { cents, fromCents, type Amount } from '@/lib/shared/money'
import { countLimit, mostCounted, pageOf } from '@/lib/shared/paging'
import { daysOfMonth, laterMonth, paymentOf, totals, type Month, type PartMonth } from '../rules/payments'
import type { PaymentFilter } from '../schema/list'
import { account, among, byNames, grantsAPage, monthAsked, paidIn, type PaymentLine } from './list'

/**
 * One page of the payments of the filter's month, else the present one, in the order of names, and the months
 * before and after. `total`: the number of all payments up to `countLimit`. `sums`: by funding source and in total, and
 * the number of payments without an account; null for more payments than are counted, unless the filter asks to count
 * all. For users who may open the payment list: it covers every unit. Three statements.
 */
export async function paymentPage(db: Db, filter: PaymentFilter, now: Date) {
  const month = monthAsked(filter, now)
  const { from, to } = daysOfMonth(month)
  const { partMonth } = await readSettings(db)
  const paidFor = Prisma.sql`${paidIn(from, to)} AND ${among(filter)}`
  const page = pageParts(
    { by: byPerson },
    filter,
    grantsAPage,
    Prisma.sql`grants_in_force g WHERE g.id = ${rowAsked(filter)}::uuid`,
  )
  const fetched = await db.$queryRaw<
    (Omit<PaymentLine, 'days' | 'monthDays' | 'amount'> & { from: Day; to: Day; monthlyAmount: Amount })[]
  >`
    SELECT g.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", t.name AS type,
           g.paid_from::text AS "from", g.effective_to::text AS "to", g.monthly_amount::text AS "monthlyAmount",
           g.funding_source AS "fundingSource", u.code AS "unitCode", u.name AS "unitName",
           coalesce(d.number, g.imported_number, '') AS "documentNumber", ${account} AS "bankAccount",
           EXISTS (SELECT FROM (SELECT * FROM grants_in_force g WHERE ${paidFor}) o
                    WHERE o.learner_id = g.learner_id AND o.type_code = g.type_code AND o.id <> g.id) AS again
      FROM (SELECT * FROM grants_in_force g WHERE ${paidFor} AND ${page.within} ORDER BY ${page.order}
             LIMIT ${page.limit} OFFSET ${page.offset}) g
      JOIN learners_learner l ON l.id = g.learner_id JOIN settings_unit u ON u.id = g.unit_id
      JOIN grant_type t ON t.code = g.type_code LEFT JOIN documents_document d ON d.id = g.document_id
     ORDER BY ${page.order}`
  const { rows, more } = pageOf(fetched, filter, grantsAPage)
  const lines = rows.flatMap(({ from, to, monthlyAmount, ...line }): PaymentLine[] => {
    const payment = paymentOf({ from, to, monthlyAmount }, month, partMonth)
    return payment ? [{ ...line, ...payment }] : []
  })
  return {
    month,
    around: [-1, 0, 1].map((count) => laterMonth(month, count)),
    partMonth,
    lines,
    more,
    ...(await summed(db, paidFor, { filter, month, partMonth })),
  }
}

/**
 * How many payments there are, up to `countLimit`, and their sums, unless there are more. Payments of the same days and
 * amount are summed as one. One statement.
 */
async function summed(
  db: Db,
  paidFor: Prisma.Sql,
  { filter, month, partMonth }: { filter: PaymentFilter; month: Month; partMonth: PartMonth },
) {
  const alike = await db.$queryRaw<
    {
      fundingSource: string
      from: Day
      to: Day
      monthlyAmount: Amount
      count: number
      withoutAccount: number
    }[]
  >`
    SELECT g.funding_source AS "fundingSource", g.paid_from::text AS "from", g.effective_to::text AS "to",
           g.monthly_amount::text AS "monthlyAmount", count(*)::int AS count,
           (count(*) FILTER (WHERE CASE WHEN g.bank_account = '' THEN
             (SELECT l.bank_account FROM learners_learner l WHERE l.id = g.learner_id) = '' END))::int AS "withoutAccount"
      FROM (SELECT * FROM grants_in_force g WHERE ${paidFor} LIMIT ${countLimit(filter)}) g
     GROUP BY 1, 2, 3, 4`
  const sumOf = (of: 'count' | 'withoutAccount') => alike.reduce((sum, each) => sum + each[of], 0)
  const total = sumOf('count')
  if (total > mostCounted && filter.count === undefined) return { total, sums: null }
  const parts = alike.flatMap(({ fundingSource, count, ...grant }) => {
    const payment = paymentOf(grant, month, partMonth)
    return payment ? [{ fundingSource, count, amount: fromCents(cents(payment.amount) * BigInt(count)) }] : []
  })
  return { total, sums: { withoutAccount: sumOf('withoutAccount'), ...totals(parts) } }
}

/** By name, a person's one after another from the first day on. */
const byPerson = [...byNames.slice(0, 2), Prisma.sql`g.learner_id`, Prisma.sql`g.paid_from`, Prisma.sql`g.id`]
