import type { Db, Tx } from '@/lib/shared/db'

/** Acts that stand in the history and leave the document at its revision. */
const changeNothing = ['comment', 'routed', 'financeTold']

/**
 * The last change that somebody else made to the document since that revision; null when there is none: what a person
 * saved a moment ago is no change of somebody else's.
 */
export async function lastOfOthers(
  client: Db | Tx,
  { id, revision }: { id: string; revision: number },
  since: number,
  userId: string,
) {
  if (revision <= since) return null
  const later = await client.historyEntry.findMany({
    where: { documentId: id, act: { notIn: changeNothing } },
    orderBy: { id: 'desc' },
    take: revision - since,
  })
  return later.find((entry) => entry.userId !== userId) ?? null
}
