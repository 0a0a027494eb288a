import { shownPdf } from '@/app/(office)/shown-pdf'
import { requirePerson } from '@/lib/access/session'
import { printMany } from '@/lib/documents/paper/print-many'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'

/** The chosen documents as one PDF, shown in the browser for printing. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const person = await requirePerson('route GET /documents/many/[id]/pdf')
  const { id } = await params
  return shownPdf(request, async (signal) => {
    const pdf = await printMany(db(), person, id, now(), signal)
    return pdf && { pdf, name: 'dokumendid' }
  })
}
