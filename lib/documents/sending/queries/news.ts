import { storedRefusals } from '@/lib/shared/stored'
import { storedNews } from '@/lib/documents/stored'
import {
  decides,
  endsOf,
  objectionsTo,
  ofNews,
  onlyOfTime,
  type NewsEnd,
} from '@/lib/documents/rules/news-now'
import type { Db, Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'

/** When that version of the document was sent; null = never. */
export const sentAt = async (client: Db | Tx, documentId: string, sendNo: number): Promise<Date | null> =>
  (
    await client.documentVersion.findFirst({
      where: { documentId, sendNo, sentAt: { not: null } },
      orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
      select: { sentAt: true },
    })
  )?.sentAt ?? null

/** The present standing of parked news, whatever parked it. */
export type ParkedNow = {
  /** why it can't be applied; none = its earlier obstacle is to be checked again */
  objections: Refusal[]
  ends: NewsEnd[]
  /** making it void has DHIS discard the decision, and sends the version anew */
  decides: boolean
  /** it becomes void when DHIS has answered */
  ending: boolean
  /** only DHIS's time is wrong */
  ofTime: boolean
}

type Kept = { body: unknown; documentId: string | null; endReason: string | null; reasons: unknown }

/** Judges kept news by present facts. One statement. */
export async function parkedNow(client: Db | Tx, kept: readonly Kept[], now: Date): Promise<ParkedNow[]> {
  if (kept.length === 0) return []
  const ids = [...new Set(kept.flatMap(({ documentId }) => documentId ?? []))]
  const documents = await client.document.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      state: true,
      dhisId: true,
      sendNo: true,
      signer: { select: { personalCode: true } },
      versions: { where: { sentAt: { not: null } }, select: { sendNo: true, sentAt: true } },
    },
  })
  return kept.map(({ body, documentId, endReason, reasons }) => {
    const news = storedNews(body)
    const ending = endReason !== null
    if (!news)
      return {
        objections: storedRefusals.parse(reasons),
        ends: endsOf(null),
        decides: false,
        ending,
        ofTime: false,
      }
    const document = documents.find(({ id }) => id === documentId)
    const told = document && {
      ...document,
      signerCode: document.signer.personalCode,
      sentAt: document.versions.find(({ sendNo }) => sendNo === news.version)?.sentAt ?? null,
    }
    const objections = objectionsTo(news, told ?? null, now)
    return {
      objections,
      ends: endsOf(objections),
      decides: told !== undefined && decides(news, told),
      ending,
      ofTime: onlyOfTime(objections),
    }
  })
}

/**
 * Why it can't be applied now. If its own content raises no objection, the obstacle that parked it stands until it is
 * checked again.
 */
export const reasonsNow = (whenParked: Refusal[], { objections }: ParkedNow) =>
  objections.length > 0 ? objections : whenParked.filter(({ code }) => !ofNews.has(code))

/** Whether the news becomes void only after an answer of DHIS. */
export async function awaitsDhis(
  client: Db | Tx,
  { documentId, endReason }: { documentId: string | null; endReason: string | null },
) {
  if (!documentId || endReason === null) return false
  const open = await client.deliveriesDelivery.count({
    where: {
      documentId,
      topic: { in: ['dhis.register', 'dhis.lock', 'dhis.cancel'] },
      state: { in: ['WAITING', 'NEEDS_PERSON'] },
    },
  })
  return open > 0
}
