import { paymentPage } from '@/lib/grants/queries/payments'
import type { PaymentFilter } from '@/lib/grants/schema/list'
import type { Db } from '@/lib/shared/db'

/** All payments of a month, page after page, with their sums. */
export async function allPayments(db: Db, filter: PaymentFilter, now: Date) {
  const asked = { ...filter, count: 'all' as const }
  const first = await paymentPage(db, asked, now)
  const lines = [...first.lines]
  let { more } = first
  while (more) {
    const page = await paymentPage(db, { ...asked, after: lines.at(-1)!.id }, now)
    lines.push(...page.lines)
    more = page.more
  }
  return { ...first, ...first.sums!, lines }
}
