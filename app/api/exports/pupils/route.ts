import { pupilSheet } from '@/app/(office)/schools/pupils/rows'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { pupilsForFile } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { sentFile } from '../sent-file'

/** The list of pupils exactly as its page shows it, all pages, as a file. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/pupils')
  const filter = PupilFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  return sentFile(request, person, 'opilased', (rows) => [
    pupilSheet(sayIn(person.locale), pupilsForFile(rows, person, filter, now())),
  ])
}
