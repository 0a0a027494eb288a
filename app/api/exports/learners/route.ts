import { learnerSheet } from '@/app/(office)/learners/rows'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { learnersForFile } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { now } from '@/lib/shared/clock'
import { sentFile } from '../sent-file'

/** The list of learners exactly as its page shows it, all pages, as a file. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/learners')
  const filter = LearnerFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  return sentFile(request, person, 'oppijad', async function* (rows) {
    const { learners, grantsOnly } = await learnersForFile(rows, person, filter, now())
    yield learnerSheet(sayIn(person.locale), learners, grantsOnly)
  })
}
