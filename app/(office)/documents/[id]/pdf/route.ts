import { notFound } from 'next/navigation'
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
  const pdf =
    sendNo === null ? await draftPdf(db(), person, id, now()) : await keptPdf(db(), person, id, sendNo)
  if (!pdf) notFound()
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="dokument-${sendNo ?? 'kavand'}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
