import { storedRefusals } from '@/lib/shared/stored'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { awaitsDhis, parkedNow, reasonsNow } from '@/lib/documents/sending/queries/news'
import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { NewsState } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { storedNews } from '../stored'

export const newsAPage = 50

/** News as the study office sees it; what could not be read at all has only its raw text. */
export type NewsLine = {
  id: string
  receivedAt: Date
  state: NewsState
  reasons: Refusal[]
  type: string | null
  by: string | null
  document: { id: string; number: string | null; kind: KindCode } | null
}

/** News that waits for a person, or (`ended`) that a person has ended: the newest first, one page. */
export async function newsList(db: Db, { ended, page: asked }: { ended: boolean; page: number }, at: Date) {
  const where: Prisma.DocumentsNewsWhereInput = {
    state: ended ? { in: ['APPLIED', 'VOID', 'LINKED'] } : 'PARKED',
  }
  const count = await db.documentsNews.count({ where })
  const pages = Math.max(1, Math.ceil(count / newsAPage))
  const page = Math.min(Math.max(1, asked), pages)
  const found = await db.documentsNews.findMany({
    where,
    orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }],
    skip: (page - 1) * newsAPage,
    take: newsAPage,
  })
  const documents = await documentsOf(
    db,
    found.flatMap(({ documentId }) => documentId ?? []),
  )
  const now = await parkedNow(db, found, at)
  const lines = found.map(({ id, receivedAt, state, reasons, body, documentId }, place): NewsLine => ({
    id,
    receivedAt,
    state,
    reasons: reasonsNow(storedRefusals.parse(reasons), now[place]!),
    ...readable(body),
    document: documents.get(documentId ?? '') ?? null,
  }))
  return { lines, count, page, pages }
}

/** How much news waits for a person. */
export const parkedCount = (db: Db) => db.documentsNews.count({ where: { state: 'PARKED' } })

/** One piece of news with its whole body; null when there is none. */
export async function newsSheet(db: Db, id: string, at: Date) {
  const news = await db.documentsNews.findFirst({ where: { id } })
  if (!news) return null
  const documents = await documentsOf(db, news.documentId ? [news.documentId] : [])
  const endedBy = news.endedById ? await db.accessUser.findFirst({ where: { id: news.endedById } }) : null
  const [now] = await parkedNow(db, [news], at)
  const reasons = reasonsNow(storedRefusals.parse(news.reasons), now!)
  return {
    id: news.id,
    receivedAt: news.receivedAt,
    state: news.state,
    reasons,
    ...readable(news.body),
    body: news.body,
    document: documents.get(news.documentId ?? '') ?? null,
    now: now!,
    /** its document waits for DHIS: nothing can be decided before the answer */
    awaits: news.state === 'PARKED' && (await awaitsDhis(db, news)),
    ended: news.endedAt && {
      at: news.endedAt,
      by: endedBy ? `${endedBy.firstName} ${endedBy.lastName}` : '',
      reason: news.endReason ?? '',
    },
  }
}

/** What a person reads of the news. */
function readable(body: unknown) {
  const { type, by, comment, at } = storedNews.parse(body)
  return { type, by: by.name, comment, happenedAt: at }
}

async function documentsOf(db: Db, ids: readonly string[]) {
  const documents =
    ids.length === 0 ? [] : await db.documentsDocument.findMany({ where: { id: { in: [...ids] } } })
  return new Map(documents.map(({ id, number, kind }) => [id, { id, number, kind: kind as KindCode }]))
}
