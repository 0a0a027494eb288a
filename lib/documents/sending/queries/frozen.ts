import { storedPaper } from '@/lib/documents/stored'
import { seriesName, seriesOf } from '@/lib/documents/rules/kinds'
import type { DhisDocument } from '@/lib/outside/dhis/wire'
import type { Db, Tx } from '@/lib/shared/db'
import type { DocumentType } from '@/lib/shared/generated/enums'

/** The version that was checked over and sent, in DHIS's shape, with DHIS's id if it has had an earlier one. */
export async function frozenForDhis(
  db: Db,
  { documentId, sendNo }: { documentId: string; sendNo: number },
): Promise<{ dhisId: string | null; document: DhisDocument }> {
  const version = await db.documentVersion.findFirstOrThrow({
    where: { documentId, sendNo, sentAt: { not: null } },
    include: { document: { include: { unit: true, signer: true } } },
  })
  const { document } = version
  const paper = storedPaper.parse(version.content)
  const series = await seriesFor(db, document)
  return {
    dhisId: document.dhisId,
    document: {
      ourId: documentId,
      version: sendNo,
      type: document.type,
      series,
      seriesName: seriesName(series),
      title: paper.title,
      unit: { code: document.unit.code, name: document.unit.name },
      signer: { name: paper.signer.name, personalCode: document.signer.personalCode ?? '' },
      drafter: { name: paper.drafter },
      notifyUnits: document.notifyUnits,
      pdf: version.pdf,
      content: paper,
    },
  }
}

/** The DHIS series in which a document is numbered. */
export async function seriesFor(
  client: Db | Tx,
  { type, unitId, unit }: { type: DocumentType; unitId: string; unit: { code: string } },
): Promise<string> {
  const set = await client.dhisSeries.findFirst({
    where: { type, OR: [{ unitId }, { unitId: null }] },
    orderBy: { unitId: { sort: 'asc', nulls: 'last' } },
  })
  return seriesOf(type, unit.code, set?.template)
}
