import { schoolFile } from '@/app/(office)/schools/export-tables'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { sentFile } from '../sent-file'

/** A list of the schools as its page shows it, all pages, as a file; `list` names it. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/schools')
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const found = await schoolFile(db(), person, sayIn(person.locale), asked, now())
  if (!found) return new Response(null, { status: 404 })
  return sentFile(request, person, found.file, async function* (rows) {
    yield await found.sheet(rows)
  })
}
