import { grantSheet } from '@/app/(office)/grants/rows'
import { requirePerson } from '@/lib/access/session'
import { grantList } from '@/lib/grants/queries/list'
import { GrantFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** The list of grants exactly as its page shows it, all pages, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/grants')
  const say = sayIn(person.locale)
  const filter = GrantFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { grants, accounts } = await grantList(db(), person, filter, now(), true)
  return new Response(await xlsxFile([grantSheet(say, accounts, grants)]), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="toetused.xlsx"',
      'cache-control': 'no-store',
    },
  })
}
