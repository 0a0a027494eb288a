import { exportTable } from '@/app/(office)/schools/pupils/rows'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** The list of pupils exactly as its page shows it, all pages, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/pupils')
  const say = sayIn(person.locale)
  const filter = PupilFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { pupils } = await searchPupils(db(), person, filter, now(), true)
  return new Response(await xlsxFile([{ name: say('pupils.sheet'), ...exportTable(say, pupils) }]), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="opilased.xlsx"',
      'cache-control': 'no-store',
    },
  })
}
