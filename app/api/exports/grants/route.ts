import { grantSheet } from '@/app/(office)/grants/rows'
import { requirePerson } from '@/lib/access/session'
import { grantsForFile, seesAccounts } from '@/lib/grants/queries/list'
import { GrantFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { sentFile } from '../sent-file'

/** The list of grants exactly as its page shows it, all pages, as a file. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/grants')
  const filter = GrantFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  return sentFile(request, person, 'toetused', (rows) => [
    grantSheet(sayIn(person.locale), seesAccounts(person), grantsForFile(rows, person, filter, now())),
  ])
}
