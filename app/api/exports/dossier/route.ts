import { notFound } from 'next/navigation'
import { dossierTable } from '@/app/(office)/learners/[id]/dossier/rows'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { learnerDossier } from '@/lib/register/queries/dossier'
import { db } from '@/lib/shared/db'
import { xlsxFile } from '@/lib/shared/write-sheet'

/** A learner's dossier exactly as its page shows it, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/dossier')
  const say = sayIn(person.locale)
  const id = new URL(request.url).searchParams.get('learner') ?? ''
  const dossier = await learnerDossier(db(), person, id)
  if (!dossier) notFound()
  return new Response(
    await xlsxFile([{ name: say('learners.dossier.sheet'), ...dossierTable(say, dossier) }]),
    {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': 'attachment; filename="toimik.xlsx"',
        'cache-control': 'no-store',
      },
    },
  )
}
