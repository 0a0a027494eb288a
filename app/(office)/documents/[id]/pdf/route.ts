import { shownPdf } from '@/app/(office)/shown-pdf'
import { requirePerson } from '@/lib/access/session'
import { draftPdf } from '@/lib/documents/paper/draft-paper'
import { keptPdf, latestSent } from '@/lib/documents/queries/sheet'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'

/**
 * A document's PDF, shown in the browser: `version=N` gives a version that was checked over, `version=draft` the saved
 * draft in its present state, marked KAVAND. Without either, the last one sent, or else the draft.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const person = await requirePerson('route GET /documents/[id]/pdf')
  const { id } = await params
  const asked = new URL(request.url).searchParams.get('version')
  const version = asked ?? (await latestSent(db(), person, id))
  const sendNo = /^\d{1,6}$/.test(version) ? Number(version) : null
  return shownPdf(request, async (signal) => {
    const pdf =
      sendNo === null
        ? await draftPdf(db(), person, id, now(), signal)
        : await keptPdf(db(), person, id, sendNo)
    return pdf && { pdf, name: `dokument-${sendNo ?? 'kavand'}` }
  })
}
