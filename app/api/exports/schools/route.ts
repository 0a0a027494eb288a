import { schoolTable } from '@/app/(office)/schools/export-tables'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** A list of the schools as its page shows it, all pages, as XLSX; `list` names it. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/schools')
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const table = await schoolTable(db(), person, sayIn(person.locale), asked, now())
  if (!table) return new Response(null, { status: 404 })
  const { file, ...sheet } = table
  return new Response(await xlsxFile([sheet]), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${file}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}
