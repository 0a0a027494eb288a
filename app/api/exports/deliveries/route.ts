import { Readable } from 'node:stream'
import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { deliveryFile } from '@/lib/telling/queries/file'
import { readFilter } from '@/lib/telling/queries/filter'

/** The deliveries of the list with the same filter and order, as a file that is streamed while it is written. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/exports/deliveries')) return new Response(null, { status: 404 })
  const filter = readFilter(Object.fromEntries(new URL(request.url).searchParams))
  const file = Readable.toWeb(Readable.from(deliveryFile(db(), person, filter, now())))
  return new Response(file as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="andmevahetus.csv"',
      'cache-control': 'no-store',
    },
  })
}
