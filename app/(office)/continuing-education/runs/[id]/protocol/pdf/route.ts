import { notFound } from 'next/navigation'
import { requirePerson } from '@/lib/access/session'
import { drawPapers } from '@/lib/registrants/pdf'
import { protocolPapers } from '@/lib/registrants/queries/protocol'
import { db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'

/** The certificates and attendance proofs of a run, one sheet per person; `number` selects a single one. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const person = await requirePerson('route GET /continuing-education/runs/[id]/protocol/pdf')
  const number = new URL(request.url).searchParams.get('number')?.slice(0, 50) || undefined
  const papers = await protocolPapers(db(), person, (await params).id, number)
  if (!papers) notFound()
  const pdf = await drawPapers(papers, env().OLEK_INSTITUTION)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${number && papers.papers.length === 1 ? papers.papers[0]!.number : 'dokumendid'}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
