import { Readable } from 'node:stream'
import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { db } from '@/lib/shared/db'
import { pupilLogFile } from '@/lib/telling/queries/pupil-file'
import { readPupilFilter } from '@/lib/telling/queries/pupil-filter'

/** The EHIS log with the same filter and order, as a file that is streamed while it is written. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/exports/pupil-messages')) return new Response(null, { status: 404 })
  const filter = readPupilFilter(Object.fromEntries(new URL(request.url).searchParams))
  const file = Readable.toWeb(Readable.from(pupilLogFile(db(), person, filter)))
  return new Response(file as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="ehise-logi.csv"',
      'cache-control': 'no-store',
    },
  })
}
