import { paymentSheets } from '@/app/(office)/grants/payments/rows'
import { requirePerson } from '@/lib/access/session'
import { monthAsked, paymentsForFile } from '@/lib/grants/queries/list'
import { PaymentFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { sentFile } from '../sent-file'

/** The payment list exactly as its page shows it, all pages and the sums, as a file. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/payments')
  const filter = PaymentFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const at = now()
  const month = monthAsked(filter, at)
  return sentFile(request, person, `maksed-${month}`, (rows) =>
    paymentSheets(sayIn(person.locale), month, paymentsForFile(rows, filter, at)),
  )
}
