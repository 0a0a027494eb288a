import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { pupilLogSheet } from '@/lib/telling/queries/pupil-file'
import { readPupilFilter } from '@/lib/telling/queries/pupil-filter'
import { sentFile } from '../sent-file'

/** The EHIS log with the same filter and order, as a file. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/exports/pupil-messages')) return new Response(null, { status: 404 })
  const filter = readPupilFilter(Object.fromEntries(new URL(request.url).searchParams))
  return sentFile(request, person, 'ehise-logi', (rows) => [pupilLogSheet(rows, person, filter)], 'csv')
}
