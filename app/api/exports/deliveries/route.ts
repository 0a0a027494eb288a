import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { now } from '@/lib/shared/clock'
import { deliverySheet } from '@/lib/telling/queries/file'
import { readFilter } from '@/lib/telling/queries/filter'
import { sentFile } from '../sent-file'

/** The deliveries of the list with the same filter and order, as a file. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/exports/deliveries')) return new Response(null, { status: 404 })
  const filter = readFilter(Object.fromEntries(new URL(request.url).searchParams))
  return sentFile(
    request,
    person,
    'andmevahetus',
    (rows) => [deliverySheet(rows, person, filter, now())],
    'csv',
  )
}
