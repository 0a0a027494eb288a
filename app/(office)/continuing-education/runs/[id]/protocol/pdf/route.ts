import { shownPdf } from '@/app/(office)/shown-pdf'
import { requirePerson } from '@/lib/access/session'
import { papersDrawn } from '@/lib/registrants/papers-drawn'
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
  const { id } = await params
  return shownPdf(request, async (signal) => {
    const papers = await protocolPapers(db(), person, id, number)
    if (!papers) return null
    const name = number && papers.papers.length === 1 ? papers.papers[0]!.number : 'dokumendid'
    return { pdf: await papersDrawn(papers, env().OLEK_INSTITUTION, signal), name }
  })
}
