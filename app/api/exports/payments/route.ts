import { paymentSheets } from '@/app/(office)/grants/payments/rows'
import { requirePerson } from '@/lib/access/session'
import { paymentList } from '@/lib/grants/queries/list'
import { PaymentFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** The payment list exactly as its page shows it, all pages and the sums, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/payments')
  const say = sayIn(person.locale)
  const filter = PaymentFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const list = await paymentList(db(), filter, now())
  return new Response(await xlsxFile(paymentSheets(say, list)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="maksed-${list.month}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}
