import { exportTable } from '@/app/(office)/learners/rows'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** The list of learners exactly as its page shows it, all pages, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/learners')
  const say = sayIn(person.locale)
  const filter = LearnerFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { learners, grantsOnly } = await searchLearners(db(), person, filter, now(), true)
  const table = exportTable(say, learners, grantsOnly)
  return new Response(await xlsxFile([{ name: say('learners.sheet'), ...table }]), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="oppijad.xlsx"',
      'cache-control': 'no-store',
    },
  })
}
