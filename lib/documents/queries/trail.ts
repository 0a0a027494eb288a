import type { Db } from '@/lib/shared/db'
import { storedRefusals } from '@/lib/shared/stored'
import { parkedNow, reasonsNow, type ParkedNow } from '../sending/queries/news'
import { storedNews } from '../stored'
import { echoesOf, storyOf, type Named } from '../versions/history'

/**
 * Everything that happened to a document and every message about it: history, versions, deliveries, parked news, and
 * the neighbours' echoes; of the documents `named` on its page those that their reader may see. Parked news is judged by
 * the facts at `now`. One statement, three if any news is parked.
 */
export async function documentTrail(db: Db, id: string, now: Date, named?: Named) {
  const story = await storyOf(db, id, named)
  const { history, versions, counted: deliveries, sending, parked } = story
  const standing = await parkedNow(db, parked, now)
  return {
    history,
    versions,
    deliveries,
    sending,
    parked: parked.map((news, at) => parkedLine(news, standing[at]!)),
    echoes: echoesOf(story),
    seen: story.seen,
  }
}

/** Parked news as the document's page shows it. */
function parkedLine({ id, body, reasons }: { id: string; body: unknown; reasons: unknown }, now: ParkedNow) {
  const type = storedNews(body)?.type ?? ('unreadable' as const)
  return {
    id,
    type,
    ...now,
    reasons: reasonsNow(storedRefusals.parse(reasons), now),
    waits: now.objections.some(({ code }) => code === 'awaitsAnswer'),
  }
}
