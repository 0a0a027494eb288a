import {
  decides,
  endsOf,
  objectionsTo,
  ofNews,
  onlyOfTime,
  type DhisNews,
  type NewsEnd,
} from '@/lib/documents/rules/news-now'
import type { Db, Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'

/** When the version of the document was sent; null = no such version was. */
export const sentAt = async (client: Db | Tx, documentId: string, sendNo: number): Promise<Date | null> =>
  (
    await client.documentVersion.findFirst({
      where: { documentId, sendNo, sentAt: { not: null } },
      orderBy: { sentAt: 'asc' },
      select: { sentAt: true },
    })
  )?.sentAt ?? null

/** How parked news stands now, whatever stood in its way when it came. */
export type ParkedNow = {
  /** why it can't be applied; none = what stood in the way is to be checked again */
  objections: Refusal[]
  ends: NewsEnd[]
  /** making it void has DHIS forget the decision, and sends the version anew */
  decides: boolean
  /** it will be void when DHIS has answered */
  ending: boolean
  /** DHIS's time alone stands in its way */
  ofTime: boolean
}

type Kept = { body: unknown; documentId: string | null; endReason: string | null; reasons: unknown }

/** Judges kept news as things stand now. Two statements. */
export async function parkedNow(client: Db | Tx, kept: readonly Kept[], now: Date): Promise<ParkedNow[]> {
  if (kept.length === 0) return []
  const ids = [...new Set(kept.flatMap(({ documentId }) => documentId ?? []))]
  const documents = await client.document.findMany({
    where: { id: { in: ids } },
    select: { id: true, state: true, dhisId: true, sendNo: true, signer: { select: { personalCode: true } } },
  })
  const versions = await client.documentVersion.findMany({
    where: { documentId: { in: ids }, sentAt: { not: null } },
    select: { documentId: true, sendNo: true, sentAt: true },
  })
  return kept.map(({ body, documentId, endReason, reasons }) => {
    const news = body as Partial<DhisNews>
    const ending = endReason !== null
    if (news.type === undefined || news.by === undefined)
      return { objections: reasons as Refusal[], ends: endsOf(null), decides: false, ending, ofTime: false }
    const document = documents.find(({ id }) => id === documentId)
    const told = document && {
      ...document,
      signerCode: document.signer.personalCode,
      sentAt:
        versions.find((each) => each.documentId === documentId && each.sendNo === news.version)?.sentAt ??
        null,
    }
    const objections = objectionsTo(news as DhisNews, told ?? null, now)
    return {
      objections,
      ends: endsOf(objections),
      decides: told !== undefined && decides(news as DhisNews, told),
      ending,
      ofTime: onlyOfTime(objections),
    }
  })
}

/**
 * Why it can't be applied as things stand now. What its own words don't forbid waits for what stood in its way when it
 * came, until it is checked again.
 */
export const reasonsNow = (whenParked: Refusal[], { objections }: ParkedNow) =>
  objections.length > 0 ? objections : whenParked.filter(({ code }) => !ofNews.has(code))

/** Whether DHIS has still to answer before the news is void. */
export async function awaitsDhis(
  client: Db | Tx,
  { documentId, endReason }: { documentId: string | null; endReason: string | null },
) {
  if (!documentId || endReason === null) return false
  const open = await client.delivery.count({
    where: {
      documentId,
      topic: { in: ['dhis.register', 'dhis.lock', 'dhis.cancel'] },
      state: { in: ['WAITING', 'NEEDS_PERSON'] },
    },
  })
  return open > 0
}
