import { notFound } from 'next/navigation'
import { requirePerson } from '@/lib/access/session'
import { registrantColumns } from '@/lib/registrants/import/columns'
import { runSheet } from '@/lib/registrants/queries/runs'
import { db } from '@/lib/shared/db'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'

/** The template for a run's file of registrants, with the programme's own questions; `format`: xlsx or csv. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const person = await requirePerson('route GET /continuing-education/runs/[id]/import/template')
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may || run.juhanId) notFound()
  const columns = Object.values(registrantColumns(run.programme.questions))
  const table = {
    name: 'registreerunud',
    headings: columns.map(({ heading }) => heading),
    rows: [columns.map(({ example }) => example)],
  }
  const csv = new URL(request.url).searchParams.get('format') === 'csv'
  return new Response(csv ? csvFile(table) : await xlsxFile([table]), {
    headers: {
      'content-type': csv
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="registreerunud.${csv ? 'csv' : 'xlsx'}"`,
      'cache-control': 'no-store',
    },
  })
}
