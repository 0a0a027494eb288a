import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'

/*
 * Parked news about a version that a person withdraws becomes void, with that person's reason, only when DHIS has said
 * that nobody can decide about the version any more.
 */

/** Records who makes the document's parked news void, and why, for when DHIS has answered. */
export const voidWhenAnswered = (
  tx: Tx,
  { person }: Pick<Act, 'person'>,
  documentId: string,
  endReason: string,
) =>
  tx.news.updateMany({
    where: { documentId, state: 'PARKED' },
    data: { endedById: person.id, endReason },
  })

/** Makes the news void: DHIS has answered. */
export const endAnswered = (tx: Tx, documentId: string, now: Date) =>
  tx.news.updateMany({
    where: { documentId, state: 'PARKED', endReason: { not: null } },
    data: { state: 'VOID', endedAt: now },
  })

/** The version stays after all: the news waits for a person again. */
export const keepParked = (tx: Tx, documentId: string) =>
  tx.news.updateMany({ where: { documentId, state: 'PARKED' }, data: { endedById: null, endReason: null } })
